import PanelAPI
import PanelAdmin
import PanelConfiguration
import PanelCore
import PanelCustomerWeb
import PanelFulfilment
import PanelHTTP
import PanelOperations
import PanelPostgres
import PanelSQLite
import PanelStore

extension StartupKeys {
    /// How much a server takes on.
    static let limits: [StartupKey] =
        connections + requests + people + staff + providers + writing + listings + sqlite + postgres + process

    private static let connections: [StartupKey] = [
        number(
            "connections",
            \.server.connections,
            16...1_000_000,
            "Connections; the open files may leave room for fewer."
        ),
        number(
            "connections-per-address",
            \.server.connectionsPerAddress,
            1...1_000_000,
            "Connections of an address, or of a network of 64 bits of IPv6, that is no trusted proxy."
        ),
        number("command-connections", \.descriptors.commands, 8...10_000, "Connections of the command line."),
        number(
            "reserved-files",
            \.descriptors.reserved,
            64...1_000_000,
            "Open files that are not for connections: this many, but not more than half."
        ),
        seconds(
            "idle-seconds",
            \.server.idle,
            1...3600,
            "After this a connection is closed that asks nothing, whose head does not arrive, or that takes no answer."
        ),
        seconds("body-seconds", \.server.body, 1...3600, "A request arrives whole within this after its head."),
        seconds(
            "drain-seconds",
            \.server.drain,
            1...3600,
            "How long the end waits for requests that still arrive, and for those who take no answer."
        ),
        seconds("shutdown-seconds", \.shutdown, 1...3600, "How long the end of the server may take at most."),
        number("head-limit", \.server.head, 1024...1 << 20, unit: "bytes", "Largest head of a request."),
        number("head-fields", \.server.fields, 16...10_000, "Fields of a head."),
    ]

    private static let people: [StartupKey] = [
        number("form-limit", \.pages.form, 4096...1 << 24, unit: "bytes", "Largest form of a page."),
        number(
            "session-idle-hours",
            \.door.sessions.idleHours,
            1...8760,
            unit: "hours",
            "After this without a request a session ends."
        ),
        number("session-hours", \.door.sessions.lifeHours, 1...8760, unit: "hours", "A session ends after this."),
        number("hashes", \.door.hashing.running, 1...64, "Passwords that are hashed at once."),
        number("hashes-waiting", \.door.hashing.waiting, 0...10_000, "Passwords that wait to be hashed."),
        number(
            "wrong-log-ins",
            \.door.throttle.ofPlace,
            1...1_000_000,
            "Wrong log-ins of one address in an hour."
        ),
        number(
            "wrong-log-ins-at-account",
            \.door.throttle.atAccount,
            1...1_000_000,
            "Wrong log-ins of one address at one account in a quarter of an hour."
        ),
        number(
            "wrong-log-ins-of-account",
            \.door.throttle.ofAccount,
            1...1_000_000,
            "Wrong log-ins at one account in an hour, beyond which each address has one."
        ),
        number(
            "counted-log-ins",
            \.door.throttle.remembered,
            1000...100_000_000,
            "Addresses and accounts whose wrong log-ins are counted."
        ),
        number(
            "registrations",
            \.door.registrations,
            1...1_000_000,
            "Accounts that one address may make in an hour."
        ),
    ]

    private static let requests: [StartupKey] = [
        number(
            "bodies-limit",
            \.api.limits.bodies,
            1 << 20...1 << 40,
            unit: "bytes",
            "Bodies with a known key that have not arrived whole."
        ),
        number(
            "unknown-bodies-limit",
            \.api.limits.bodiesWithoutKey,
            1 << 16...1 << 40,
            unit: "bytes",
            "All other bodies that have not arrived whole."
        ),
        number("wrong-keys-per-second", \.api.limits.wrongKeysPerSecond, 1...1_000_000, "Wrong keys of an address."),
        number("wrong-keys-at-once", \.api.limits.wrongKeysAtOnce, 1...1_000_000, "Wrong keys of an address at once."),
        number(
            "counted-addresses",
            \.api.limits.addresses,
            100...10_000_000,
            "Addresses whose wrong keys are counted; when there are more, all start anew."
        ),
        number(
            "counted-accounts",
            \.api.limits.countedAccounts,
            100...10_000_000,
            "Accounts whose requests are counted for rate-limit; when there are more, all start anew."
        ),
        number(
            "price-lists-limit",
            \.api.limits.priceLists,
            0...1 << 40,
            unit: "bytes",
            "Answers to services that are kept."
        ),
        number(
            "price-list-limit",
            \.api.limits.priceList,
            0...1 << 26,
            unit: "bytes",
            "Longest answer to services that is kept; longer ones are made anew, and sent piece by piece."
        ),
        number(
            "kept-customers",
            \.prices.customers,
            1...10_000_000,
            "Customers that are kept in memory; when there are more, all are read anew."
        ),
    ]

    private static let staff: [StartupKey] = [
        number(
            "listing-rows",
            \.operations.rows,
            1...1_000_000,
            "Rows that a page of a listing may have for staff."
        ),
        number(
            "link-candidates",
            \.operations.lookedAt,
            1...1_000_000,
            "Orders that lead to the same and are looked at for a page of a search by link."
        ),
        number(
            "import-limit",
            \.admin.catalogue,
            1 << 16...1 << 30,
            unit: "bytes",
            "Largest file of services that is imported."
        ),
        number(
            "command-body-limit",
            \.admin.body,
            1 << 12...1 << 30,
            unit: "bytes",
            "Largest body of any other operation of staff."
        ),
    ]

    private static let providers: [StartupKey] = [
        number(
            "provider-answer-limit",
            \.providers.answer,
            1 << 16...1 << 30,
            unit: "bytes",
            "Longest answer of a provider; longer ones count as none."
        ),
        number(
            "provider-catalogue-limit",
            \.providers.catalogue,
            1 << 16...1 << 30,
            unit: "bytes",
            "Longest catalogue of a provider, where it is more than that."
        ),
    ]

    private static let writing: [StartupKey] = [
        number(
            "waiting-commands",
            \.writer.waiting,
            1...1_000_000,
            "Commands that wait to be written; more are refused."
        ),
        number("batch-commands", \.writer.batch, 1...4096, "Commands in one transaction."),
        number(
            "gather-commands",
            \.writer.worthwhile,
            1...4096,
            "A batch waits for up to this many who were just answered."
        ),
        number(
            "gather-microseconds",
            \.writer.gathering,
            1...100_000,
            unit: "microseconds",
            "How long at most a batch waits for them."
        ),
    ]

    private static let listings: [StartupKey] = [
        number(
            "listing-least",
            \.listings.least,
            1...1_000_000,
            "New orders, transfers or changed orders that are worth a transaction in which listings are filled."
        ),
        number("listing-orders", \.listings.orders, 1...100_000, "New orders that are listed in one transaction."),
        number(
            "listing-transfers",
            \.listings.transfers,
            1...100_000,
            "Transfers besides the charges of those orders."
        ),
        number("listing-changes", \.listings.changes, 1...100_000, "Changed orders in the same transaction."),
    ]

    private static let sqlite: [StartupKey] = [
        number("sqlite-scans", \.sqlite.scans, 1...64, "On SQLite: listings and doctors at once."),
        number("sqlite-pages", \.sqlite.pages, 1...64, "On SQLite: pages of orders and statements at once."),
        number(
            "sqlite-waiting-scans",
            \.sqlite.waitingScans,
            1...1_000_000,
            "On SQLite: those that wait; more are refused."
        ),
        number(
            "sqlite-checkpoint",
            \.sqlite.checkpoint,
            100...1_000_000,
            unit: "pages",
            "On SQLite: pages of 4 KiB in the write-ahead log that make a checkpoint due."
        ),
        number(
            "sqlite-log-limit",
            \.sqlite.log,
            1 << 24...1 << 40,
            unit: "bytes",
            "On SQLite: the write-ahead log that is kept after a long read."
        ),
    ]

    private static let postgres: [StartupKey] = [
        number(
            "postgres-readers",
            \.postgres.readers,
            1...1000,
            "On PostgreSQL: connections for reads of a few records."
        ),
        number("postgres-scanners", \.postgres.scanners, 1...1000, "On PostgreSQL: listings and doctors at once."),
        number("postgres-pages", \.postgres.pages, 1...1000, "On PostgreSQL: pages of orders and statements at once."),
        number(
            "postgres-waiting-reads",
            \.postgres.waitingReads,
            1...1_000_000,
            "On PostgreSQL: reads of each kind that wait; more are refused."
        ),
        seconds(
            "postgres-seconds",
            \.postgres.timeout,
            1...3600,
            "On PostgreSQL: how long one exchange may take, in reads of a few records and in writes."
        ),
        seconds(
            "postgres-scan-seconds",
            \.postgres.scanTimeout,
            1...86_400,
            "On PostgreSQL: how long one exchange may take in what reads whole tables."
        ),
        seconds(
            "postgres-lock-seconds",
            \.postgres.lockTimeout,
            1...300,
            "On PostgreSQL: how long a write waits for a row, and the database for a server that stands still in one."
        ),
        seconds(
            "postgres-proof-seconds",
            \.postgres.proofTimeout,
            1...3600,
            "On PostgreSQL: how long it is tried to find out what became of a commit whose answer was lost."
        ),
    ]

    private static let process: [StartupKey] = [
        number(
            "log-limit",
            \.log.waiting,
            1 << 16...1 << 30,
            unit: "bytes",
            "Lines of the log that wait for a reader."
        ),
        number("log-line-limit", \.log.line, 256...1 << 15, unit: "bytes", "Longest line of the log."),
        seconds(
            "log-repeat-seconds",
            \.log.period,
            1...3600,
            "How often warnings that repeat themselves are summed up."
        ),
        number(
            "log-subjects",
            \.log.subjects,
            1...1_000_000,
            "Subjects of such warnings that are watched at a time; those of more are all written."
        ),
        seconds("log-end-seconds", \.log.patience, 1...3600, "How long the end of the program waits for a reader."),
    ]

    /// Of all commands that do an operation of staff.
    static let commands: [StartupKey] = [
        seconds("command-seconds", \.command.timeout, 1...86_400, "How long a command waits for what it asked for."),
        number(
            "command-answer-limit",
            \.command.answer,
            1 << 20...1 << 40,
            unit: "bytes",
            "Largest answer to a command."
        ),
        seconds(
            "command-wait-seconds",
            \.command.patience,
            1...3600,
            "How long a command waits for a directory that another process is just opening or leaving."
        ),
    ]

    /// Of `reopen` alone.
    static let reopening: [StartupKey] = [
        StartupKey.number(
            "survey-ids",
            \.survey.mostIDs,
            StartupConfiguration(),
            1...10_000_000,
            "Ids that are looked at per provider after a restore.",
            read: { Int(exactly: $0) },
            make: { Int64($0) }
        ),
        seconds(
            "survey-seconds",
            \.survey.surveyTime,
            1...86_400,
            "How long ids of a provider are looked at after a restore."
        ),
    ]
}

extension SessionLimits {
    /// In hours, as it is set.
    fileprivate var idleHours: Int {
        get { Int(idle / 3600) }
        set { idle = Int64(newValue) * 3600 }
    }

    fileprivate var lifeHours: Int {
        get { Int(life / 3600) }
        set { life = Int64(newValue) * 3600 }
    }
}
