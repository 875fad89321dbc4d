# Fills panels for a benchmark: services, customers with money, orders. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

customers=1000
services=2000
# Enough owners for requests to be spread, and enough orders of each for a request about a hundred.
owners=100
base_orders=10000

# A catalogue like a real one, in the shape of the API's `services` answer. Service 1 is what orders are for.
service_file() {
    awk -v count="$services" 'BEGIN {
        for (i = 1; i <= count; i++) {
            printf "%s{\"service\":%d,\"name\":\"Followers, real accounts, refill 30 days, batch %d\",", \
                i == 1 ? "[" : ",\n", i, i
            printf "\"type\":\"Default\",\"category\":\"Category %d\",\"rate\":\"%s\",", \
                1 + int((i - 1) / 40), i == 1 ? "0.01" : 0.01 * i
            printf "\"min\":\"10\",\"max\":\"1000000\",\"refill\":%s}", i % 2 ? "true" : "false"
        }
        print "]"
    }'
}

# request URL DATA [OPTION]: a request in curl's configuration; its answer becomes a line. Thousands of them in one
# curl take seconds, where the command line would take a process for each.
request() {
    printf 'next\nurl = %s\ndata = %s\nsilent\nwrite-out = "\\n"\n%s\n' "$1" "$2" "${3:-}"
}

# send: carries out the requests on standard input, of which the first has nothing to be the next of.
send() {
    tail -n +2 | curl -sS -K -
}

make_customers() {
    local users=http://localhost/users socket="unix-socket = $work/data-$1/panel.sock" i
    for ((i = 1; i <= customers; i++)); do
        request "$users" "{\"name\":\"customer-$i\"}" "$socket"
        request "$users/customer-$i/credits" "{\"amount\":\"1000000\",\"reference\":\"bench-$i\"}" "$socket"
    done | send >"$work/customers"
    sed -n 's/.*"api_key":"\([^"]*\)".*/\1/p' "$work/customers" >"$work/keys"
    [[ $(wc -l <"$work/keys") -eq $customers && $(grep -c '"balance":"1000000"' "$work/customers") -eq $customers ]] ||
        fail "customers could not be made: $(grep -m 1 error "$work/customers")"
}

# Places the base orders, through the API as anybody would, and notes whose they are.
place_orders() {
    local link=https%3A%2F%2Fexample.com%2Fp%2F keys pids=() i key part
    mapfile -t -n "$owners" keys <"$work/keys"
    # In turn over the owners, so that one's orders lie apart, as they do in life.
    for ((i = 0; i < base_orders; i++)); do
        key=${keys[i % owners]}
        part=$work/place.$((i % 8))
        echo "$key" >>"$part.keys"
        request "${url_of[$1]}/api/v2" "key=$key&action=add&service=1&link=$link$i&quantity=1000" >>"$part.requests"
    done
    # Eight at once, because a panel commits for all who wait together.
    for part in "$work"/place.?.requests; do
        send <"$part" >"${part%requests}answers" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i" || fail "orders could not be placed"; done
    for part in "$work"/place.?.answers; do
        # Answers come in the order of the requests.
        sed 's/.*"order":"\{0,1\}\([0-9]*\).*/\1/' "$part" | paste -d ' ' - "${part%answers}keys"
    done | sort -n >"$work/orders"
    [[ $(grep -c '^[0-9]* [^ ]*$' "$work/orders") -eq $base_orders ]] ||
        fail "orders were refused: $(grep -hv '"order"' "$work"/place.?.answers | head -n 1)"
}

# The panel whose copies are measured.
make_base() {
    say "making $services services, $customers customers and $base_orders orders"
    start_panel base
    service_file >"$work/services-import.json"
    "$(program_of base)" service import "$work/services-import.json" --data "$work/data-base" --json >/dev/null
    make_customers base
    place_orders base
    mkdir -p "$work/www"
    curl -sS -d "key=$(head -n 1 "$work/keys")&action=services" "${url_of[base]}/api/v2" >"$work/www/services.json"
    [[ $(grep -o '"service":' "$work/www/services.json" | wc -l) -eq $services ]] || fail "services are missing"
    stop base
}

# copy_base NAME [ORDERS [CUSTOMERS]]: a panel like the base, with so many orders, those that are added of so many
# customers.
copy_base() {
    rm -rf "$work/data-$1"
    cp -a "$work/data-base" "$work/data-$1"
    # A program from before panels had a life takes a copy as it is. One that stays closed would be slow indeed.
    "$(program_of "$1")" reopen --moved --data "$work/data-$1" >/dev/null 2>&1 || [[ -n ${OLD:-} ]]
    [[ $# -gt 1 ]] || return 0
    say "preloading $2 orders"
    preload "$1" "$2" "${3:-$customers}"
    # What the kernel still has to write would slow the panel down, and not for its own doing.
    sync
}

# preload NAME ORDERS CUSTOMERS
preload() {
    sqlite3 -bail -cmd ".parameter init" -cmd ".parameter set @target $2" -cmd ".parameter set @payers $3" \
        "$work/data-$1/panel.sqlite" <Benchmarks/preload.sql >/dev/null
    count_orders "$1"
}

# count_orders NAME: what the rows of balances say. A program from before there were counts makes none.
count_orders() {
    [[ $(sqlite3 "$work/data-$1/panel.sqlite" \
        "SELECT COUNT(*) FROM pragma_table_info('balances') WHERE name = 'pending_orders'") == 0 ]] ||
        sqlite3 -bail "$work/data-$1/panel.sqlite" <Benchmarks/preload-counts.sql
}

stored_orders() {
    sqlite3 "$work/data-$1/panel.sqlite" "SELECT COUNT(*) FROM orders"
}
