/* Columns: the process-wide wcwidth(), and measuring, clipping and shortening by it. */

/* RTLD_NEXT, which finds the C library's own wcwidth() behind ours, is declared for GNU only. */
#define _GNU_SOURCE

#include "nichiei/text/width.h"

#include "ambiguous.h"
#include "wide.h"

#include <assert.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>
#include <unistr.h>

static int ambiguous_cols = 1;
static unsigned long n_calls;

static int libc_cols(wchar_t c)
{
    static int (*libc_wcwidth)(wchar_t);

    if (!libc_wcwidth)
        libc_wcwidth = (int (*)(wchar_t))dlsym(RTLD_NEXT, "wcwidth");
    assert(libc_wcwidth);
    return libc_wcwidth(c);
}

static bool is_ambiguous(wchar_t c)
{
    size_t low = 0, high = sizeof ambiguous / sizeof *ambiguous;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (c > ambiguous[middle].last)
            low = middle + 1;
        else if (c < ambiguous[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

static int char_cols(wchar_t c)
{
    int cols;

    if (c >= 0x20 && c < 0x7F)
        return 1;
    if (is_wide_letter((uint32_t)c))
        return 2;
    cols = libc_cols(c);
    return cols == 1 && ambiguous_cols == 2 && is_ambiguous(c) ? 2 : cols;
}

void width_set_ambiguous(int cols)
{
    ambiguous_cols = cols == 2 ? 2 : 1;
}

int width_ambiguous(void)
{
    return ambiguous_cols;
}

/* Visible whatever the build's default: hidden, it would silently stop steering ncursesw. */
__attribute__((visibility("default"))) int wcwidth(wchar_t c)
{
    n_calls++;
    return char_cols(c);
}

unsigned long width_calls(void)
{
    return n_calls;
}

int text_cols(struct text t)
{
    const uint8_t *s = (const uint8_t *)t.p;
    size_t at = 0;
    int cols = 0;

    while (at < t.n_bytes) {
        ucs4_t c = three_bytes(s + at, t.n_bytes - at);
        int c_cols;

        if (is_wide_letter(c)) {
            cols += 2;
            at += 3;
            continue;
        }
        c = s[at];
        at += c < 0x80 ? 1 : (size_t)u8_mbtouc(&c, s + at, t.n_bytes - at);
        c_cols = char_cols((wchar_t)c);
        cols += c_cols < 0 ? 1 : c_cols; /* ncursesw draws a blank for what libc does not know */
    }
    return cols;
}

size_t text_clip(struct text t, int max_cols, int *used_cols)
{
    size_t at = 0;
    int used = 0;

    while (at < t.n_bytes) {
        struct text rest = text_skip(t, at);
        struct text cluster = {rest.p, text_cluster(rest)};
        int cols = text_cols(cluster);

        if (cols > max_cols - used)
            break;
        used += cols;
        at += cluster.n_bytes;
    }
    if (used_cols)
        *used_cols = used;
    return at;
}

struct text text_ellipsis(struct arena *a, struct text t, int max_cols)
{
    static const char dots[] = "..";
    size_t head_bytes = text_clip(t, max_cols, NULL);
    char *s;

    if (head_bytes == t.n_bytes || max_cols < 4)
        return (struct text){t.p, head_bytes};
    head_bytes = text_clip(t, max_cols - 2, NULL);
    s = arena_zeroed(a, head_bytes + sizeof dots, 1);
    memcpy(s, t.p, head_bytes);
    memcpy(s + head_bytes, dots, sizeof dots);
    return (struct text){s, head_bytes + sizeof dots - 1};
}
