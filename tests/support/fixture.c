/* Opening, typing, asking. */
#include "fixture.h"

#include "nichiei/base/file.h"

#include "nichiei/store/hash.h"
#include "nichiei/store/overlay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It relies on the headers above. */
#include <cmocka.h>

struct fixture *fixture_open(const char *dossier, enum display display)
{
    struct fixture *fx = calloc(1, sizeof *fx);

    assert_non_null(fx);
    fx->page = (struct app_fit){.list_rows = {10, 10, 10, 10},
                                .facet_rows = 10,
                                .detail_rows = 10,
                                .help_page_rows = 10,
                                .help_cols = 60,
                                .sheet_rows = 10,
                                .sheet_cols = 60,
                                .detail = {.cols = 60}};
    fx->st = store_open(dossier, &fx->error);
    if (!fx->st)
        fail_msg("%s", fx->error.text);
    fx->corpus = corpus_new(fx->st, &fx->error);
    if (fx->corpus)
        fx->app = app_new(fx->st, fx->corpus, display, &fx->error);
    if (!fx->app)
        fail_msg("%s", fx->error.text);
    fixture_keys(fx, "");
    while (app_busy(fx->app)) /* what is looked up before the first key */
        app_work(fx->app);
    return fx;
}

/* The folder holds the overlay's file alone. */
static void close_overlay(struct fixture *fx)
{
    char path[96];

    if (!fx->overlay)
        return;
    overlay_close(fx->overlay);
    snprintf(path, sizeof path, "%s/overlay.db", fx->dir);
    unlink(path);
    rmdir(fx->dir);
}

void fixture_close(struct fixture *fx)
{
    app_free(fx->app);
    corpus_free(fx->corpus);
    store_close(fx->st);
    close_overlay(fx);
    free(fx);
}

static void open_overlay(struct fixture *fx)
{
    char path[96];

    strcpy(fx->dir, "/tmp/nichiei-copies-XXXXXX");
    assert_non_null(mkdtemp(fx->dir));
    snprintf(path, sizeof path, "%s/overlay.db", fx->dir);
    fx->overlay = overlay_open(path, &fx->error);
    assert_non_null(fx->overlay);
    fx->app->overlay = fx->overlay;
}

void fixture_attach(struct fixture *fx, const char *name)
{
    char path[512], source[64], hash[HASH_HEX_BYTES];
    struct buf text = {0};

    if (!fx->overlay)
        open_overlay(fx);
    snprintf(path, sizeof path, COPIES "/%s.txt", name);
    snprintf(source, sizeof source, "source:%s", name);
    if (!file_read(path, FILE_TEXT_BYTES, &text, &fx->error))
        fail_msg("%s", fx->error.text);
    hash_hex(buf_cstr(&text), text.n_bytes, hash);
    if (!overlay_attach(fx->overlay,
                        &(struct attachment){.source = source,
                                             .file = path,
                                             .encoding = "UTF-8",
                                             .hash = hash,
                                             .attached = "2024-10-01",
                                             .text = buf_cstr(&text),
                                             .n_bytes = text.n_bytes},
                        &fx->error))
        fail_msg("%s", fx->error.text);
    buf_finish(&text);
}

static void fit(struct fixture *fx)
{
    if (fx->fit) {
        fx->fit(fx);
        return;
    }
    fx->page.detail.display = fx->app->display;
    app_fit(fx->app, &fx->page);
}

static bool is_named(const char *name, size_t n_bytes, const char *wanted)
{
    return strlen(wanted) == n_bytes && memcmp(name, wanted, n_bytes) == 0;
}

struct key fixture_key(const char *name, size_t n_bytes)
{
    struct key_decoder decoder = {0};
    struct key keys[2];

    if (is_named(name, n_bytes, "PasteStart"))
        return (struct key){KEY_PASTE_START_CODE};
    if (is_named(name, n_bytes, "PasteEnd"))
        return (struct key){KEY_PASTE_END_CODE};
    /* Downwards: where a name has several codes, the terminal sends the highest. */
    for (uint32_t code = KEY_UNKNOWN_CODE; code > KEY_BASE_CODE; code--)
        if (key_has_name((struct key){code}, name, n_bytes))
            return (struct key){code};
    for (uint32_t code = 0x7F; code > 0; code--)
        if (key_has_name((struct key){code}, name, n_bytes))
            return (struct key){code};
    for (size_t i = 0; i < n_bytes; i++)
        if (key_decode(&decoder, (unsigned char)name[i], keys) && i + 1 == n_bytes)
            return keys[0];
    fail_msg("no key is called %.*s", (int)n_bytes, name);
    return (struct key){0};
}

unsigned fixture_keys(struct fixture *fx, const char *keys)
{
    unsigned did = 0;

    fit(fx);
    if (!fx->app->terms) { /* the marks come after the first screen */
        while (!fx->app->terms && app_busy(fx->app))
            app_work(fx->app);
        fit(fx);
    }
    for (const char *at = keys; *at;) {
        size_t n_bytes = strcspn(at, " ");

        if (n_bytes) {
            did = app_step(fx->app, fixture_key(at, n_bytes));
            while (app_busy(fx->app))
                did |= app_work(fx->app);
            if (did & APP_QUIT)
                return did;
            fit(fx);
            while (app_busy(fx->app))
                app_work(fx->app);
            fit(fx);
        }
        at += n_bytes + (at[n_bytes] == ' ');
    }
    return did;
}

uint32_t fixture_n(struct fixture *fx, const char *id)
{
    uint32_t n = store_find(fx->st, id, &fx->error);

    if (!n)
        fail_msg("the dossier has no %s", id);
    return n;
}

const char *fixture_id(struct fixture *fx, uint32_t n)
{
    static char id[128];
    struct arena mem = {0};
    struct record r;

    id[0] = '\0';
    if (n && store_record(fx->st, &mem, n, &r, &fx->error))
        strncat(id, r.id, sizeof id - 1);
    arena_finish(&mem);
    return id;
}

const char *fixture_query(struct fixture *fx)
{
    static char text[512];
    struct buf printed = {0};

    query_print(&fx->app->query, fx->st, &printed);
    text[0] = '\0';
    strncat(text, buf_cstr(&printed), sizeof text - 1);
    buf_finish(&printed);
    return text;
}

uint32_t dice_below(struct dice *d, uint32_t n)
{
    /* Knuth's linear generator; its high bits are good enough. */
    d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((d->state >> 33) % n);
}
