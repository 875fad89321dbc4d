# Measures the customers' pages at the size of a panel after years, and while the API is under load. Sourced by
# Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

screen_orders=${SCREEN_ORDERS:-1000000}
screen_services=10000
# Customers who order and look, each about once a second.
living_customers=200

# One account with a million orders, a catalogue of ten thousand services: what each page takes, its queries included.
measure_screens() {
    local -x BENCH_COOKIE BENCH_PATH
    local order link
    copy_base screens "$screen_orders" 1
    "$binaries/query-load" fill "$work/data-screens"
    sync
    start_panel screens --trusted-proxy 127.0.0.1
    services=$screen_services service_file >"$work/services-many.json"
    "$(program_of screens)" service import "$work/services-many.json" --data "$work/data-screens" --json >/dev/null
    order=$(sqlite3 "$work/data-screens/panel.sqlite" "SELECT last_order_id FROM balances WHERE amount > 0 LIMIT 1")
    link=$(sqlite3 "$work/data-screens/panel.sqlite" "SELECT link FROM orders WHERE id = $order")
    log_in_customers screens 1
    read -r BENCH_COOKIE _ <"$work/sessions"
    screen_note "the form for an order" "order?service=1"
    screen_note "its price" "order/price?service=1&link=https://example.com/p/1&quantity=1000"
    screen_note "services as one types" "services/options?q=real+batch+77"
    screen_note "orders, the first page" "orders"
    screen_note "orders, the last page" "$(last_page screens)"
    screen_note "completed orders" "orders?status=completed"
    screen_note "orders by a link" "orders?q=$link"
    screen_note "one order" "orders/$order"
    screen_note "services" "services"
    screen_note "services by words" "services?q=batch+77"
    screen_note "what is new" "updates"
    screen_note "the statement" "statement"
    screen_note "funds" "funds"
    settle screens "$screen_orders"
}

# log_in_customers SERVER COUNT: writes a line "COOKIE CSRF" for each of the first customers into `sessions`.
log_in_customers() {
    local i csrf
    : >"$work/sessions"
    for ((i = 1; i <= $2; i++)); do
        rm -f "$work/cookies"
        "$(program_of "$1")" user set-password "customer-$i" --data "$work/data-$1" <<<"$page_password" >/dev/null
        csrf=$(new_form "$1")
        browse "$1" login -o "$work/answer" -H "X-Forwarded-For: 192.0.2.$((i % 250)), 198.51.100.$((i / 250))" \
            --data-urlencode "csrf=$csrf" -d "password=$page_password&name=customer-$i"
        csrf=$(browse "$1" order)
        [[ $csrf =~ name=\"csrf\"\ value=\"([^\"]*)\" ]] || fail "customer-$i could not log in to $1"
        echo "$(session_cookie) ${BASH_REMATCH[1]}" >>"$work/sessions"
    done
}

# last_page SERVER: prints the path of the last page of orders.
last_page() {
    local id
    id=$(sqlite3 "$work/data-$1/panel.sqlite" "
        SELECT id FROM orders
        WHERE account_id = (SELECT account_id FROM balances WHERE amount > 0 LIMIT 1) ORDER BY id LIMIT 1 OFFSET 50")
    echo "orders?after=f.$(base36 "$id")"
}

# base36 NUMBER: as cursors have it.
base36() {
    local digits=0123456789abcdefghijklmnopqrstuvwxyz number=$1 text=
    while ((number > 0)); do
        text=${digits:number % 36:1}$text
        number=$((number / 36))
    done
    echo "$text"
}

# screen_note TEXT PATH: what a page takes with one connection, in milliseconds.
screen_note() {
    local p50 p99 reached threads=1 connections=1
    BENCH_PATH=$2
    say "screens: $1"
    BENCH_CHECK=1 load screens screen 1 >/dev/null
    read -r _ p50 p99 _ < <(load screens screen "$duration")
    reached=$(awk -v a="$p50" 'BEGIN { print (a <= 5) }')
    echo "- Page, an account with $screen_orders orders, $screen_services services, $1: p50 $p50 ms, p99 $p99 ms;" \
        "goal p50 ≤ 5 ms: $(verdict "$reached")" | tee -a "$work/notes" >&2
}

# Customers who order and look in browsers, while others order by the API as fast as they can.
measure_living() {
    local -x BENCH_SESSIONS=$work/sessions
    local round reading
    copy_base living
    start_panel living --trusted-proxy 127.0.0.1
    log_in_customers living "$living_customers"
    BENCH_CHECK=1 connections=$living_customers load living customer 3 >/dev/null
    say "living: $living_customers customers while orders are added"
    for ((round = 1; round <= rounds; round++)); do
        turn living add "$duration" "$work/living-add.theirs"
        connections=$living_customers turn living customer "$duration" "$work/living.theirs"
        customers_after 1 >>"$work/living.ours" &
        reading=$!
        turn living add $((duration + 2)) "$work/living-add.ours"
        wait "$reading"
    done
    latency_row living 99 100 \
        "pages of $living_customers customers, while \`add\` runs with $connections | without \`add\`"
    ratio_row living-add 0.80 "\`add\` while $living_customers customers order and look | without them"
    settle living "$base_orders"
    check_once living
}

# customers_after SECONDS
customers_after() {
    local connections=$living_customers
    sleep "$1"
    load living customer "$duration"
}

# check_once SERVER: each form that was sent became at most one order.
check_once() {
    local twice
    twice=$(sqlite3 "$work/data-$1/panel.sqlite" "
        SELECT COUNT(*) FROM (SELECT link FROM orders WHERE link LIKE '%/form/%' GROUP BY link HAVING COUNT(*) > 1)")
    [[ $twice == 0 ]] || fail "$twice forms became more than one order"
    echo "- Panel \`$1\`: no form became two orders." >>"$work/notes"
}
