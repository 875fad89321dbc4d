# Measures the panel on PostgreSQL. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2154

# as_postgres COMMAND...: PostgreSQL does not run as root.
as_postgres() {
    if [[ $(id -u) -eq 0 ]]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

postgres_program() {
    local found
    found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -1)
    [[ -n $found ]] || fail "PostgreSQL's $1 is missing; run: Scripts/install.sh bench"
    echo "$found"
}

# A server with what Debian's package is set to, but for its place; every commit waits for the disk.
start_postgres() {
    local data=$work/postgres port=$((20000 + RANDOM % 30000))
    mkdir "$data"
    # Others than the owner must find their way there.
    chmod 711 "$work"
    [[ $(id -u) -ne 0 ]] || chown postgres "$data"
    as_postgres "$(postgres_program initdb)" -D "$data/data" -A trust -U panel >/dev/null
    as_postgres "$(postgres_program postgres)" -D "$data/data" -p "$port" -c listen_addresses=127.0.0.1 \
        -c "unix_socket_directories=$data" -c max_connections=200 -c shared_buffers=512MB \
        >"$work/postgres.log" 2>&1 </dev/null &
    pid_of[postgres]=$!
    postgres=postgres://panel@127.0.0.1:$port
    for _ in {1..200}; do
        ! psql -qtA "$postgres/postgres" -c 'SELECT 1' >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    fail "PostgreSQL did not start:"$'\n'"$(cat "$work/postgres.log")"
}

# The panel of the base, moved to PostgreSQL.
fill_postgres() {
    psql -q "$postgres/postgres" -c 'CREATE DATABASE panel'
    copy_base moved
    "$(program_of moved)" copy --from "sqlite:$work/data-moved" --to "$postgres/panel" >/dev/null 2>&1 ||
        fail "the base could not be copied"
    psql -q "$postgres/panel" -c 'VACUUM ANALYZE'
    head -10 "$work/keys" >"$work/keys.hot"
}

# start_shared NAME [DATABASE]
start_shared() {
    PANEL_SECRET_FILE=$work/data-moved/panel.secret start "$1" "$(program_of "$1")" serve --database "$postgres/${2:-panel}" \
        --data "$work/data-$1" --listen 127.0.0.1:0
}

# What an order is at the least: a row changed and a row added, in a transaction of their own.
prepare_pgbench() {
    psql -q "$postgres/postgres" <<'SQL'
CREATE TABLE bench_balances (account_id BIGINT PRIMARY KEY, amount BIGINT NOT NULL);
CREATE TABLE bench_orders (id BIGSERIAL PRIMARY KEY, account_id BIGINT NOT NULL, service BIGINT NOT NULL,
    link TEXT NOT NULL, quantity BIGINT NOT NULL, charge BIGINT NOT NULL, created_at BIGINT NOT NULL);
INSERT INTO bench_balances SELECT id, 1000000000000 FROM generate_series(1, 1000) AS id;
VACUUM ANALYZE bench_balances;
SQL
    cat >"$work/order.pgbench" <<'SQL'
\set account random(1, 1000)
BEGIN;
UPDATE bench_balances SET amount = amount - 10000 WHERE account_id = :account;
INSERT INTO bench_orders (account_id, service, link, quantity, charge, created_at)
    VALUES (:account, 1, 'https://example.com/p/1', 1000, 10000, 1700000000000);
COMMIT;
SQL
}

run_pgbench() {
    pgbench -n -M prepared -c 32 -j 2 -T "$duration" -f "$work/order.pgbench" "$postgres/postgres" 2>/dev/null |
        sed -n 's/^tps = \([0-9]*\).*/\1/p'
}

# adds SERVER CONNECTIONS KEYS: orders a second.
adds() {
    local result
    result=$(BENCH_KEYS=$work/$3 BENCH_ORDERS=$work/orders wrk -t1 -c"$2" -d"$duration"s --timeout 10s \
        -s Benchmarks/load.lua "${url_of[$1]}" -- add 2>&1 | sed -n 's/^result //p')
    [[ ${result##* } == 0 ]] || fail "$1 did not answer all of add"
    cut -d ' ' -f 1 <<<"$result"
}

# both SERVER CONNECTIONS KEYS: orders a second of `one` and another server together, with so many connections in all.
both() {
    local first
    adds one $(($2 / 2)) "$3" >"$work/first.adds" &
    first=$!
    adds "$1" $(($2 / 2)) "$3" >"$work/second.adds"
    wait "$first"
    echo $(($(cat "$work/first.adds") + $(cat "$work/second.adds")))
}

measure_postgres() {
    local round most=$((connections * 4)) ours=() theirs=() alone=() pair=() full=() full_pair=() hot=() apart=()
    start_postgres
    fill_postgres
    psql -q "$postgres/postgres" -c 'CREATE DATABASE apart TEMPLATE panel'
    prepare_pgbench
    start_shared one
    adds one "$connections" keys >/dev/null
    say "postgres: add, beside pgbench"
    for ((round = 1; round <= rounds; round++)); do
        theirs+=("$(run_pgbench)")
        ours+=("$(adds one "$connections" keys)")
    done
    relay_row "\`add\` on PostgreSQL, $connections connections | pgbench, 32 clients, the least that an order is" \
        "$(middle "${ours[@]}")" "$(middle "${theirs[@]}")" 2.00
    say "postgres: two servers, beside one"
    start_shared two
    start_shared apart apart
    for ((round = 1; round <= rounds; round++)); do
        full+=("$(adds one "$most" keys)")
        full_pair+=("$(both two "$most" keys)")
        hot+=("$(both two "$most" keys.hot)")
        alone+=("$(adds one "$connections" keys)")
        pair+=("$(both two "$connections" keys)")
        # What two servers cost that have nothing to do with each other.
        apart+=("$(both apart "$connections" keys)")
    done
    relay_row "\`add\`, two servers on one database, $((most / 2)) connections each | one server, $most" \
        "$(middle "${full_pair[@]}")" "$(middle "${full[@]}")" 0.90
    relay_row "\`add\`, the two servers, 10 customers | $customers customers" \
        "$(middle "${hot[@]}")" "$(middle "${full_pair[@]}")" 0.70
    relay_row "\`add\`, two servers on one database, $((connections / 2)) connections each | one server, $connections" \
        "$(middle "${pair[@]}")" "$(middle "${alone[@]}")" 0.90
    relay_row "\`add\`, two servers on one database, $((connections / 2)) connections each | on a database each" \
        "$(middle "${pair[@]}")" "$(middle "${apart[@]}")" 0.90
    stop two
    stop apart
    copy_base main
    start_panel main
    compare pgstatus one status100 main status100 0.50 "\`status\` of 100 orders on PostgreSQL | on SQLite"
    stop main
    settle_shared panel
    stop one
    stop_postgres
}

# settle_shared DATABASE
settle_shared() {
    check_books "$1" --database "$postgres/$1"
    echo "- PostgreSQL's \`$1\`: the doctor found nothing wrong." >>"$work/notes"
}

stop_postgres() {
    stop postgres
    rm -rf "$work/postgres" "$work/data-moved"
}

# The panel after years, beside itself in its first weeks.
measure_postgres_size() {
    start_postgres
    fill_postgres
    psql -q "$postgres/postgres" -c 'CREATE DATABASE small TEMPLATE panel' -c 'CREATE DATABASE large TEMPLATE panel'
    say "preloading $large_orders orders into PostgreSQL"
    sed "/^PRAGMA/d; s/@target/$large_orders/; s/@payers/$customers/" Benchmarks/preload.sql |
        cat - Benchmarks/preload-counts.sql | psql -q -v ON_ERROR_STOP=1 "$postgres/large" >/dev/null
    psql -q "$postgres/large" -c 'VACUUM ANALYZE' -c CHECKPOINT
    start_shared small small
    start_shared large large
    compare pglarge large add small add 0.80 \
        "\`add\` on PostgreSQL with $large_orders orders stored | with $base_orders stored"
    stop small
    stop large
    settle_shared large
    stop_postgres
}
