/* Keystrokes in the filter prompt, from the key to the last byte of what it changed. */
#include "measure.h"

#include <stdio.h>
#include <string.h>

enum { MAX_TEXTS = 256, TEXT_BYTES = 128, MAX_CLASSES = 16 };

/* One line of the script. */
struct typed {
    char kind[16], text[TEXT_BYTES];
};

/* The answers to one sort of keystroke. */
struct class
{
    char name[32];
    struct series last_ms;
};

/* A session of ours while the script is typed, and what came of it. */
struct typing {
    struct pty ours, fzf;
    bool has_fzf;
    struct series first_ms, last_ms, fzf_ms, to_fzf, burst_first_ms, burst_last_ms;
    struct class classes[MAX_CLASSES];
    int n_classes, n_silent, n_given_up;
};

static struct typed script[MAX_TEXTS];
static int n_script;

static void read_script(const struct bench *b)
{
    FILE *f = fopen(b->keystrokes, "r");
    char line[256];

    while (f && n_script < MAX_TEXTS && fgets(line, sizeof line, f))
        if (*line != '#' &&
            sscanf(line, "%15[^\t]\t%127[^\n]", script[n_script].kind, script[n_script].text) == 2)
            n_script++;
    if (f)
        fclose(f);
}

static void note(struct typing *t, const char *name, double ms)
{
    int i = 0;

    while (i < t->n_classes && strcmp(t->classes[i].name, name) != 0)
        i++;
    if (i == t->n_classes) {
        if (i == MAX_CLASSES)
            return;
        snprintf(t->classes[t->n_classes++].name, sizeof t->classes[0].name, "%s", name);
    }
    series_add(&t->classes[i].last_ms, ms);
}

/* Types one key to us, and the same to fzf after it. */
static struct answer press(struct typing *t, const char *name, const char *key, size_t n_bytes,
                           bool to_fzf)
{
    struct answer a, theirs;

    pty_type(&t->ours, key, n_bytes);
    a = pty_hear(&t->ours, KEY_QUIET_MS, KEY_LIMIT_MS);
    t->n_silent += a.last_ms == 0;
    t->n_given_up += a.gave_up;
    if (a.last_ms > 0) {
        series_add(&t->first_ms, a.first_ms);
        series_add(&t->last_ms, a.last_ms);
        note(t, name, a.last_ms);
    }
    if (!to_fzf || !t->has_fzf)
        return a;
    pty_type(&t->fzf, key, n_bytes);
    theirs = pty_hear(&t->fzf, KEY_QUIET_MS, KEY_LIMIT_MS);
    if (theirs.last_ms > 0 && a.last_ms > 0) {
        series_add(&t->fzf_ms, theirs.last_ms);
        series_add(&t->to_fzf, a.last_ms / theirs.last_ms);
    }
    return a;
}

static size_t character_bytes(const char *s)
{
    size_t n = 1;

    while (((unsigned char)s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* "ja, 3+ characters": Japanese by length, the rest by its kind. */
static void class_name(const struct typed *line, int n_characters, char name[32])
{
    if (strcmp(line->kind, "ja") != 0)
        snprintf(name, 32, "%s", line->kind);
    else if (n_characters >= 3)
        snprintf(name, 32, "ja, 3 and more");
    else
        snprintf(name, 32, "ja, %d", n_characters);
}

static bool is_text(const struct typed *line)
{
    return strcmp(line->kind, "ja") == 0 || strcmp(line->kind, "en") == 0 ||
           strcmp(line->kind, "romaji") == 0;
}

static void type_line(struct typing *t, int i)
{
    const struct typed *line = &script[i];
    int n_characters = 0;
    char name[32];

    for (const char *at = line->text; *at; at += character_bytes(at)) {
        class_name(line, ++n_characters, name);
        press(t, name, at, character_bytes(at), is_text(line));
    }
    for (int k = 0; i % 3 == 0 && k < n_characters; k++)
        press(t, "erasing", "\177", 1, is_text(line));
    if (i % 3 != 0)
        press(t, "clearing", "\025", 1, is_text(line)); /* Ctrl-U, in both programs */
}

/* A word that comes at once, as an input method commits it or a fast hand types it. */
static void burst_line(struct typing *t, int i)
{
    struct answer a;

    pty_type(&t->ours, script[i].text, strlen(script[i].text));
    a = pty_hear(&t->ours, KEY_QUIET_MS, KEY_LIMIT_MS);
    if (a.last_ms > 0) {
        series_add(&t->burst_first_ms, a.first_ms);
        series_add(&t->burst_last_ms, a.last_ms);
    }
    pty_type(&t->ours, "\025", 1);
    pty_hear(&t->ours, KEY_QUIET_MS, KEY_LIMIT_MS);
}

static bool begin(const struct bench *b, enum size size, struct typing *t)
{
    if (!prepare_ours(b, size, &t->ours))
        return false;
    pty_go(&t->ours);
    pty_hear(&t->ours, START_QUIET_MS, START_LIMIT_MS);
    t->has_fzf =
        size == SIZE_100K && b->has_peer[PEER_FZF] && prepare_peer(b, PEER_FZF, size, &t->fzf);
    if (t->has_fzf) {
        pty_go(&t->fzf);
        pty_hear(&t->fzf, START_QUIET_MS, START_LIMIT_MS);
    }
    pty_type(&t->ours, "/", 1);
    pty_hear(&t->ours, KEY_QUIET_MS, KEY_LIMIT_MS);
    return true;
}

/* The same words asked of programs that answer once: a process each, from start to end. */
static void compare_with_scans(const struct bench *b, enum size size, char *out, size_t out_bytes)
{
    struct series rg = {0}, sqlite = {0};
    char program[] = "rg", count[] = "-ciF", dashes[] = "-e", text[TEXT_BYTES], file[PATH_BYTES];
    char *rg_argv[] = {program, count, dashes, text, file, NULL};
    char shell[] = "sqlite3", only[] = "-readonly", database[PATH_BYTES], sql[512];
    char *sqlite_argv[] = {shell, only, database, sql, NULL};
    size_t used = strlen(out);

    snprintf(file, sizeof file, "%s", records_path(b, size));
    snprintf(database, sizeof database, "%s", dossier_path(b, size));
    for (int i = 0; i < n_script; i++) {
        if (!is_text(&script[i]) || strpbrk(script[i].text, "'\""))
            continue;
        snprintf(text, sizeof text, "%s", script[i].text);
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM activities WHERE instr(lower(name_ja || name_en || "
                 "summary_ja || summary_en), '%s')",
                 text);
        if (b->has_peer[PEER_RIPGREP])
            series_add(&rg, run_quietly(rg_argv, NULL, NULL));
        if (b->has_peer[PEER_SQLITE])
            series_add(&sqlite, run_quietly(sqlite_argv, NULL, NULL));
    }
    if (rg.n && used < out_bytes)
        used += (size_t)snprintf(out + used, out_bytes - used, "%sripgrep %.0f ms a search",
                                 used ? "; " : "", series_median(&rg));
    if (sqlite.n && used < out_bytes)
        snprintf(out + used, out_bytes - used, "%ssqlite3 instr() %.0f ms", used ? "; " : "",
                 series_median(&sqlite));
    series_finish(&rg);
    series_finish(&sqlite);
}

static void tell_classes(const struct typing *t, enum size size)
{
    printf("\nKeystrokes in the filter prompt by what was typed, %s (ms to the last byte):\n\n"
           "| typed | keystrokes | p50 | p90 | p99 | longest |\n|---|---|---|---|---|---|\n",
           size_names[size]);
    for (int i = 0; i < t->n_classes; i++) {
        const struct series *s = &t->classes[i].last_ms;

        printf("| %s | %zu | %.1f | %.1f | %.1f | %.1f |\n", t->classes[i].name, s->n,
               series_median(s), series_at(s, 0.9), series_at(s, 0.99), series_at(s, 1));
    }
}

static void tell(const struct bench *b, enum size size, struct typing *t)
{
    double p50 = series_median(&t->last_ms), p99 = series_at(&t->last_ms, 0.99);
    double p50_most = size == SIZE_1M ? 16 : 8, p99_most = size == SIZE_1M ? 50 : 16;
    char what[96], target[64], beside[512] = "";

    if (t->to_fzf.n)
        snprintf(beside, sizeof beside, "%.2f × fzf (p50 %.1f ms, p99 %.0f ms; %zu pairs)",
                 series_median(&t->to_fzf), series_median(&t->fzf_ms), series_at(&t->fzf_ms, 0.99),
                 t->to_fzf.n);
    if (size == SIZE_100K)
        compare_with_scans(b, size, beside, sizeof beside);
    snprintf(what, sizeof what, "keystroke in the filter prompt, %s", size_names[size]);
    snprintf(target, sizeof target, "p50 ≤ %.0f ms, p99 ≤ %.0f ms", p50_most, p99_most);
    table_line(what, target, p50 <= p50_most && p99 <= p99_most, beside,
               "p50 %.1f ms, p99 %.1f ms, longest %.1f ms (%zu keystrokes, %d silent, %d given up)",
               p50, p99, series_at(&t->last_ms, 1), t->last_ms.n, t->n_silent, t->n_given_up);
    snprintf(what, sizeof what, "the same to the first byte, %s", size_names[size]);
    table_line(what, "", -1, "", "p50 %.1f ms, p99 %.1f ms", series_median(&t->first_ms),
               series_at(&t->first_ms, 0.99));
    snprintf(what, sizeof what, "a word typed in one burst, %s", size_names[size]);
    table_line(what, "", -1, "",
               "first byte p50 %.1f ms, p99 %.1f ms; last p50 %.1f ms, p99 %.1f ms",
               series_median(&t->burst_first_ms), series_at(&t->burst_first_ms, 0.99),
               series_median(&t->burst_last_ms), series_at(&t->burst_last_ms, 0.99));
    snprintf(what, sizeof what, "memory after these keystrokes, %s", size_names[size]);
    table_line(what,
               size == SIZE_DEFAULT ? "≤ 12 MiB"
               : size == SIZE_1M    ? "≤ 64 MiB private"
                                    : "",
               size == SIZE_DEFAULT ? pty_peak_kib(&t->ours) <= 12 * 1024
               : size == SIZE_1M    ? pty_rollup_kib(&t->ours, "Private_Dirty") <= 64 * 1024
                                    : -1,
               "", "peak %.1f MiB, private %.1f MiB", (double)pty_peak_kib(&t->ours) / 1024,
               (double)pty_rollup_kib(&t->ours, "Private_Dirty") / 1024);
}

void measure_keystrokes(const struct bench *b)
{
    read_script(b);
    for (int size = 0; size < SIZE_COUNT; size++) {
        static struct typing t;

        t = (struct typing){0};
        if (!b->has[size] || !begin(b, (enum size)size, &t))
            continue;
        for (int i = 0; i < n_script; i++) {
            progress("typing into", size_names[size], i + 1, n_script);
            type_line(&t, i);
        }
        for (int i = 0; i < n_script; i++)
            burst_line(&t, i);
        if (size == SIZE_DEFAULT || size >= SIZE_100K)
            tell_classes(&t, (enum size)size);
        tell(b, (enum size)size, &t);
        pty_stop(&t.ours);
        pty_stop(&t.fzf);
    }
}
