# Rows for a data package, by field name. Sourced.
# shellcheck shell=bash

# add_row FILE FIELD=VALUE...: appends a row to a CSV file of a package; values without commas.
add_row() {
    local file=$1 header
    header=$(head -n 1 "$file")
    shift
    printf '%s\n' "$@" | awk -v header="$header" '
        { at = index($0, "="); value[substr($0, 1, at - 1)] = substr($0, at + 1) }
        END {
            n = split(header, name, ",")
            for (i = 1; i <= n; i++)
                printf "%s%s", value[name[i]], i < n ? "," : "\n"
        }' >>"$file"
}
