/* The hash is SHA-256: the values that the standard gives. */
#include "nichiei/store/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It relies on the headers above. */
#include <cmocka.h>

static void expect(const void *bytes, size_t n_bytes, const char *wanted)
{
    char hex[HASH_HEX_BYTES];

    hash_hex(bytes, n_bytes, hex);
    assert_string_equal(hex, wanted);
}

static void known_texts_have_their_known_hashes(void **state)
{
    (void)state;
    expect(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_bytes_too(void **state)
{
    char *bytes = malloc(1000000);

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'a', 1000000);
    expect(bytes, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_have_their_known_hashes),
        cmocka_unit_test(a_million_bytes_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
