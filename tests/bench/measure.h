/* The benchmark's parts: each measures, and adds its lines to the table. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "ptydrive.h"
#include "stats.h"

enum { PATH_BYTES = 1024 };

enum size { SIZE_DEFAULT, SIZE_10K, SIZE_100K, SIZE_1M, SIZE_COUNT };

/* The programs that are measured beside ours. The first four show a file on a terminal. */
enum peer { PEER_LESS, PEER_FZF, PEER_LNAV, PEER_VISIDATA, PEER_RIPGREP, PEER_SQLITE, PEER_COUNT };
enum { PEER_SCREENS = PEER_RIPGREP };

struct bench {
    const char *nichiei, *work, *keystrokes;
    int pairs;
    double patience_ms; /* for each slow peer: then fewer pairs must do, but three at least */
    bool has[SIZE_COUNT], has_peer[PEER_COUNT];
    double n_records[SIZE_COUNT];
};

extern const char *const size_names[SIZE_COUNT];
extern const struct peer_about {
    const char *name, *program, *package;
    bool by_sight;
} peers[PEER_COUNT];

/* WORK/SIZE, the package; WORK/SIZE.dossier; WORK/SIZE.csv, its records one a line. Static. */
const char *package_path(const struct bench *b, enum size size);
const char *dossier_path(const struct bench *b, enum size size);
const char *records_path(const struct bench *b, enum size size);

/* Prepares our program on a dossier, or a peer on the records of one. */
bool prepare_ours(const struct bench *b, enum size size, struct pty *p);
bool prepare_peer(const struct bench *b, enum peer peer, enum size size, struct pty *p);

/* Runs a command to its end with its output thrown away; milliseconds, or -1 if it failed. Its peak
 * memory goes to *peak_kib (may be NULL). */
double run_quietly(char *const argv[], const char *folder, long *peak_kib);

/* Says on standard error how far it is; all: 0 if there is nothing to count. */
void progress(const char *what, const char *size, int done, int all);

void measure_builds(const struct bench *b);
void measure_starts(const struct bench *b);
void measure_keystrokes(const struct bench *b);
void measure_steps(const struct bench *b);
void measure_views(const struct bench *b);
void measure_sharing(const struct bench *b);

/* An XDG_DATA_HOME where no session can be left: every start is the first. */
#define NO_OVERLAY "/dev/null"

/* A silence after which a start or a key counts as answered, if the program sleeps too. */
#define START_QUIET_MS 250.0
#define KEY_QUIET_MS 25.0
#define START_LIMIT_MS 180000.0
#define KEY_LIMIT_MS 30000.0

#endif
