/* Cursor steps and paging: time, and the bytes they cost against the cells they change. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct steps {
    struct pty ours, peer[PEER_SCREENS];
    bool has_peer[PEER_SCREENS];
    struct series ms, page_ms, end_ms, bytes_ratio, bytes, changed;
    struct series peer_ms[PEER_SCREENS], ratio[PEER_SCREENS];
    double most_bytes;
};

static const struct vt_cell *snapshot(const struct pty *p)
{
    static struct vt_cell before[PTY_COLS * PTY_ROWS];

    memcpy(before, vt_cells(p->screen), sizeof before);
    return before;
}

/* One key; the milliseconds go to `ms`, and are returned: 0 if it changed nothing. */
static double press(struct steps *s, const char *key, struct series *ms)
{
    const struct vt_cell *before = snapshot(&s->ours);
    struct answer a;
    size_t n_cells, changed;

    pty_type(&s->ours, key, strlen(key));
    a = pty_hear(&s->ours, KEY_QUIET_MS, KEY_LIMIT_MS);
    if (a.last_ms == 0)
        return 0;
    series_add(ms, a.last_ms);
    changed = vt_changed_bytes(s->ours.screen, before, &n_cells);
    if (ms != &s->ms || !changed)
        return a.last_ms;
    series_add(&s->bytes, (double)a.n_bytes);
    series_add(&s->changed, (double)changed);
    series_add(&s->bytes_ratio, (double)a.n_bytes / (double)changed);
    if ((double)a.n_bytes > s->most_bytes)
        s->most_bytes = (double)a.n_bytes;
    return a.last_ms;
}

/* A step of ours and the same of each peer. fzf lists upwards. */
static void step(struct steps *s, bool down)
{
    static const char *const keys[PEER_SCREENS][2] = {
        [PEER_LESS] = {"k", "j"},
        [PEER_FZF] = {"\016", "\020"}, /* Ctrl-N, Ctrl-P */
        [PEER_LNAV] = {"k", "j"},
        [PEER_VISIDATA] = {"k", "j"},
    };
    double ours = press(s, down ? "j" : "k", &s->ms);

    for (int i = 0; i < PEER_SCREENS; i++) {
        struct answer a;

        if (!s->has_peer[i] || s->peer_ms[i].n >= 120)
            continue;
        pty_type(&s->peer[i], keys[i][down], 1);
        a = pty_hear(&s->peer[i], KEY_QUIET_MS, KEY_LIMIT_MS);
        if (a.last_ms == 0)
            continue;
        series_add(&s->peer_ms[i], a.last_ms);
        if (ours > 0)
            series_add(&s->ratio[i], ours / a.last_ms);
    }
}

static void begin_peers(const struct bench *b, enum size size, struct steps *s)
{
    for (int i = 0; i < PEER_SCREENS; i++) {
        s->has_peer[i] =
            size == SIZE_100K && b->has_peer[i] && prepare_peer(b, (enum peer)i, size, &s->peer[i]);
        if (!s->has_peer[i])
            continue;
        pty_go(&s->peer[i]);
        s->has_peer[i] = !pty_hear(&s->peer[i], START_QUIET_MS, START_LIMIT_MS).gave_up;
    }
}

static void play(struct steps *s)
{
    for (int i = 0; i < 150; i++)
        step(s, true);
    for (int i = 0; i < 150; i++)
        step(s, i % 16 < 8);
    for (int i = 0; i < 100; i++)
        press(s, i % 10 < 7 ? "\033[6~" : "\033[5~", &s->page_ms);
    for (int i = 0; i < 20; i++)
        press(s, i % 2 ? "<" : "G", &s->end_ms);
}

static void tell_peers(const struct steps *s, char *out, size_t out_bytes)
{
    size_t used = 0;

    *out = '\0';
    for (int i = 0; i < PEER_SCREENS && used < out_bytes; i++)
        if (s->peer_ms[i].n)
            used += (size_t)snprintf(
                out + used, out_bytes - used, "%s%.2f × %s (p50 %.2f ms, p99 %.2f ms, %zu pairs)",
                used ? ", " : "", series_median(&s->ratio[i]), peers[i].name,
                series_median(&s->peer_ms[i]), series_at(&s->peer_ms[i], 0.99), s->peer_ms[i].n);
}

static void tell(const struct steps *s, enum size size, double paint_bytes)
{
    double p99 = series_at(&s->ms, 0.99), page_p99 = series_at(&s->page_ms, 0.99);
    bool bounded = size == SIZE_100K;
    char what[96], beside[512];

    tell_peers(s, beside, sizeof beside);
    snprintf(what, sizeof what, "cursor step, %s", size_names[size]);
    table_line(what, bounded ? "p99 ≤ 2 ms" : "", bounded ? p99 <= 2 : -1, beside,
               "p50 %.2f ms, p99 %.2f ms (%zu steps)", series_median(&s->ms), p99, s->ms.n);
    snprintf(what, sizeof what, "paging, %s", size_names[size]);
    table_line(what, bounded ? "p99 ≤ 2 ms" : "", bounded ? page_p99 <= 2 : -1, "",
               "p50 %.2f ms, p99 %.2f ms (%zu pages); to the ends p50 %.2f ms, longest %.2f ms",
               series_median(&s->page_ms), page_p99, s->page_ms.n, series_median(&s->end_ms),
               series_at(&s->end_ms, 1));
    snprintf(what, sizeof what, "bytes to the terminal per cursor step, %s", size_names[size]);
    table_line(what, "≤ 2.0 × the bytes of the changed cells, never above a full paint",
               series_at(&s->bytes_ratio, 0.5) <= 2 && s->most_bytes <= paint_bytes, "",
               "%.2f × (p90 %.2f ×, worst %.2f ×); %.0f of %.0f bytes at the median, at most %.0f, "
               "full paint %.0f",
               series_median(&s->bytes_ratio), series_at(&s->bytes_ratio, 0.9),
               series_at(&s->bytes_ratio, 1), series_median(&s->bytes), series_median(&s->changed),
               s->most_bytes, paint_bytes);
}

void measure_steps(const struct bench *b)
{
    for (int size = 0; size < SIZE_COUNT; size++) {
        static struct steps s;
        struct answer paint;

        s = (struct steps){0};
        if (!b->has[size] || size == SIZE_10K || !prepare_ours(b, (enum size)size, &s.ours))
            continue;
        progress("stepping through", size_names[size], 0, 0);
        pty_go(&s.ours);
        pty_hear(&s.ours, START_QUIET_MS, START_LIMIT_MS);
        begin_peers(b, (enum size)size, &s);
        play(&s);
        pty_type(&s.ours, "\f", 1); /* Ctrl-L */
        paint = pty_hear(&s.ours, KEY_QUIET_MS, KEY_LIMIT_MS);
        tell(&s, (enum size)size, (double)paint.n_bytes);
        pty_stop(&s.ours);
        for (int i = 0; i < PEER_SCREENS; i++)
            pty_stop(&s.peer[i]);
    }
}

/* Many sessions on one machine: what twenty cost together against one (Pss counts shared pages
 * once). Each has searched, so that it holds what a search needs. */
void measure_sharing(const struct bench *b)
{
    enum { SESSIONS = 20 };
    enum size size = b->has[SIZE_1M] ? SIZE_1M : SIZE_100K;
    struct pty p[SESSIONS] = {{0}};
    double one = 0, all = 0;
    char what[96];

    if (!b->has[size])
        return;
    progress("many sessions on", size_names[size], 0, 0);
    for (int i = 0; i < SESSIONS; i++) {
        if (!prepare_ours(b, size, &p[i]))
            break;
        pty_go(&p[i]);
        pty_hear(&p[i], START_QUIET_MS, START_LIMIT_MS);
        pty_type(&p[i], "/\xE9\x98\xB2\xE8\xA1\x9B", 7);
        pty_hear(&p[i], KEY_QUIET_MS, KEY_LIMIT_MS);
        if (i == 0)
            one = (double)pty_rollup_kib(&p[0], "Pss") / 1024;
    }
    for (int i = 0; i < SESSIONS; i++)
        all += (double)pty_rollup_kib(&p[i], "Pss") / 1024;
    for (int i = 0; i < SESSIONS; i++)
        pty_stop(&p[i]);
    snprintf(what, sizeof what, "%d sessions together (Pss), %s", SESSIONS, size_names[size]);
    table_line(what, size == SIZE_1M ? "≤ 2 × one" : "", size == SIZE_1M ? all <= 2 * one : -1, "",
               "%.1f × one (%.1f MiB against %.1f MiB)", one > 0 ? all / one : 0, all, one);
}
