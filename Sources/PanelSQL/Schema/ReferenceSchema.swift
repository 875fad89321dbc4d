extension Migration {
    /// Takes back the foreign keys of what every new order writes.
    ///
    /// PostgreSQL proves a reference by locking the row that is referred to, which is a write: for each order one to its
    /// customer and one to its service, and servers that sell the same service wait for each other there. That took a
    /// third of all the database's work. No command deletes what is referred to, the row of a new order's balance is
    /// locked and changed with it, and the doctor checks all that is no longer a constraint. SQLite looks references up
    /// at next to no cost, and keeps them.
    static let references = Migration(
        version: 6,
        statements: [
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_account_id_fkey",
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_service_id_fkey",
            "ALTER TABLE order_parameters DROP CONSTRAINT IF EXISTS order_parameters_order_id_fkey",
            "ALTER TABLE placed_requests DROP CONSTRAINT IF EXISTS placed_requests_account_id_fkey",
            "ALTER TABLE placed_requests DROP CONSTRAINT IF EXISTS placed_requests_order_id_fkey",
            "ALTER TABLE active_links DROP CONSTRAINT IF EXISTS active_links_order_id_fkey",
            "ALTER TABLE submissions DROP CONSTRAINT IF EXISTS submissions_order_id_fkey",
            "ALTER TABLE submissions DROP CONSTRAINT IF EXISTS submissions_provider_id_fkey",
            "ALTER TABLE order_events DROP CONSTRAINT IF EXISTS order_events_order_id_fkey",
        ],
        dialect: .postgres
    )
}
