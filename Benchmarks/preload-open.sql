-- Makes the orders that Benchmarks/preload.sql copied open ones that a provider has, under the ids from 1 on.
--
--   sqlite3 -bail -cmd ".parameter init" -cmd ".parameter set @provider 1" DIR/panel.sqlite <Benchmarks/preload-open.sql
--
-- Needs the provider; its sandbox has as many orders. The panel's doctor finds nothing wrong afterwards.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -1000000;

BEGIN;

CREATE TEMP TABLE copies AS
    SELECT row_number() OVER (ORDER BY id) AS nth, id, service_id, quantity, created_at
    FROM orders WHERE status = 4;

UPDATE orders SET status = 2, start_count = NULL, remains = NULL, finished_at = NULL WHERE status = 4;

INSERT INTO submissions (
    order_id, run, service_id, quantity, created_at, state, due_at, attempt, failures, is_in_doubt, provider_id,
    upstream_service, route_position, relays_drip_feed, upstream_id, cost, cost_count, cancel, is_watched, updated_at
)
-- Last heard of two days ago: all are due.
SELECT id, 1, service_id, quantity, created_at, 6, created_at, 1, 0, 0, @provider, '1', 0, 0, nth, 0, 0, 0, 1,
    created_at - 172800000
FROM copies ORDER BY id;

COMMIT;

PRAGMA locking_mode = NORMAL;
PRAGMA journal_mode = WAL;
