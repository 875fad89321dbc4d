-- Fills a panel's database with orders, so that the benchmark can measure a panel with years behind it.
--
--   sqlite3 -bail -cmd ".parameter init" -cmd ".parameter set @target 10000000" \
--       -cmd ".parameter set @payers 1000" DIR/panel.sqlite <Benchmarks/preload.sql
--   sed '/^PRAGMA/d; s/@target/10000000/; s/@payers/1000/' Benchmarks/preload.sql | psql -v ON_ERROR_STOP=1 URL
--
-- Needs a database that no server works with, with some orders by `add` and customers who can pay. The orders are
-- copied until there are @target; the copies are completed, and dealt out in turn to the first @payers customers, who pay
-- for them: the panel's doctor finds nothing wrong after Benchmarks/preload-counts.sql. The statements follow the columns of Sources/PanelSQL/Schema;
-- a migration that changes `orders`, `transfers`, `balances` or `sequences` changes them too.

-- Whoever is interrupted starts over with a new database, so nothing has to survive here.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -1000000;

-- A copy, so that the table is not read while it grows.
CREATE TEMP TABLE pattern AS
    SELECT row_number() OVER (ORDER BY id) AS place, * FROM orders;

CREATE TEMP TABLE customers (place INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, last_order_id INTEGER);
INSERT INTO customers
    SELECT row_number() OVER (ORDER BY account_id) - 1, account_id, last_order_id FROM balances WHERE amount > 0
    ORDER BY account_id LIMIT @payers;

CREATE TEMP TABLE facts AS
    SELECT COUNT(*) AS size, MAX(id) AS last, @target - COUNT(*) AS missing,
        (SELECT COUNT(*) FROM customers) AS payers
    FROM orders;

BEGIN;

-- The pattern again and again, each time in the order of its ids. A customer gets every `payers`th copy: that many ids
-- before it is the customer's previous order, and before the first one stands the last of the orders that were there.
INSERT INTO orders (
    id, account_id, service_id, type, link, quantity, runs, interval_minutes, charge, guards_link, previous_order_id,
    created_at, status, refunded, refund_count, start_count, remains, cancel_requested_at, updated_at, finished_at
)
WITH RECURSIVE repetition (number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM repetition, facts WHERE (number + 1) * size < missing
), copy AS (
    SELECT number, number * size + place AS nth, pattern.* FROM repetition CROSS JOIN facts CROSS JOIN pattern
)
SELECT
    last + nth, customers.account_id, service_id, type, link || '-' || number, quantity, runs,
    interval_minutes, charge, 0, CASE WHEN nth > payers THEN last + nth - payers ELSE last_order_id END,
    created_at, 4, 0, 0, 100, 0, NULL, updated_at, updated_at
FROM copy CROSS JOIN facts JOIN customers ON customers.place = nth % payers
WHERE nth <= missing;

-- Cause kind 1, number 0 is the charge of an order; account -1 is the house's sales.
INSERT INTO transfers (cause_kind, cause_subject, cause_number, source, destination, amount, created_at)
SELECT 1, id, 0, account_id, -1, charge, created_at
FROM orders WHERE id > (SELECT last FROM facts) AND charge > 0
ORDER BY id;

UPDATE balances SET amount = amount - copies.charge, last_order_id = copies.last
FROM (
    SELECT account_id, SUM(charge) AS charge, MAX(id) AS last FROM orders
    WHERE id > (SELECT last FROM facts) GROUP BY account_id
) AS copies
WHERE copies.account_id = balances.account_id;

UPDATE sequences SET next = (SELECT MAX(id) + 1 FROM orders) WHERE name = 'orders';

COMMIT;

-- As the panel keeps it.
PRAGMA locking_mode = NORMAL;
PRAGMA journal_mode = WAL;
