#!/bin/sh
# Prints the command that README.md gives under <!-- command:NAME -->. readme-command.sh NAME
set -eu

awk -v mark="<!-- command:$1 -->" '
    $0 == mark { wanted = 1; next }
    wanted && /^```/ { if (inside) exit; inside = 1; next }
    wanted && !inside && NF { exit }
    inside { print; printed = 1 }
    END { exit !printed }
' "$(dirname "$0")/../README.md" || { echo "README.md gives no command:$1" >&2; exit 1; }
