#!/usr/bin/env bash
# Measures the panel against what is possible on the same machine at the same time, and holds it to its goals.
#
#   make bench                                everything; writes Benchmarks/RESULTS.md
#   Scripts/bench.sh [ROW...]                 some rows, printed only; the rows are in all_rows below
#   DURATION=2 ROUNDS=1 LARGE_ORDERS=100000   quicker, and less certain
#   OLD=PATH Scripts/bench.sh [ROW...]        another program of the panel beside this one, in pairs: was it faster?
#
# Each row is two servers, measured in turns. Everything runs on loopback, on free ports, in a directory of its own
# under TMPDIR, and is gone at the end. It needs 10 GB there: ten million orders are stored once in each engine.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."

duration=${DURATION:-8}
rounds=${ROUNDS:-3}
# Of wrk, unless a row says otherwise.
threads=1
connections=64
large_orders=${LARGE_ORDERS:-10000000}
binaries=$PWD/.build-release/release
results=Benchmarks/RESULTS.md
all_rows=(add status status100 balance services page login pageload screens living large queries relay settle polling postgres postgreslarge)
PATH=$PATH:/usr/sbin

source Scripts/bench/servers.sh
source Scripts/bench/contents.sh
source Scripts/bench/measure.sh
source Scripts/bench/pages.sh
source Scripts/bench/screens.sh
source Scripts/bench/queries.sh
source Scripts/bench/relaying.sh
source Scripts/bench/postgres.sh
source Scripts/bench/pairs.sh

[[ -z ${OLD:-} ]] || all_rows=("${pair_rows[@]}")

check_setting() {
    local tool row
    for tool in wrk nginx sqlite3 curl; do
        command -v "$tool" >/dev/null || fail "$tool is missing; run: Scripts/install.sh bench"
    done
    [[ -z ${OLD:-} || -x $OLD ]] || fail "there is no program $OLD"
    for tool in panel noop-server relay-load query-load hash-load; do
        [[ -x $binaries/$tool ]] || fail "$tool is not built; run: make bench"
    done
    for row in "${rows[@]}"; do
        [[ " ${all_rows[*]} " == *" $row "* ]] || fail "no row is called $row; there are: ${all_rows[*]}"
    done
    # Durable orders cost nothing on a disk that forgets.
    [[ $(stat -f -c %T "$work") != @(tmpfs|ramfs) ]] || fail "$work is kept in memory; set TMPDIR to a real disk"
}

wants() {
    [[ " ${rows[*]} " == *" $1 "* ]]
}

# The panel as it is in its first weeks, beside servers that do next to nothing.
measure_actions() {
    copy_base main
    start_panel main
    start noop "$binaries/noop-server" --listen 127.0.0.1:0
    ! wants add || compare add main add noop add 0.50 "\`add\`, durable, $customers customers | no-op"
    ! wants status || compare status main status noop add 0.70 "\`status\` of one order | no-op"
    ! wants status100 || compare status100 main status100 noop add 0.10 "\`status\` of 100 orders | no-op"
    ! wants balance || compare balance main balance noop add 0.75 "\`balance\` | no-op"
    stop noop
    if wants services; then
        start_nginx
        compare services main services nginx file 0.70 "\`services\`, $services of them | nginx, same bytes from a file"
        stop nginx
    fi
    settle main "$base_orders"
}

# The panel after years, beside itself in its first weeks.
measure_size() {
    copy_base small
    copy_base large "$large_orders"
    # As after years: what is listed is listed.
    "$binaries/query-load" fill "$work/data-large"
    start_panel small
    start_panel large
    compare large large add small add 0.80 "\`add\` with $large_orders orders stored | with $base_orders stored"
    memory large 250
    settle small "$base_orders"
    settle large "$large_orders"
}

write_results() {
    cat <<RESULTS
# Benchmark

Measured $(date -u +%Y-%m-%d) on $(nproc) cores, $(awk '/^MemTotal/ { print int($2 / 1048576 + 0.5) }' /proc/meminfo) GB of memory, Linux $(uname -r), data on $(stat -f -c %T "$work").
$(swift --version 2>/dev/null | grep -o -m 1 'Swift version [0-9.]*'), $(nginx -v 2>&1 | grep -o 'nginx/[0-9.]*'), SQLite $(sqlite3 --version | cut -d ' ' -f 1).

Repeat it with \`make bench\`. Load: \`wrk -t1 -c$connections -d${duration}s\`, unless a row says otherwise, on the same machine over
loopback; each number is the median of $rounds rounds, in which the two servers of a row take turns. Latencies are in
milliseconds. No-op is the same HTTP server with nothing to do: it reads the body of an \`add\` and answers a constant. It
runs as it comes; the panel chooses \`SCHED_BATCH\` for its threads, which would make no-op faster too.

| measured | beside | requests/s | p50 | p99 | beside: requests/s | p50 | p99 | goal | ratio | |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
$(cat "$work/table")

$(cat "$work/notes")
RESULTS
}

rows=("$@")
[[ $# -gt 0 ]] || rows=("${all_rows[@]}")
work=$(mktemp -d)
trap 'stop_all; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
check_setting

if [[ -n ${OLD:-} ]]; then
    make_base
    measure_pairs
    write_pairs
    exit
fi
make_base
[[ ! " ${rows[*]} " =~ " "(add|status|status100|balance|services)" " ]] || measure_actions
[[ ! " ${rows[*]} " =~ " "(page|login|pageload)" " ]] || measure_pages
! wants screens || measure_screens
! wants living || measure_living
! wants large || measure_size
! wants queries || measure_queries
! wants relay || measure_relay
! wants settle || measure_settle
! wants polling || measure_add_while_polling
! wants postgres || measure_postgres
! wants postgreslarge || measure_postgres_size
if [[ $# -gt 0 ]]; then
    write_results
else
    write_results >"$results"
    cat "$results"
fi
