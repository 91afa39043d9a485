#!/usr/bin/env bash
# Runs the README's two commands, as they stand, as root of a minimal Debian 12 made for that.
#
# The system is made with debootstrap in memory, from the sources in apt's configuration here, and
# holds only what the commands themselves install. It lives in namespaces of its own, so that its
# mounts, processes and files end with this script, however that ends (after kill -KILL one empty
# folder stays). Needs root, and debootstrap, git and tmux here.
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
suite=bookworm
checkout=/srv/nichiei # in the new system
open_seconds=900
test_seconds=900

say() { printf '%5ds  %s\n' "$SECONDS" "$*"; }
die() {
    say "FAILED: $*"
    exit 1
}

# Starts this script again inside the namespaces, and outlives it to remove its folder.
contain() {
    local tool space status=0
    [ "$(id -u)" = 0 ] || die "root is needed"
    for tool in apt-get debootstrap git setpriv tmux unshare; do
        command -v "$tool" >/dev/null || die "$tool is not installed"
    done
    work=$(mktemp -d)
    setpriv --pdeathsig KILL \
        unshare --mount --pid --fork --kill-child --mount-proc bash "$0" --inside "$work" &
    space=$!
    # shellcheck disable=SC2064  # the number is known now
    trap "kill -KILL $space; wait; rmdir \"\$work\"" EXIT
    trap 'exit 130' HUP INT TERM
    wait "$space" || status=$?
    trap 'rmdir "$work"' EXIT
    return "$status"
}

# URI, suite and component of each Debian 12 source of this machine, a line each.
debian_sources() {
    # shellcheck disable=SC2016  # apt-get's own variables
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' \
        'Created-By: Packages' 'Origin: Debian' |
        grep -E " $suite(-updates|-security)? " | sort -u
}

make_system() {
    local mirror
    mount -t tmpfs -o mode=755,size=75% fresh "$work"
    mkdir "$root"
    debian_sources >"$work/sources" || die "apt has no lists of $suite here: run apt-get update"
    mirror=$(awk -v suite="$suite" '$2 == suite { print $1; exit }' "$work/sources")
    [ -n "$mirror" ] || die "apt has no source of $suite itself here"
    say "making a minimal Debian 12"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/log" 2>&1 || {
        tail -n 20 "$work/log"
        die "debootstrap"
    }
    sed 's/^/deb /' "$work/sources" >"$root/etc/apt/sources.list"
    # How this machine fetches: proxies, and what it asks of its mirror's dates.
    apt-config dump | grep -E '^Acquire::(Check-|ForceIP|Retries|https?\b)' \
        >"$root/etc/apt/apt.conf.d/90machine" || :
    cp /etc/hosts /etc/resolv.conf "$root/etc/"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
    say "made: $(chroot "$root" dpkg-query -f '.\n' -W | wc -l) packages"
}

# The tracked files, as they are in the working tree.
copy_checkout() {
    mkdir "$root$checkout"
    git -C "$top" -c safe.directory='*' ls-files -z >"$work/files"
    tar -C "$top" --null -T "$work/files" -c |
        tar -C "$root$checkout" --no-same-owner -x
    say "copied the checkout: $(tr -cd '\0' <"$work/files" | wc -c) files"
}

# The start of a command line that runs its rest as root of the new system, in the checkout, with
# no locale set.
inside=(/usr/bin/env -i -C "$checkout" HOME=/root USER=root LOGNAME=root TERM=xterm-256color
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for variable in http_proxy https_proxy no_proxy; do
    [ -z "${!variable:-}" ] || inside+=("$variable=${!variable}")
done

terminal() { LC_ALL=C.UTF-8 TMUX_TMPDIR=$work tmux -L fresh -f /dev/null "$@"; }
pane() { terminal display-message -p "#{$1}"; }
screen() { terminal capture-pane -p "$@"; }

# The program's first screen, and no longer a screen of apt or cmake.
first_screen_seen() {
    [ "$(pane alternate_on)" = 1 ] || return
    screen >"$work/screen"
    grep -q nichiei "$work/screen" && grep -qF '[1]' "$work/screen" &&
        tail -n 1 "$work/screen" | grep -qw q
}

# The exit code of the first command, once it has ended. tmux 3.3a does not always learn it.
ended() { [ -s "$work/code" ]; }
opened() { first_screen_seen || ended; }
closed() { ended && [ "$(pane alternate_on)" = 0 ]; }

# wait_for SECONDS CONDITION
wait_for() {
    local end=$((SECONDS + $1))
    until "$2"; do
        [ "$SECONDS" -lt "$end" ] || return
        sleep 0.2
    done
}

open_program() {
    local code
    say "first command: $open"
    # shellcheck disable=SC2016  # for the shell in the terminal
    terminal start-server \; set-option -g remain-on-exit on \; set-option -g status off \; \
        set-option -g history-limit 20000 \; \
        new-session -d -x 80 -y 24 bash -c '"$@"; echo $? >"$0"' "$work/code" \
        chroot "$root" "${inside[@]}" bash -c "$open"
    wait_for "$open_seconds" opened || {
        screen -S -60 | sed '/^$/d'
        die "no first screen after $open_seconds s"
    }
    sleep 1 # it stays
    if ended; then
        screen -S -60 | sed '/^$/d'
        die "no first screen that stays, and exit code $(cat "$work/code")"
    fi
    say "first screen:"
    sed 's/^/       |/' "$work/screen"
    terminal send-keys q
    wait_for 10 ended || die "q does not end it"
    code=$(cat "$work/code")
    [ "$code" = 0 ] || die "exit code $code after q"
    wait_for 2 closed || die "the terminal is left in its other screen"
    terminal kill-server
    say "q ended it with exit code 0"
}

run_tests() {
    local status=0
    say "second command: $test"
    timeout "$test_seconds" chroot "$root" "${inside[@]}" CI=true bash -c "$test" \
        </dev/null >"$work/log" 2>&1 || status=$?
    if [ "$status" != 0 ] || ! grep -q '^100% tests passed' "$work/log"; then
        tail -n 200 "$work/log"
        die "exit code $status"
    fi
    grep -A 99 'tests did not run' "$work/log" && die "tests were skipped"
    grep 'tests passed' "$work/log"
    say "all tests passed; $(du -sxm "$root" | cut -f 1) MiB in the end"
}

if [ "${1:-}" != --inside ]; then
    contain
    exit
fi
work=$2
root=$work/system
open=$("$top/tests/readme-command.sh" open)
test=$("$top/tests/readme-command.sh" test)
make_system
copy_checkout
open_program
run_tests
