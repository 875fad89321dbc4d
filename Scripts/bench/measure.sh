# Measures servers in turns and compares them. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

# How many adds each server has answered with an order, to be found in its database afterwards.
declare -A answered=()

# load SERVER KIND SECONDS: sends one kind of request, prints wrk's result line (see Benchmarks/load.lua).
load() {
    local output result
    output=$(BENCH_KEYS=$work/keys BENCH_ORDERS=$work/orders wrk -t"$threads" -c"$connections" -d"$3"s --timeout 10s \
        -s Benchmarks/load.lua "${url_of[$1]}" -- "$2" 2>&1) || fail "wrk failed: $output"
    result=$(sed -n 's/^result //p' <<<"$output")
    # A server that refuses is quick: numbers with failures among them mean nothing.
    [[ ${result##* } == 0 ]] || fail "$1 did not answer all of $2:"$'\n'"$output"
    echo "$result"
}

# turn SERVER KIND SECONDS FILE: one round of one server; appends its result to FILE.
turn() {
    local result
    result=$(load "$1" "$2" "$3")
    echo "$result" >>"$4"
    if [[ $2 == add ]]; then
        read -r _ _ _ result _ <<<"$result"
        answered[$1]=$((${answered[$1]:-0} + result))
    fi
}

# median FILE COLUMN
median() {
    cut -d ' ' -f "$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# compare NAME SERVER KIND YARDSTICK KIND GOAL TEXT: measures two servers and adds a row with their medians to the table.
# TEXT says what is compared.
compare() {
    take_turns "${@:1:5}" "${7%% |*}"
    ratio_row "$1" "$6" "$7"
}

# take_turns NAME SERVER KIND YARDSTICK KIND TEXT: measures two servers in turns, because the machine is not equally fast
# all the time.
take_turns() {
    local round
    say "$1: $6"
    # One second in which each answer is looked at; it also fills the caches.
    BENCH_CHECK=1 turn "$2" "$3" 1 "$work/unmeasured"
    BENCH_CHECK=1 turn "$4" "$5" 1 "$work/unmeasured"
    for ((round = 1; round <= rounds; round++)); do
        turn "$4" "$5" "$duration" "$work/$1.theirs"
        turn "$2" "$3" "$duration" "$work/$1.ours"
    done
}

# ratio_row NAME GOAL TEXT: a row whose goal is a share of what the yardstick answers in a second.
ratio_row() {
    row "$1" "$3" "≥ $2" "$(median "$work/$1.ours" 1) >= $2 * $(median "$work/$1.theirs" 1)"
}

# latency_row NAME 50|99 GOAL TEXT: a row whose goal is a percentile of the latency, in milliseconds.
latency_row() {
    local column=2
    [[ $2 == 50 ]] || column=3
    row "$1" "$4" "p$2 ≤ $3 ms" "$(median "$work/$1.ours" "$column") <= $3"
}

# row NAME TEXT GOAL CONDITION: the goal is reached when the condition, one of awk, holds. Nothing in it is rounded, as the
# ratio that is shown is.
row() {
    local ratio reached
    read -r ratio reached < <(awk -v a="$(median "$work/$1.ours" 1)" -v b="$(median "$work/$1.theirs" 1)" \
        "BEGIN { printf(\"%.2f %d\n\", a / b, ($4)) }")
    echo "| $2 | $(side "$work/$1.ours") | $(side "$work/$1.theirs") | $3 | $ratio | $(verdict "$reached") |" |
        tee -a "$work/table" >&2
}

# verdict 0|1
verdict() {
    if [[ $1 == 1 ]]; then echo reached; else echo "**missed**"; fi
}

# side FILE: three columns of the table.
side() {
    echo "$(median "$1" 1) | $(median "$1" 2) | $(median "$1" 3)"
}

# memory SERVER MEGABYTES: adds the server's resident memory to the list under the table.
memory() {
    local status=/proc/${pid_of[$1]}/status now most
    now=$(awk '/^VmRSS/ { print int($2 / 1024) }' "$status")
    most=$(awk '/^VmHWM/ { print int($2 / 1024) }' "$status")
    echo "- Resident memory with $large_orders orders: $now MB after the load, $most MB at most;" \
        "goal ≤ $2 MB: $(verdict $((now <= $2)))" | tee -a "$work/notes" >&2
}

# check_books NAME PLACE...: the doctor's word on the panel there.
check_books() {
    local report
    say "checking the books of $1"
    report=$("$binaries/panel" doctor "${@:2}" 2>&1) || fail "the doctor of $1 found:"$'\n'"$report"
}

# settle SERVER: proves that what it answered is true: its books hold, and every answered order is stored.
settle() {
    local stored expected
    check_books "$1" --data "$work/data-$1"
    stop "$1"
    stored=$(stored_orders "$1")
    expected=$(($2 + ${answered[$1]:-0}))
    # A few more may be stored: those whose answers were on their way when wrk stopped.
    ((stored >= expected)) || fail "$1 answered $expected orders in all and has stored only $stored"
    echo "- Panel \`$1\`: the doctor found nothing wrong; $expected orders were answered, $stored are stored." >>"$work/notes"
}
