# Measures another program of the panel beside this one: whether a change made it slower. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

pairs=${PAIRS:-7}
pair_rows=(add status status100 balance services relay settle postgres)

# pair NAME FUNCTION ARGUMENT...: calls FUNCTION with `old` and with `new` before the other arguments, in turns, and adds a
# row for the numbers that it prints. Who begins alternates: the machine is not equally fast all the time.
pair() {
    local name=$1 function=$2 round ours theirs
    shift 2
    say "$name: old beside new"
    # What is done for the first time is not measured: caches fill, and providers say what is news.
    "$function" old "$@" >/dev/null
    "$function" new "$@" >/dev/null
    for ((round = 1; round <= pairs; round++)); do
        if ((round % 2)); then
            theirs=$("$function" old "$@")
            ours=$("$function" new "$@")
        else
            ours=$("$function" new "$@")
            theirs=$("$function" old "$@")
        fi
        echo "$ours $theirs" >>"$work/pairs.$name"
    done
    pair_row "$name"
}

# pair_row NAME: a change made it worse when the middle pair says so clearly, and three quarters of all pairs at all.
pair_row() {
    awk '{ print $1 / $2, $1, $2 }' "$work/pairs.$1" | sort -n | awk -v name="$1" '
        { ratio[NR] = $1; ours += $2; theirs += $3 }
        END {
            low = ratio[int((NR + 3) / 4)]; middle = ratio[int((NR + 1) / 2)]; high = ratio[NR + 1 - int((NR + 3) / 4)]
            printf("| %s | %.0f | %.0f | %.3f | %.3f to %.3f | %s |\n", name, ours / NR, theirs / NR, middle, low, high,
                middle < 0.97 && high < 1 ? "**slower**" : "as fast")
        }' | tee -a "$work/table" >&2
}

# rate WHICH KIND: answers a second.
rate() {
    local result
    result=$(load "$1" "$2" "$duration")
    cut -d ' ' -f 1 <<<"$result"
}

shared_rate() {
    adds "$1" "$connections" keys
}

relay_rate() {
    wait_for_provider "$1"
    relayed_per_second "$1"
}

measure_pairs() {
    measure_action_pairs
    ! wants relay || measure_relay_pairs
    ! wants settle || measure_settle_pairs
    ! wants postgres || measure_postgres_pairs
}

measure_action_pairs() {
    local kind
    copy_base old
    copy_base new
    start_panel old
    start_panel new
    for kind in add status status100 balance services; do
        ! wants "$kind" || pair "$kind" rate "$kind"
    done
    memory_beside
    stop old
    stop new
    check_books new --data "$work/data-new"
}

measure_relay_pairs() {
    start_sandbox
    add_provider old 3600
    add_provider new 3600
    start_panel old
    start_panel new
    pair relay relay_rate
    stop old
    stop new
    stop sandbox
    check_books new --data "$work/data-new"
}

measure_settle_pairs() {
    start_sandbox --preload "$open_orders"
    open_panel old "$open_orders" 5
    # The program of the base, from which both are made, wrote the rows.
    rm -rf "$work/data-new"
    cp -a "$work/data-old" "$work/data-new"
    # It takes itself for a copy, which is closed.
    "$binaries/panel" reopen --moved --data "$work/data-new" >/dev/null
    pair settle settle_rate
    stop sandbox
}

# Alone, so that the other one asks for nothing meanwhile.
settle_rate() {
    start_panel "$1"
    polled_per_second "$1"
    stop "$1"
}

measure_postgres_pairs() {
    start_postgres
    fill_postgres
    psql -q "$postgres/postgres" -c 'CREATE DATABASE old TEMPLATE panel' -c 'CREATE DATABASE new TEMPLATE panel'
    # What they remember is of panels on SQLite, which had come further.
    rm -rf "$work/data-old" "$work/data-new"
    start_shared old old
    start_shared new new
    pair postgres shared_rate
    stop old
    stop new
    check_books new --database "$postgres/new"
    stop_postgres
}

memory_beside() {
    local which
    for which in old new; do
        echo "- Resident memory of $which after that: $(awk '/^VmHWM/ { print int($2 / 1024) }' \
            "/proc/${pid_of[$which]}/status") MB at most." | tee -a "$work/notes" >&2
    done
}

write_pairs() {
    cat <<RESULTS
| row | new, per second | old | middle of $pairs ratios | quartiles | |
| --- | ---: | ---: | ---: | --- | --- |
$(cat "$work/table")

$(cat "$work/notes")
RESULTS
}
