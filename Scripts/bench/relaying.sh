# Measures what goes on between the panel and providers. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

relayed_orders=${RELAYED_ORDERS:-60000}
open_orders=${OPEN_ORDERS:-1000000}
polled_orders=${POLLED_ORDERS:-100000}
# With so many calls at once the client, on its own, is fastest. An order is first claimed on disk, so for the same
# number on the wire the panel has twice as many under way.
at_once=32
under_way=64

start_sandbox() {
    start sandbox "$binaries/panel" sandbox --listen 127.0.0.1:0 --never-deliver --start-after 0 "$@"
}

# sandbox_count ACTION COUNT: how often an action was received, executed or faulted. It asks without starting a program,
# which would take time from what is measured.
sandbox_count() {
    local address=${url_of[sandbox]#http://} port line answer=
    port=${address#*:}
    port=${port%%/*}
    exec 9<>"/dev/tcp/${address%%:*}/${port}"
    printf 'GET /sandbox/requests HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n' >&9
    while read -r line <&9 || [[ -n $line ]]; do answer+=$line; done
    exec 9>&-
    [[ $answer =~ \"$1\":\{([^}]*)\} && ${BASH_REMATCH[1]} =~ \"$2\":([0-9]+) ]] || return 0
    echo "${BASH_REMATCH[1]}"
}

# add_provider PANEL POLL-SECONDS: makes the sandbox its provider, and service 3000 one that the sandbox delivers.
add_provider() {
    local data=$work/data-$1
    "$(program_of "$1")" provider add box --url "${url_of[sandbox]}" --key sandbox --allow-private-address \
        --max-in-flight "$under_way" --poll-seconds "$2" --data "$data" --json >/dev/null
    "$(program_of "$1")" service import - --data "$data" --json >/dev/null <<'SERVICE'
[{"service":3000,"name":"Relayed","type":"Default","category":"Relayed","rate":"1","min":"10","max":"1000000",
  "routes":[{"provider":"box","service":1}]}]
SERVICE
}

# until_count ACTION COUNT: waits until the sandbox has executed so many, and prints the seconds since $1 began.
until_count() {
    local started=$EPOCHREALTIME deadline=$((SECONDS + 300)) now
    while now=$(sandbox_count "$1" executed) && ((${now:-0} < $2)); do
        ((SECONDS < deadline)) || fail "the panel stopped at $now of $2 requests for $1"
        sleep 0.05
    done
    awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf("%.3f\n", b - a) }'
}

# bare KIND CALLS AT-ONCE: what a bare loop of the client reaches, in calls per second.
bare() {
    "$binaries/relay-load" "$1" "${url_of[sandbox]}" --calls "$2" --at-once "$3" --orders "$open_orders" |
        sed -n 's/^result //p'
}

# relay_row TEXT OURS BARE GOAL: a row of the table, without latencies.
relay_row() {
    local ratio reached
    read -r ratio reached < <(awk -v a="$2" -v b="$3" -v goal="$4" 'BEGIN { printf("%.2f %d\n", a / b, a >= goal * b) }')
    echo "| $1 | $2 | | | $3 | | | ≥ $4 | $ratio | $(verdict "$reached") |" | tee -a "$work/table" >&2
}

middle() {
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# Orders that wait for a provider are let go at once.
measure_relay() {
    local round ours=() theirs=()
    say "relay: orders submitted to a sandbox"
    start_sandbox
    copy_base relay
    add_provider relay 3600
    start_panel relay
    for ((round = 1; round <= rounds; round++)); do
        wait_for_provider relay
        theirs+=("$(bare add "$relayed_orders" "$at_once")")
        ours+=("$(relayed_per_second relay)")
    done
    relay_row "orders submitted to a sandbox | bare loop of the client, $at_once at once" "$(middle "${ours[@]}")" \
        "$(middle "${theirs[@]}")" 0.50
    settle_relayed relay
}

waiting_orders() {
    sqlite3 "$work/data-$1/panel.sqlite" "SELECT COUNT(*) FROM submissions WHERE state = 1"
}

# wait_for_provider PANEL: places orders for service 3000 until enough wait for the provider, which is paused.
wait_for_provider() {
    "$(program_of "$1")" provider pause box --data "$work/data-$1" --json >/dev/null
    while (($(waiting_orders "$1") < relayed_orders)); do load "$1" addrelayed 1 >/dev/null; done
}

# relayed_per_second PANEL: lets go what waits, and prints how many were submitted in a second.
relayed_per_second() {
    local before waiting seconds
    waiting=$(waiting_orders "$1")
    before=$(sandbox_count add executed)
    "$(program_of "$1")" provider resume box --data "$work/data-$1" --json >/dev/null
    seconds=$(until_count add $((before + waiting)))
    awk -v n="$waiting" -v s="$seconds" 'BEGIN { print int(n / s) }'
}

# settle_relayed PANEL: the doctor's word, and that no order was made twice.
settle_relayed() {
    local mine theirs
    sleep 1
    check_books "$1" --data "$work/data-$1"
    stop "$1"
    mine=$(sqlite3 "$work/data-$1/panel.sqlite" "SELECT COUNT(*) FROM submissions WHERE state = 6")
    theirs=$(($(sandbox_count add executed) - rounds * relayed_orders))
    [[ $mine == "$theirs" ]] || fail "$1 has $mine orders at the sandbox, which made $theirs for it"
    echo "- Panel \`$1\`: the doctor found nothing wrong; $mine orders were sent, the sandbox made $theirs of them." >>"$work/notes"
    stop sandbox
}

# open_panel NAME ORDERS POLL-SECONDS: a panel with so many orders at the sandbox.
open_panel() {
    # Those of the base stay staff's.
    copy_base "$1" $((base_orders + $2))
    add_provider "$1" "$3"
    say "opening $2 orders"
    sqlite3 -bail -cmd ".parameter init" -cmd ".parameter set @provider 1" "$work/data-$1/panel.sqlite" \
        <Benchmarks/preload-open.sql >/dev/null
    count_orders "$1"
    sync
}

# Orders that a provider has are asked for once each: first when every answer is news, then when none is.
measure_settle() {
    local calls=$((open_orders / 100)) ceiling news same seconds
    say "settle: $open_orders open orders polled"
    start_sandbox --preload "$open_orders"
    open_panel settle "$open_orders" 86400
    ceiling=$(bare status "$calls" $((at_once / 2)))
    start_panel settle
    seconds=$(until_count status $(($(sandbox_count status executed) + calls - under_way)))
    news=$(awk -v n="$calls" -v s="$seconds" 'BEGIN { print int(n / s) }')
    memory_of settle "$open_orders polled orders" 300
    stop settle
    sqlite3 "$work/data-settle/panel.sqlite" "UPDATE providers SET poll_seconds = 5"
    start_panel settle
    same=$(polled_per_second settle)
    memory_of settle "$open_orders polled orders, asked again" 300
    relay_row "calls for \`status\` × 100, no news | bare loop of the client, $((at_once / 2)) at once" "$same" "$ceiling" 0.70
    relay_row "calls for \`status\` × 100, all of it news | bare loop of the client" "$news" "$ceiling" 0.70
    stop settle
    stop sandbox
}

# polled_per_second SERVER: how many calls a second a panel makes that was just started, when every order says the same
# again. The round in which they are found in the database is not measured; then the sandbox pauses until all of them are
# due.
polled_per_second() {
    local calls=$((open_orders / 100)) seconds
    until_count status $(($(sandbox_count status executed) + calls)) >/dev/null
    kill -STOP "${pid_of[sandbox]}"
    sleep 12
    kill -CONT "${pid_of[sandbox]}"
    # Not to the last one: what was answered just before the pause is due a little later.
    seconds=$(until_count status $(($(sandbox_count status executed) + calls * 8 / 10)))
    awk -v n="$((calls * 8 / 10))" -v s="$seconds" 'BEGIN { print int(n / s) }'
}

# memory_of SERVER TEXT MEGABYTES
memory_of() {
    local most
    most=$(awk '/^VmHWM/ { print int($2 / 1024) }' "/proc/${pid_of[$1]}/status")
    echo "- Resident memory with $2: $most MB at most; goal ≤ $3 MB: $(verdict $((most <= $3)))" |
        tee -a "$work/notes" >&2
}

# Customers' orders beside polling. The two take turns and never run together.
measure_add_while_polling() {
    local round
    say "polling: add while $polled_orders orders are polled"
    start_sandbox --preload "$polled_orders"
    open_panel polling "$polled_orders" 5
    copy_base alone $((base_orders + polled_orders))
    for ((round = 1; round <= rounds; round++)); do
        start_panel alone
        turn alone add "$duration" "$work/polling.theirs"
        stop alone
        start_panel polling
        turn polling add "$duration" "$work/polling.ours"
        stop polling
    done
    ratio_row polling 0.70 "\`add\` while $polled_orders orders are polled | \`add\` alone"
    stop sandbox
}
