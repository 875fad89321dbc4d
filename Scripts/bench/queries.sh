# Measures what pages ask, alone on the machine. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

# One account with a tenth of all orders, and the rest of them dealt out to all.
measure_queries() {
    local answers account link
    copy_base queries $((large_orders / 10)) 1
    say "queries: preloading $large_orders orders"
    preload queries "$large_orders" "$customers"
    say "queries: filling the listings"
    "$binaries/query-load" fill "$work/data-queries"
    sync
    account=$(sqlite3 "$work/data-queries/panel.sqlite" "SELECT MIN(account_id) FROM balances WHERE amount > 0")
    link=$(sqlite3 "$work/data-queries/panel.sqlite" "SELECT link FROM orders WHERE id = $((large_orders / 2))")
    say "queries: asking"
    answers=$("$binaries/query-load" ask "$work/data-queries" --account "$account" --link "$link")
    query_note "a page of orders, the first" orders-first 2
    query_note "a page of orders, the last" orders-last 2
    query_note "a page of completed orders, the first" completed-first 2
    query_note "a page of completed orders, the last" completed-last 2
    query_note "a page of the statement, the first" statement-first 2
    query_note "a page of the statement, the last" statement-last 2
    query_note "orders by a link" link 5
    query_note "orders by what a link leads to" target 5
    query_note "orders by a link that none has" nolink 5
    query_note "counts of orders" counts 2
    check_books queries --data "$work/data-queries"
}

# query_note TEXT NAME GOAL: the median of a question, in milliseconds.
query_note() {
    local p50 p99 reached
    read -r p50 p99 < <(sed -n "s/^result $2 //p" <<<"$answers")
    reached=$(awk -v a="$p50" -v goal="$3" 'BEGIN { print (a != "" && a <= goal) }')
    echo "- Query, an account with $((large_orders / 10)) of $large_orders orders, $1: p50" \
        "$(printf %.2f "$p50") ms, p99 $(printf %.2f "$p99") ms; goal ≤ $3 ms: $(verdict "$reached")" |
        tee -a "$work/notes" >&2
}
