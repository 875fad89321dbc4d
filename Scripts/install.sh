#!/usr/bin/env bash
# Installs what building needs beside Swift; with `test` or `bench`, also what `make test` or `make bench` needs.
#
#   Scripts/install.sh [test | bench]
#
# Says and changes nothing when all is there: make runs it before every build.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

missing=()

# need PACKAGE FILE-OR-COMMAND: asks for what is used, not for the package, so that other systems pass too.
need() {
    if [[ $2 == /* ]]; then
        [[ -e $2 ]] || missing+=("$1")
    else
        command -v "$2" >/dev/null || missing+=("$1")
    fi
}

install_missing() {
    command -v apt-get >/dev/null || fail "missing: ${missing[*]}. There is no apt-get here: install them by hand."
    local as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null || fail "missing: ${missing[*]}. Run this as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    local log
    log=$(mktemp)
    echo "Installing ${missing[*]}"
    if [[ " ${missing[*]} " == *" postgresql "* ]]; then
        # The package would make a database and start it for everybody on the machine.
        "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" |
            "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/panel.conf >/dev/null
    fi
    if ! {
        "${as_root[@]}" apt-get update &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get install --yes --no-install-recommends "${missing[@]}"
    } </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "could not install ${missing[*]}; apt-get's words are above."
    fi
    rm -f "$log"
    # These packages start a server for everybody on the machine; benchmark and tests start their own.
    local package
    for package in nginx-light haproxy pgbouncer; do
        [[ " ${missing[*]} " == *" $package "* && -d /run/systemd/system ]] || continue
        "${as_root[@]}" systemctl disable --now --quiet "${package%-light}" || true
    done
}

# Python's part of what drives the browser, in exactly the versions that are written down. It lies with what is built,
# so `make clean` removes it.
install_driving() {
    local wanted=Tests/Browser/requirements.txt venv=.build/browser-venv log
    # Written last: what was interrupted is begun anew.
    cmp --silent "$wanted" "$venv/requirements.txt" && return
    log=$(mktemp)
    echo "Installing what drives the browser: $wanted"
    rm -rf "$venv"
    # Debian's Python, which has Debian's packages; another may come first in PATH.
    if ! {
        /usr/bin/python3 -m venv --system-site-packages "$venv" &&
            "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --require-hashes -r "$wanted"
    } </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "could not install the packages of $wanted; the words of Python are above."
    fi
    rm -f "$log"
    cp "$wanted" "$venv/requirements.txt"
}

case ${1:-} in
"" | test | bench) ;;
*) fail "unknown argument '$1'; usage: Scripts/install.sh [test | bench]" ;;
esac

# Other systems bring SQLite and curl with their developer tools.
[[ $(uname) == Linux ]] || exit 0

# Debian keeps servers where only root's PATH leads.
PATH=$PATH:/usr/sbin

command -v swift >/dev/null || fail "Swift is missing. Install 6.3 or later as https://www.swift.org/install/ says."
need make make
need curl curl
need pkg-config pkg-config
need libsqlite3-dev /usr/include/sqlite3.h
need libpq-dev /usr/include/postgresql/libpq-fe.h
need libsodium-dev /usr/include/sodium.h
need libqrencode-dev /usr/include/qrencode.h
need zlib1g-dev /usr/include/zlib.h
if [[ ${1:-} == test || ${1:-} == bench ]]; then
    # Tests start servers of their own with these programs.
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
    need util-linux setpriv
    # A test sets the clock of the program with a library of its own. Swift brings a compiler, where it is whole.
    command -v clang >/dev/null || need gcc cc
    # For the model test, which runs in Debian's Python.
    need python3-hypothesis /usr/lib/python3/dist-packages/hypothesis
fi
if [[ ${1:-} == test ]]; then
    need haproxy haproxy
    need pgbouncer pgbouncer
    # A browser, its driver, a font as people have it, and what makes pictures small.
    need chromium chromium
    need chromium-driver chromedriver
    need fonts-inter /usr/share/fonts/opentype/inter
    need python3-pil /usr/lib/python3/dist-packages/PIL
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    # The examples of the API page are run in each of their languages.
    need php-cli php
    need nodejs node
fi
if [[ ${1:-} == bench ]]; then
    need wrk wrk
    need nginx-light nginx
    need sqlite3 sqlite3
fi

[[ ${#missing[@]} -eq 0 ]] || install_missing
[[ ${1:-} != test ]] || install_driving
