/* Building: records a second, memory, progress; beside the sqlite3 shell importing the same CSV. */
#include "measure.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The files that hold nearly all rows; the shell takes their header as the table. */
static const char *const imported[] = {"activities",   "activity_actors", "events",    "citations",
                                       "event_actors", "sources",         "references"};

/* Told to end, not killed, so that no half file is left. */
static double build_once(const struct bench *b, enum size size, long *peak_kib)
{
    char timeout[] = "timeout", limit[] = "900", build[] = "build", output[] = "-o";
    char program[PATH_BYTES], from[PATH_BYTES], to[PATH_BYTES];
    char *argv[] = {timeout, limit, program, build, from, output, to, NULL};

    snprintf(program, sizeof program, "%s", b->nichiei);
    snprintf(from, sizeof from, "%s", package_path(b, size));
    snprintf(to, sizeof to, "%s", dossier_path(b, size));
    return run_quietly(argv, NULL, peak_kib);
}

static double import_once(const struct bench *b, enum size size)
{
    char program[] = "sqlite3", database[PATH_BYTES], mode[] = ".mode csv";
    char commands[sizeof imported / sizeof imported[0]][96];
    char *argv[4 + sizeof imported / sizeof imported[0]] = {program, database, mode};

    snprintf(database, sizeof database, "%s.imported", dossier_path(b, size));
    unlink(database);
    for (size_t i = 0; i < sizeof imported / sizeof imported[0]; i++) {
        snprintf(commands[i], sizeof commands[i], ".import %s.csv %s", imported[i], imported[i]);
        argv[3 + i] = commands[i];
    }
    return run_quietly(argv, package_path(b, size), NULL);
}

/* What a person at a terminal sees of a build. */
static size_t progress_bytes(const struct bench *b, enum size size)
{
    char program[PATH_BYTES], from[PATH_BYTES], to[PATH_BYTES], build[] = "build", output[] = "-o";
    char *argv[] = {program, build, from, output, to, NULL};
    struct pty p = {0};
    size_t n_bytes = 0;

    snprintf(program, sizeof program, "%s", b->nichiei);
    snprintf(from, sizeof from, "%s", package_path(b, size));
    snprintf(to, sizeof to, "%s", dossier_path(b, size));
    if (pty_prepare(&p, argv)) {
        pty_go(&p);
        n_bytes = pty_hear(&p, START_QUIET_MS, START_LIMIT_MS).n_bytes;
    }
    pty_stop(&p);
    return n_bytes;
}

static void compare_with_import(const struct bench *b, char *beside, size_t beside_bytes)
{
    struct series ratio = {0}, import = {0};
    double until = now_ms() + b->patience_ms;

    for (int i = 0; i < b->pairs && (i < 3 || now_ms() < until); i++) {
        double ours = build_once(b, SIZE_10K, NULL), theirs = import_once(b, SIZE_10K);

        if (ours > 0 && theirs > 0) {
            series_add(&ratio, ours / theirs);
            series_add(&import, theirs);
        }
    }
    snprintf(beside, beside_bytes, "%.1f × sqlite3 importing the CSV (%.0f ms; %zu pairs, 10k)",
             series_median(&ratio), series_median(&import), ratio.n);
    series_finish(&ratio);
    series_finish(&import);
}

void measure_builds(const struct bench *b)
{
    for (int size = SIZE_10K; size < SIZE_COUNT; size++) {
        char what[64], beside[256] = "";
        long peak_kib = 0;
        double ms, rate;

        if (!b->has[size])
            continue;
        progress("building", size_names[size], 0, 0);
        ms = build_once(b, (enum size)size, &peak_kib);
        rate = ms > 0 ? b->n_records[size] / ms * 1e3 : 0;
        if (size == SIZE_10K && ms > 0 && b->has_peer[PEER_SQLITE])
            compare_with_import(b, beside, sizeof beside);
        snprintf(what, sizeof what, "building, %s", size_names[size]);
        if (ms <= 0) {
            table_line(what, "≥ 10,000 records/s", 0, beside, "failed, or given up after 900 s");
            continue;
        }
        table_line(what, "≥ 10,000 records/s", rate >= 10000, beside,
                   "%.0f records/s (%.0f records in %.1f s)", rate, b->n_records[size], ms / 1e3);
        snprintf(what, sizeof what, "memory of a build, %s", size_names[size]);
        table_line(what, "≤ 64 MiB, whatever the size", peak_kib <= 64 * 1024, "", "%.1f MiB",
                   (double)peak_kib / 1024);
        if (size == SIZE_10K) {
            size_t n_bytes = progress_bytes(b, SIZE_10K);

            table_line("progress of a build, on a terminal", "shown", n_bytes > 0, "", "%zu bytes",
                       n_bytes);
        }
    }
}
