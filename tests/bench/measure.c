/* The benchmark of design section "Speed": the program from outside, beside its peers. */
#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const size_names[SIZE_COUNT] = {"default", "10k", "100k", "1m"};

const struct peer_about peers[PEER_COUNT] = {
    [PEER_LESS] = {"less", "less", "less", false},
    [PEER_FZF] = {"fzf", "fzf", "fzf", false},
    [PEER_LNAV] = {"lnav", "lnav", "lnav", false},
    [PEER_VISIDATA] = {"VisiData", "vd", "visidata", true},
    [PEER_RIPGREP] = {"ripgrep", "rg", "ripgrep", false},
    [PEER_SQLITE] = {"sqlite3", "sqlite3", "sqlite3", false},
};

static const char *path_of(const struct bench *b, enum size size, const char *end)
{
    static char paths[8][PATH_BYTES];
    static int next;

    next = (next + 1) % 8;
    snprintf(paths[next], PATH_BYTES, "%s/%s%s", b->work, size_names[size], end);
    return paths[next];
}

const char *package_path(const struct bench *b, enum size size)
{
    return path_of(b, size, "");
}

const char *dossier_path(const struct bench *b, enum size size)
{
    return path_of(b, size, ".dossier");
}

const char *records_path(const struct bench *b, enum size size)
{
    return path_of(b, size, ".csv");
}

bool prepare_ours(const struct bench *b, enum size size, struct pty *p)
{
    char program[PATH_BYTES], path[PATH_BYTES], db[] = "--db";
    char *with_db[] = {program, db, path, NULL}, *without[] = {program, NULL};

    *p = (struct pty){0};
    snprintf(program, sizeof program, "%s", b->nichiei);
    snprintf(path, sizeof path, "%s", dossier_path(b, size));
    return pty_prepare(p, size == SIZE_DEFAULT ? without : with_db);
}

bool prepare_peer(const struct bench *b, enum peer peer, enum size size, struct pty *p)
{
    char shell[] = "sh", option[] = "-c", command[2 * PATH_BYTES];
    char *argv[] = {shell, option, command, NULL};

    *p = (struct pty){.by_sight = peers[peer].by_sight};
    snprintf(command, sizeof command, "exec %s %s'%s'", peers[peer].program,
             peer == PEER_FZF ? "<" : "", records_path(b, size));
    return pty_prepare(p, argv);
}

double run_quietly(char *const argv[], const char *folder, long *peak_kib)
{
    double start = now_ms();
    struct rusage usage;
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        if (null < 0 || (folder && chdir(folder) != 0))
            _exit(126);
        for (int fd = 0; fd < 3; fd++)
            dup2(null, fd);
        execvp(argv[0], argv);
        _exit(127);
    }
    while (wait4(pid, &status, 0, &usage) < 0)
        if (errno != EINTR)
            return -1;
    if (peak_kib)
        *peak_kib = usage.ru_maxrss;
    return WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? now_ms() - start : -1;
}

static bool is_installed(const char *program)
{
    char command[PATH_BYTES], shell[] = "sh", option[] = "-c";
    char *argv[] = {shell, option, command, NULL};

    snprintf(command, sizeof command, "command -v %s || exit 2", program);
    return run_quietly(argv, NULL, NULL) >= 0;
}

/* The same surroundings for all, whatever the user's own are. */
static void set_surroundings(const struct bench *b)
{
    static const char *const unwanted[] = {"LINES", "COLUMNS", "NICHIEI_DB", "NO_COLOR",
                                           "LESS",  "PAGER",   "LESSOPEN",   "FZF_DEFAULT_OPTS",
                                           "TMUX"};
    const char *home = path_of(b, SIZE_DEFAULT, ".home");

    for (size_t i = 0; i < sizeof unwanted / sizeof unwanted[0]; i++)
        unsetenv(unwanted[i]);
    mkdir(home, 0700);
    setenv("HOME", home, 1);
    setenv("XDG_DATA_HOME", NO_OVERLAY, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LESSHISTFILE", "-", 1);
    setlocale(LC_ALL, "C.UTF-8");
}

/* "activities 10000 records 17302 rows …", as make-dossier printed it. */
static double records_of(const struct bench *b, enum size size)
{
    FILE *f = fopen(path_of(b, size, ".made"), "r");
    double n_records = 0;

    if (f && fscanf(f, "activities %*u records %lf", &n_records) != 1)
        n_records = 0;
    if (f)
        fclose(f);
    return n_records;
}

static void look_round(struct bench *b)
{
    struct stat st;
    bool all = true;

    for (int size = 0; size < SIZE_COUNT; size++) {
        b->has[size] = stat(records_path(b, (enum size)size), &st) == 0;
        b->n_records[size] = records_of(b, (enum size)size);
    }
    for (int peer = 0; peer < PEER_COUNT; peer++) {
        b->has_peer[peer] = is_installed(peers[peer].program);
        if (!b->has_peer[peer])
            printf("%s%s", all ? "Not installed, and so not measured: " : ", ",
                   peers[peer].package);
        all = all && b->has_peer[peer];
    }
    if (!all)
        puts(" (Debian packages).");
}

/* The other measurements open what was built. */
static void look_for_dossiers(struct bench *b)
{
    struct stat st;

    for (int size = SIZE_10K; size < SIZE_COUNT; size++)
        b->has[size] = b->has[size] && stat(dossier_path(b, (enum size)size), &st) == 0;
}

static void tell_load(const char *when)
{
    double load;

    if (getloadavg(&load, 1) == 1)
        printf("%s: %.1f.\n", when, load);
}

/* What is measured, in the order of the table. */
static const struct part {
    const char *name;
    void (*measure)(const struct bench *b);
} parts[] = {
    {"builds", measure_builds}, {"starts", measure_starts}, {"keystrokes", measure_keystrokes},
    {"steps", measure_steps},   {"views", measure_views},   {"sharing", measure_sharing},
};

enum { N_PARTS = sizeof parts / sizeof parts[0] };

static bool is_part(const char *name)
{
    for (int i = 0; i < N_PARTS; i++)
        if (strcmp(parts[i].name, name) == 0)
            return true;
    return false;
}

static int usage(void)
{
    fputs("usage: measure NICHIEI WORK KEYSTROKES PAIRS [PART] (tests/bench/run calls it); parts:",
          stderr);
    for (int i = 0; i < N_PARTS; i++)
        fprintf(stderr, " %s", parts[i].name);
    fputc('\n', stderr);
    return 2;
}

void progress(const char *what, const char *size, int done, int all)
{
    static bool on_terminal, asked;

    if (!asked)
        on_terminal = isatty(STDERR_FILENO);
    asked = true;
    if (!on_terminal && done > 1)
        return;
    fprintf(stderr, "%s%s %s", on_terminal ? "\r" : "", what, size);
    if (on_terminal && all)
        fprintf(stderr, ", %d of %d ", done, all);
    if (!on_terminal || done == all)
        fputc('\n', stderr);
}

int main(int argc, char **argv)
{
    struct bench b = {.patience_ms = 90000};
    const char *only = argc == 6 ? argv[5] : NULL;
    bool leads;

    if (argc < 5 || argc > 6 || (b.pairs = atoi(argv[4])) < 1 || (only && !is_part(only)))
        return usage();
    b.nichiei = argv[1];
    b.work = argv[2];
    b.keystrokes = argv[3];
    set_surroundings(&b);
    leads = setsid() > 0 && go_first();
    tell_load("Load of the machine before");
    look_round(&b);
    for (int i = 0; i < N_PARTS; i++) {
        if (i > 0)
            look_for_dossiers(&b); /* the first part builds them */
        if (!only || strcmp(only, parts[i].name) == 0)
            parts[i].measure(&b);
    }
    putchar('\n');
    table_print();
    putchar('\n');
    tell_load("Load of the machine after");
    if (leads)
        puts("All measured programs went before other work (autogroup nice -15).");
    return 0;
}
