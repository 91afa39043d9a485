#!/bin/sh
# Draws the 100 citations of tests/data/locators.csv: no two of the same place, the kinds of place in
# about their share of the places cited, and ten of the essay. The draw is of the day it was made
# (2026-11-23): when the citations change, what this prints changes, and the file stays as it is.
#
# Beside what is printed here, that file says where each passage stands, as read in the two documents
# by eye: in which of them, its first and last line from 1 (the last is where a passage that notes or
# a page end cut in two comes to its end), the few characters it begins with, and what is hard in it.
# Usage: draw-locators.sh CITATIONS   (data/citations.csv); prints record,source,reference,locator
set -eu
seed=20240912 # the day the paper came out

LC_ALL=C awk -v seed="$seed" '
    # How many are drawn of a kind; beside it, of how many places cited on the day.
    BEGIN {
        wanted["essay par"] = 5 # 9
        wanted["essay note"] = 5 # 8
        wanted["paper par"] = 40 # 140
        wanted["paper note"] = 25 # 86
        wanted["paper activity"] = 12 # 41
        wanted["paper abbr"] = 9 # 33
        wanted["paper row"] = 2 # 5
        wanted["paper line"] = 1 # 3
        wanted["paper table"] = 1 # 2
        state = seed
    }

    # The minimal standard generator: all states below 2^31, all products exact in a double, so
    # that every awk draws the same.
    function below(n) {
        state = (state * 16807) % 2147483647
        return state % n
    }

    # Parts a row of CSV into field[]; false while a quoted field goes on in the next line.
    function part(row,    n, c, i, quoted) {
        n = 1
        split("", field)
        for (i = 1; i <= length(row); i++) {
            c = substr(row, i, 1)
            if (c == "\"")
                if (quoted && substr(row, i + 1, 1) == "\"") {
                    field[n] = field[n] c
                    i++
                } else
                    quoted = !quoted
            else if (c == "," && !quoted)
                n++
            else
                field[n] = field[n] c
        }
        return !quoted
    }

    # Only citations of the two documents, directly or through a note of theirs.
    function document(source, reference) {
        if (source == "source:shield2012" || reference ~ /^ref:shield2012:/)
            return "essay"
        if (source == "source:rusi2024" || reference ~ /^ref:rusi2024:/)
            return "paper"
        return ""
    }

    function kind(locator) {
        if (locator ~ /^(sec=[^;]*;)?par=[0-9]+$/) return "par"
        if (locator ~ /^note=[0-9]+$/) return "note"
        if (locator ~ /^sec=abbr;abbr=[^;]+$/) return "abbr"
        if (locator ~ /^tab=1;row=A[0-9][0-9]$/) return "activity"
        if (locator ~ /^tab=2;row=[0-9]+$/) return "row"
        if (locator ~ /^tab=[12];row=(note|source)$/) return "line"
        if (locator ~ /^tab=[12]$/) return "table"
        return ""
    }

    {
        row = row == "" ? $0 : row "\n" $0
        if (!part(row))
            next
        row = ""
        of = document(field[2], field[3])
        if (NR == 1 || of == "")
            next
        n++
        citation[n] = field[1] "," field[2] "," field[3] "," field[4]
        place[n] = of " " field[4]
        stratum[n] = of " " kind(field[4])
        if (!(stratum[n] in wanted)) {
            print "draw-locators: no such place in the plan: " citation[n] | "cat >&2"
            exit failed = 1
        }
    }

    END {
        if (failed)
            exit 1
        # Shuffled first, then taken from the front while their kind still lacks some.
        for (i = 1; i <= n; i++)
            order[i] = i
        for (i = n; i > 1; i--) {
            k = 1 + below(i)
            t = order[i]
            order[i] = order[k]
            order[k] = t
        }
        for (i = 1; i <= n; i++) {
            k = order[i]
            if (wanted[stratum[k]] == 0 || (place[k] in taken))
                continue
            wanted[stratum[k]]--
            taken[place[k]] = 1
            print citation[k]
        }
        for (s in wanted)
            if (wanted[s] > 0) {
                print "draw-locators: too few places: " s | "cat >&2"
                failed = 1
            }
        exit failed
    }
' "$1"
