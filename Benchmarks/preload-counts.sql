-- Counts the orders of each account anew, after the other preloads have written some. The listings of those are filled by
-- the panel itself.

UPDATE balances SET pending_orders = counted.pending, processing_orders = counted.processing,
    in_progress_orders = counted.in_progress, completed_orders = counted.completed,
    partial_orders = counted.partly, canceled_orders = counted.canceled
FROM (
    SELECT account_id,
        SUM(CASE WHEN status = 1 THEN 1 ELSE 0 END) AS pending,
        SUM(CASE WHEN status = 2 THEN 1 ELSE 0 END) AS processing,
        SUM(CASE WHEN status = 3 THEN 1 ELSE 0 END) AS in_progress,
        SUM(CASE WHEN status = 4 THEN 1 ELSE 0 END) AS completed,
        SUM(CASE WHEN status = 5 THEN 1 ELSE 0 END) AS partly,
        SUM(CASE WHEN status = 6 THEN 1 ELSE 0 END) AS canceled
    FROM orders GROUP BY account_id
) AS counted
WHERE counted.account_id = balances.account_id;
