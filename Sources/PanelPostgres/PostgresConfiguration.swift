/// How the panel uses a PostgreSQL database.
package struct PostgresConfiguration: Sendable {
    /// What libpq takes as a connection string: `postgresql://…` or `host=… dbname=…`. It is handed over unchanged, so
    /// that `sslmode`, several hosts, `PG…` variables and password files work as everywhere. It may hold a password.
    package var url: String
    /// Whether statements are prepared once for each connection. Must be off behind a pooler that gives every
    /// transaction another connection, such as PgBouncer in transaction mode.
    package var preparesStatements = true
    /// Connections for reads of a few records.
    package var readers = 4
    /// Connections for what staff ask that may take long. The catalogue and the relaying have one each besides.
    package var scanners = 2
    /// Connections for pages of orders and statements.
    package var pages = 2
    /// Most reads of each kind that wait for a connection; more are refused.
    package var waitingReads = 4096
    /// Whether a database that may forget what it confirmed is refused. Only tests turn it off.
    package var requiresDurability = true
    /// How long one exchange with the database may take, in reads of a few records and in writes.
    package var timeout = Duration.seconds(30)
    /// How long one exchange may take in what reads whole tables.
    package var scanTimeout = Duration.seconds(900)
    /// How long a write waits for a row that another server holds before it lets go of all its own and tries again; and
    /// how long the database waits for a server in the middle of a transaction before it ends that.
    package var lockTimeout = Duration.seconds(5)
    /// How long it is tried to find out what became of a commit whose answer was lost.
    package var proofTimeout = Duration.seconds(30)

    /// The database's own limits for transactions that change something.
    var writingLimits: [(name: String, milliseconds: Int64)] {
        let milliseconds = lockTimeout.milliseconds
        // The second: a server that stands still or is cut off must let go of its locks before others, who wait for them
        // as long and try several times, give up. Between two exchanges it needs milliseconds.
        return [("lock_timeout", milliseconds), ("idle_in_transaction_session_timeout", milliseconds)]
    }

    package init(url: String) {
        self.url = url
    }
}
