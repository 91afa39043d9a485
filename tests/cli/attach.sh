#!/usr/bin/env bash
# Copies of sources: what comes in, in every encoding, and what does not, with the overlay as it
# was. attach.sh PROGRAM JSONQ COPYTEXT
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
copytext=$3
export XDG_DATA_HOME=$work/data TZ=UTC
overlay=$XDG_DATA_HOME/nichiei/overlay.db
cd "$work" || exit 1

# A page made for this test, of what all the encodings can hold.
cat >page.txt <<'PAGE'
# 覚書の読み方

第1節　サイバー空間の「安全」は、人によって指すものが違う。
両国は2012年6月19日から20日まで東京で話し合った（約3時間）。

1. 注の番号は文の後ろに立つ。"quotes" & plain ASCII stay.
第2節　佐々木の説――鰯、熙。ΑΒΓ Привет ＮＣＳＣ
PAGE
sed 's/―/—/g' page.txt >expected.txt # the one dash that the encodings do not tell apart

sum() { sha256sum <"$1" | cut -d ' ' -f 1; }

# column NAME: of the only row that is attached.
column() {
    "$nichiei" attach --format tsv | awk -F '\t' -v name="$1" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
        NR > 1 { print $at }'
}

# Nothing yet, and nothing is made by asking.
run "$nichiei" attach
expect_error 1 'no copy attached' 'nichiei attach SOURCE FILE'
run "$nichiei" attach shield2012
expect_error 1 'source:shield2012: no copy attached'
run "$nichiei" detach shield2012
expect_error 1 'source:shield2012: no copy attached'
[ -e "$XDG_DATA_HOME" ] && fail "no folder before the first act"

# A copy comes in; the file's own hash; the same again is no change; another replaces it.
run "$nichiei" attach shield2012 page.txt
expect_ok
expect_out source:shield2012 "$work/page.txt" UTF-8 '7 lines' "$(wc -c <page.txt) bytes" \
    "$(sum page.txt | cut -c 1-12)" attached 'citations with their passage in it: '
[ "$(wc -l <"$work/out")" = 2 ] || fail "two lines"
[ "$(stat -c %a "$overlay")" = 600 ] || fail "a private file"
expect_same "$(column hash)" "$(sum page.txt)"
expect_same "$(column attached)" "$(date +%F)"
before=$(sum "$overlay")
run "$nichiei" attach source:shield2012 page.txt
expect_ok
expect_out unchanged
expect_same "$(sum "$overlay")" "$before"
cp page.txt moved.txt
run "$nichiei" attach shield2012 moved.txt
expect_out unchanged "$work/moved.txt"
expect_same "$(column file)" "$work/moved.txt"
{ cat page.txt && echo more; } >longer.txt
run "$nichiei" attach shield2012 longer.txt
expect_ok
expect_out replaced '8 lines'
run env LC_ALL=C.UTF-8 "$nichiei" attach --lang ja shield2012 page.txt
expect_out 差替え
expect_same "$(grep -c replaced "$work/out")" 0

# What has become of the file.
run "$nichiei" attach
expect_ok
expect_out 'file is the same'
echo x >>page.txt
expect_same "$(column state)" changed
chmod 0 page.txt
[ "$(id -u)" = 0 ] || expect_same "$(column state)" unreadable
chmod 644 page.txt
mv page.txt away.txt
expect_same "$(column state)" gone
sed -i '$d' away.txt
mv away.txt page.txt
expect_same "$(column state)" same
run "$nichiei" attach shield2012 --format json
expect_ok
expect_same "$("$jsonq" <"$work/out" "SELECT ?1->0->>'lines', ?1->0->>'state', length(?1->0->>'hash')")" \
    '7|same|64'

# From standard input, which is no file to be found again.
run bash -c "'$nichiei' attach shield2012 - <'$work/page.txt'"
expect_ok
expect_out unchanged 'shield2012  -  UTF-8'
expect_same "$(column state)" ''
run bash -c "cat '$work/page.txt' | '$nichiei' attach shield2012 -"
expect_out unchanged

# One text in every encoding is one copy.
mark() { printf '%b' "$1" && cat; }
iconv -t CP932 page.txt >in.Shift_JIS
iconv -t EUC-JP page.txt >in.EUC-JP
iconv -t ISO-2022-JP page.txt >in.ISO-2022-JP
iconv -t UTF-16LE page.txt >in.UTF-16LE
iconv -t UTF-16BE page.txt >in.UTF-16BE
cp page.txt in.UTF-8
iconv -t UTF-16LE page.txt | mark '\xFF\xFE' >marked.UTF-16LE
iconv -t UTF-16BE page.txt | mark '\xFE\xFF' >marked.UTF-16BE
mark '\xEF\xBB\xBF' <page.txt >marked.UTF-8
for plain in in.* marked.*; do
    for ends in lf crlf cr; do
        encoding=${plain#*.}
        case $ends in
        lf) cp "$plain" copy.txt ;;
        crlf) iconv -f "${encoding/Shift_JIS/CP932}" -t UTF-8 "$plain" | sed 's/$/\r/' |
            iconv -f UTF-8 -t "${encoding/Shift_JIS/CP932}" >copy.txt ;;
        cr) iconv -f "${encoding/Shift_JIS/CP932}" -t UTF-8 "$plain" | tr '\n' '\r' |
            iconv -f UTF-8 -t "${encoding/Shift_JIS/CP932}" >copy.txt ;;
        esac
        for named in '' "--encoding $encoding"; do
            "$nichiei" detach shield2012 >/dev/null
            # shellcheck disable=SC2086
            run "$nichiei" attach shield2012 copy.txt $named
            said="$said ($plain, $ends)"
            expect_ok
            expect_out "$encoding" attached
            "$copytext" source:shield2012 >text || fail "a copy"
            cmp -s text expected.txt || fail "the same text"
        done
    done
done

# An encoding that is not found right may be named: a short text of half-width kana.
printf '\xB6\xC5\n' >kana.txt
run "$nichiei" attach shield2012 kana.txt
expect_ok
run "$nichiei" attach shield2012 kana.txt --encoding sjis
expect_out Shift_JIS replaced
expect_same "$("$copytext" source:shield2012)" ｶﾅ
run "$nichiei" attach shield2012 kana.txt --encoding ebcdic
expect_error 2 ebcdic Shift_JIS ISO-2022-JP

# What does not come in leaves the overlay as it was, to the byte.
run "$nichiei" attach shield2012 page.txt
before=$(sum "$overlay")
# refuses CODE FILE WORDS...
refuses() {
    local code_wanted=$1 file=$2
    shift 2
    run timeout 20 "$nichiei" attach shield2012 "$file"
    expect_error "$code_wanted" "$@"
    expect_same "$(sum "$overlay")" "$before"
}
head -c 20000 "$nichiei" >binary
refuses 3 binary 'binary: not plain text' 'a program'
printf 'PK\3\4\24\0\6\0\10\0' >paper.docx
refuses 3 paper.docx 'a ZIP archive' Word 'save it as plain text'
: >empty.txt
refuses 3 empty.txt 'empty.txt: empty'
printf ' \r\n\t\n\xE3\x80\x80\n' >blank.txt
refuses 3 blank.txt 'nothing but blanks'
truncate -s 200M huge.txt
refuses 3 huge.txt 'huge.txt: larger than 32 MiB'
printf 'one\ntwo\0\nthree\0\n' >nul.txt
refuses 3 nul.txt 'nul.txt:2: NUL bytes (2)'
head -c 9000 "$nichiei" | tail -c 8000 >bytes
refuses 3 bytes 'bytes:1: NUL bytes' 'UTF-8'
printf 'one\ntwo, 日本 and a broken \xE6\x97\nthree\n' >broken.txt
refuses 3 broken.txt 'broken.txt:2: bytes that are not UTF-8 (2)' '--encoding UTF-8'
iconv -t CP932 page.txt | sed '3s/^/\xFF/' >broken.sj
refuses 3 broken.sj 'broken.sj:3: bytes that are not Shift_JIS (1)' '--encoding Shift_JIS'
printf '<!DOCTYPE html>\n<p>Hello\n' >page.html
refuses 3 page.html 'web page'
refuses 3 none.txt 'none.txt: cannot be read: No such file'
refuses 3 "$work" "$work: a folder"
mkfifo pipe
refuses 3 pipe 'pipe: no regular file'
refuses 3 /dev/zero 'no regular file'
for wrong in nobody actor:npa RUSI; do
    run "$nichiei" attach "$wrong" page.txt
    expect_error 2 "$wrong"
done
run "$nichiei" attach RUSI page.txt
expect_error 2 source:rusi2024
run "$nichiei" attach shield2012 page.txt page.txt
expect_error 2 'nichiei attach SOURCE FILE'
run "$nichiei" detach
expect_error 2 'nichiei detach SOURCE'
run "$nichiei" attach shield2012 longer.txt --encoding EUC-JP
expect_error 3 'longer.txt:1: not EUC-JP: wrong bytes' '--encoding'
expect_same "$(sum "$overlay")" "$before"

# A few broken bytes come in where the encoding is named, and are told.
run "$nichiei" attach shield2012 broken.txt --encoding utf8
expect_ok
expect_out replaced '! wrong bytes (2), the first in line 2'
expect_same "$("$copytext" source:shield2012 | sed -n 2p)" 'two, 日本 and a broken �'

# PDFs, through a pdftotext that does as the test wants.
mkdir bin
stub() {
    { echo '#!/bin/sh' && cat; } >bin/pdftotext
    chmod 755 bin/pdftotext
}
pdf() { run env PATH="$work/bin:$PATH" timeout 100 "$nichiei" attach shield2012 ./-paper.pdf; }
{ printf '%%PDF-1.4\n' && head -c 100000 "$nichiei"; } >-paper.pdf
stub <<'STUB'
[ "$(head -c 8)" = "%PDF-1.4" ] || exit 9
echo "Syntax Warning: nothing to worry about" >&2
printf '覚書～\n\fnext page\n\f'
echo "$*" >"$(dirname "$0")/arguments"
STUB
pdf
expect_ok
expect_out PDF '2 lines' "$(sum ./-paper.pdf | cut -c 1-12)"
expect_same "$("$copytext" source:shield2012)" $'覚書〜\n\fnext page'
expect_same "$(cat bin/arguments)" '-layout -enc UTF-8 -eol unix - -'
before=$(sum "$overlay")
pdf
expect_out unchanged
echo 'echo "Syntax Warning: x" >&2; echo "Command Line Error: Incorrect password" >&2; exit 1' | stub
pdf
expect_error 3 './-paper.pdf: pdftotext cannot read it: Error: Incorrect password'
printf 'printf "\\n\\f\\n\\f"\n' | stub
pdf
expect_error 3 'a PDF without text' OCR
echo 'exec yes' | stub
pdf
expect_error 3 'more than 32 MiB of text'
echo 'kill -SEGV $$' | stub
pdf
expect_error 3 'pdftotext cannot read it'
rm bin/pdftotext
run env PATH="$work/bin" "$nichiei" attach shield2012 ./-paper.pdf
expect_error 3 'pdftotext is not installed' poppler-utils
expect_same "$(sum "$overlay")" "$before"

# The real one, on a page written by hand; it finds the objects by itself.
cat >paper.pdf <<'PDF'
%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R
  /Resources << /Font << /F 7 0 R >> >> >> endobj
4 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R
  /Resources << /Font << /F 7 0 R >> >> >> endobj
5 0 obj << /Length 54 >> stream
BT /F 12 Tf 72 700 Td <000100020003> Tj ET            
endstream endobj
6 0 obj << /Length 54 >> stream
BT /F 12 Tf 72 700 Td <000300020001> Tj ET            
endstream endobj
7 0 obj << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H
  /DescendantFonts [8 0 R] /ToUnicode 10 0 R >> endobj
8 0 obj << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /FontDescriptor 9 0 R
  /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> endobj
9 0 obj << /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000]
  /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> endobj
10 0 obj << /Length 152 >> stream
/CIDInit /ProcSet findresource begin
begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar
<0001> <899A> <0002> <66F8> <0003> <6848>
endbfchar
endcmap
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
PDF
if command -v pdftotext >/dev/null; then
    run "$nichiei" attach shield2012 paper.pdf
    expect_ok
    expect_same "$("$copytext" source:shield2012 | tr -d ' ' | grep .)" $'覚書案\n\f案書覚'
elif [ -n "${CI:-}" ]; then
    fail "pdftotext to test with"
fi

# As an ordinary user, whom root's files do not concern.
cp "$nichiei" "$work/nichiei"
user=()
[ "$(id -u)" = 0 ] && user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
mkdir -m 777 own
chmod 644 page.txt
cp page.txt secret.txt && chmod 0 secret.txt
run "${user[@]}" env XDG_DATA_HOME="$work/own" "$work/nichiei" attach shield2012 page.txt
expect_ok
before=$(sum own/nichiei/overlay.db)
run "${user[@]}" env XDG_DATA_HOME="$work/own" "$work/nichiei" attach shield2012 secret.txt
expect_error 3 'secret.txt: cannot be read: Permission denied'
expect_same "$(sum own/nichiei/overlay.db)" "$before"
chmod 0 page.txt
run "${user[@]}" env XDG_DATA_HOME="$work/own" "$work/nichiei" attach
expect_out 'file cannot be read'
chmod 644 page.txt
mkdir -m 555 sealed
run "${user[@]}" env XDG_DATA_HOME="$work/sealed" "$work/nichiei" attach shield2012 page.txt
expect_error 3 "$work/sealed"

# Away again, also of a source that the dossier does not know any more.
run "$nichiei" detach shield2012
expect_ok
expect_out source:shield2012 detached
run "$nichiei" attach
expect_error 1 'no copy attached'
run "$nichiei" detach source:merged-away
expect_error 1 'source:merged-away: no copy attached'
finish
