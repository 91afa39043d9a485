#!/usr/bin/env bash
# lint: the false friends in a draft, with line and column, in every form; what cannot be read is
# said, and the rest is read. lint.sh PROGRAM JSONQ PTYRUN FIXTURE
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
ptyrun=$3 fixture=$4
draft=$work/draft.md

# lint FILE...: on the frozen dossier; from the folder of the drafts, so that names are short.
lint() {
    run env -C "$work" "$nichiei" --db "$fixture" lint "$@"
}

# It found something: exit code 1, and nothing on standard error.
expect_found() {
    [ "$code" = 1 ] || fail "exit code 1"
    [ -s "$work/err" ] && fail "nothing on standard error"
    expect_no_control "$work/out"
}

cat >"$draft" <<'EOF'
# 草案
両国の内閣府が ACD を論じた。内閣
府はアクティブ・サイバー・
  ディフェンスを担う。

The Cabinet
Office met; the acd, https://example.org/ACD and Cabinet Officers did not.
EOF

# One line a find, as compilers tell faults; the column is a byte of the line. The first time with
# the meaning here and there, the trap and the evidence, in the word's own language.
lint draft.md
expect_found
expect_same "$(cut -d : -f 1-4 "$work/out")" "$(printf '%s\n' 'draft.md:2:10: 内閣府' \
    'draft.md:2:23: ACD' 'draft.md:2:42: 内閣府' \
    'draft.md:3:7: アクティブ・サイバー・ディフェンス' 'draft.md:6:5: Cabinet Office')"
expect_same "$(sed -n 1p "$work/out")" \
    'draft.md:2:10: 内閣府: 日本での意味: 内閣官房とは別の役所。 英国での意味: 政府の中枢を支える役所。 取り違え: 国名を添えないと、どちらの国か分からない。 [term:cabinet-office; 凍結論文(2024年9月) §1.1 第5段]'
expect_same "$(sed -n 3p "$work/out")" 'draft.md:2:42: 内閣府: draft.md:2 で説明した [term:cabinet-office]'
expect_same "$(sed -n 5p "$work/out")" \
    'draft.md:6:5: Cabinet Office: in Japan: Not the Cabinet Secretariat. in the UK: The centre of government. pitfall: The name alone does not tell the country. [term:cabinet-office; Frozen paper, September 2024 §1.1 para 5]'

# A language that is asked for is that of all.
lint draft.md --lang en
expect_found
grep -q 日本での意味 "$work/out" && fail "English alone"
expect_same "$(sed -n 5p "$work/out")" \
    'draft.md:6:5: Cabinet Office: explained at draft.md:2 [term:cabinet-office]'

# For programs: objects with the term in full, rows with its fields.
lint draft.md --format json
expect_found
expect_same "$("$jsonq" <"$work/out" "SELECT count(*), r.value ->> 'line', r.value ->> 'column',
    r.value ->> 'character', r.value ->> 'word', r.value ->> '\$.terms[0].id',
    r.value ->> '\$.terms[0].citations[0].locator' FROM json_each(?1) AS r WHERE r.key = 2")" \
    '1|2|42|18|内閣府|term:cabinet-office|sec=1.1;par=5'
lint draft.md --format ndjson
expect_same "$(wc -l <"$work/out")" 5
lint draft.md --format tsv --columns line,column,character,word,id,pitfall_en
expect_found
expect_same "$(sed -n 3p "$work/out" | tr '\t' '|')" \
    '2|23|9|ACD|term:active-defence|One name, two things.'

# Nothing to find.
printf 'nothing here\n' >"$work/clean.md"
: >"$work/empty.md"
lint clean.md empty.md
expect_ok
[ -s "$work/out" ] && fail "nothing to say"
lint clean.md --format json
expect_ok
expect_same "$(cat "$work/out")" '[]'

# Standard input, other encodings, CR LF, a byte order mark.
run sh -c "cat '$draft' | '$nichiei' --db '$fixture' lint -"
[ "$code" = 1 ] || fail "exit code 1"
expect_same "$(cut -d : -f 1-3 "$work/out" | sed -n 5p)" '-:6:5'
lint draft.md && cp "$work/out" "$work/wanted"
for encoding in UTF-16 SHIFT_JIS EUC-JP; do
    iconv -f UTF-8 -t "$encoding" "$draft" >"$work/other"
    mkdir -p "$work/$encoding" && mv "$work/other" "$work/$encoding/draft.md"
    run env -C "$work/$encoding" "$nichiei" --db "$fixture" lint draft.md
    cmp -s "$work/out" "$work/wanted" || fail "in $encoding as in UTF-8"
done
{ printf '\357\273\277' && sed 's/$/\r/' "$draft"; } >"$work/UTF-16/draft.md"
run env -C "$work/UTF-16" "$nichiei" --db "$fixture" lint draft.md
cmp -s "$work/out" "$work/wanted" || fail "with CR LF as with LF"

# What cannot be read is told, the rest is read.
lint
expect_error 2 lint 'name a file'
lint missing.md
expect_error 3 missing.md
printf '\377\376\000' >"$work/broken"
head -c 4000 /dev/urandom >>"$work/broken"
lint broken
[ "$code" = 3 ] || fail "exit code 3"
lint missing.md draft.md gone.md
[ "$code" = 3 ] || fail "exit code 3"
expect_same "$(wc -l <"$work/out")" 5
grep -q 'missing.md.*and 1 more' "$work/err" || fail "what could not be read"

# A word that holds what a terminal obeys comes out harmless, and the file's name as well.
printf '内\033[31m閣府と内\xe2\x80\x8b閣府\n' >"$work/bad.md"
lint bad.md
expect_found
expect_same "$(cut -d : -f 1-4 "$work/out")" 'bad.md:1:18: 内閣府'

# Paragraphs as long as one likes; no word goes over a blank line.
{ printf '内閣\n\n府\n内閣\n \t\n府\n' && seq -f '防衛装備庁の調達 %g' 30000 && echo 内閣府; } >"$work/long.md"
lint long.md
expect_found
expect_same "$(cut -d : -f 1-4 "$work/out")" 'long.md:30007:1: 内閣府'

# On a terminal the word stands out; nowhere else does an escape come out.
on_terminal() {
    run env -C "$work" TERM=xterm-256color "$@" "$ptyrun" size=80x24 end=1000 -- "$nichiei" \
        --db "$fixture" lint draft.md
    grep -ao $'\033\\[[0-9;]*mACD\033\\[m' "$work/out" | cat -v | head -n 1 | cut -d m -f 1
}
expect_same "$(on_terminal NO_COLOR=)" '^[[1;31'
expect_same "$(on_terminal NO_COLOR=1)" '^[[1'
finish
