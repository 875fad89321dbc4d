import PanelCore

/// Turns what a batch changed into statements. Each says how many rows it must change: a row that is missing, or
/// there already, fails the transaction.
enum ChangesWriter {
    /// The statements in an order that satisfies every reference between tables.
    ///
    /// - Parameters:
    ///   - head: Where the audit ended when that was locked.
    ///   - accountsVersion: What changed accounts have from now on.
    ///   - advancesSequences: Whether the ids that were allotted come from `sequences`, in this transaction.
    ///
    /// - Throws: ``SQLError/unmappedRecords(_:)`` when there is no mapping for what was changed,
    ///   ``SQLError/undeclaredAudit`` when it can not be written into the audit.
    static func jobs(
        for changes: Changes,
        after head: AuditHead? = nil,
        accountsVersion: AccountsVersion = .unchanged,
        advancesSequences: Bool = true
    ) throws -> [SQLJob] {
        try RecordMappings.check(changes.records)
        let hasRecords = !changes.records.isEmpty
        return try (advancesSequences ? sequences(changes) : []) + settings(changes)
            + (hasRecords ? RecordMappings.all.reversed().flatMap { $0.deleting(changes) } : [])
            + (hasRecords ? RecordMappings.beforeOrders.flatMap { $0.writing(changes) } : [])
            + routes(changes) + newBalances(changes) + accountVersions(changes, accountsVersion)
            + orders(changes) + submissions(changes)
            + (hasRecords ? RecordMappings.afterOrders.flatMap { $0.writing(changes) } : [])
            + ledger(changes) + listings(changes) + sharing(changes)
            + AuditWriter.jobs(for: changes.audit, after: head)
    }

    // MARK: Settings and accounts

    private static func sequences(_ changes: Changes) -> [SQLJob] {
        let allotted = IDSequence.used(by: changes.allotted).map { ($0.name, changes.allotted[keyPath: $0.count]) }
            .filter { $0.1 > 0 }
        return writing(advanceSequence, allotted, width: 2) { [.text($0.0), .integer($0.1)] }
    }

    private static func settings(_ changes: Changes) -> [SQLJob] {
        guard changes.changesSettings else { return [] }
        return [.one("UPDATE versions SET version = version + 1 WHERE name = 'settings'", .none)]
    }

    private static func accountVersions(_ changes: Changes, _ version: AccountsVersion) -> [SQLJob] {
        guard !changes.changedAccounts.isEmpty else { return [] }
        return [.one(updateAccountsVersion, .row(.integer(version.rawValue)))]
            + writing(updateAccountVersion, changes.changedAccounts.sorted(), width: 2) {
                [.integer($0.rawValue), .integer(version.rawValue)]
            }
    }

    private static func routes(_ changes: Changes) -> [SQLJob] {
        let services = changes[Service.self]
        let written = services.inserted.inOrder + services.updated.inOrder
        let routes = written.flatMap { service in
            service.routes.enumerated().map { (service: service.id, position: $0.offset, route: $0.element) }
        }
        return writing(deleteRoutes, services.updated.inOrder, width: 1, isExact: false) { [.integer($0.id.rawValue)] }
            + writing(insertRoute, routes, width: 9) { $0.route.values(of: $0.service, at: $0.position) }
    }

    private static func newBalances(_ changes: Changes) -> [SQLJob] {
        writing(insertBalance, changes[Account.self].inserted.inOrder, width: 1) { [.integer($0.id.rawValue)] }
    }

    // MARK: Orders

    private static func orders(_ changes: Changes) -> [SQLJob] {
        let parameters = changes.orderParameters.sorted { $0.key < $1.key }.flatMap { order, entries in
            entries.map { (order: order, entry: $0) }
        }
        let finished = changes.orders.updated.inOrder.filter { $0.guardsLink && $0.status.isFinal }
        let links = changes.activeLinks.compactMap { link, holder in holder.map { (link: link, holder: $0) } }
        return writing(insertOrder, changes.orders.inserted.inOrder, width: 21) { $0.values }
            + writing(updateOrder, changes.orders.updated.inOrder, width: 10) {
                [.integer($0.id.rawValue)] + $0.changingValues
            }
            + writing(insertParameter, parameters, width: 3) {
                [.integer($0.order.rawValue), .text($0.entry.name.rawValue), .text($0.entry.value)]
            }
            + writing(insertPlacedRequest, changes.placedRequests.values, width: 4) {
                [
                    .integer($0.key.account.rawValue), .text($0.key.requestID), .blob($0.fingerprint),
                    .integer($0.order.rawValue),
                ]
            }
            // By the order that held it: another one may hold the link by now. Corrected orders gave theirs free before.
            + writing(deleteActiveLink, finished, width: 3, isExact: false) {
                [.integer($0.service.rawValue), .text($0.activeLink.target), .integer($0.id.rawValue)]
            }
            + writing(insertActiveLink, links, width: 3) {
                [.integer($0.link.service.rawValue), .text($0.link.target), .integer($0.holder.rawValue)]
            }
    }

    private static func submissions(_ changes: Changes) -> [SQLJob] {
        writing(insertSubmission, changes.submissions.inserted.inOrder, width: Submission.width) { $0.values }
            + writing(
                updateSubmission,
                changes.submissions.updated.inOrder,
                width: Submission.width - Submission.fixedWidth + 2
            ) { submission in
                Array(submission.values[..<2] + submission.values[Submission.fixedWidth...])
            }
            + writing(insertRunTotals, changes.runTotals.inserted.sorted { $0.key < $1.key }, width: RunTotals.width) {
                $0.value.values(of: $0.key)
            }
            + writing(updateRunTotals, changes.runTotals.updated.sorted { $0.key < $1.key }, width: RunTotals.width) {
                $0.value.values(of: $0.key)
            }
            + writing(insertEvent, changes.events, width: 8) { $0.values }
    }

    // MARK: Ledger

    private static func ledger(_ changes: Changes) -> [SQLJob] {
        self.balances(changes)
            + writing(insertTransfer, changes.transfers, width: 7) {
                let key = $0.cause.key
                return [
                    .integer(key.kind), .integer(key.subject), .integer(key.number), .integer($0.source.code),
                    .integer($0.destination.code), .integer($0.amount.micros), .integer($0.at.milliseconds),
                ]
            }
    }

    /// Balances, with the counts of their accounts' orders.
    private static func balances(_ changes: Changes) -> [SQLJob] {
        let balances = changes.balances.sorted { $0.key < $1.key }
        let counts = OrderCountChanges(changes)
        let statement = counts.areNew ? updateBalance : updateBalanceAndCounts
        return writing(statement, balances, width: counts.areNew ? 4 : 9) { account, balance in
            [.integer(account.rawValue), .integer(balance.micros), SQLValue(changes.lastOrders[account]?.rawValue)]
                + (counts.areNew
                    ? [.integer(counts.new(of: account))] : counts[account].map(SQLValue.integer))
        }
    }

    /// Notes what the job that fills listings does not find by itself.
    private static func listings(_ changes: Changes) -> [SQLJob] {
        let changed = changes.statusChanges.sorted { ($0.order, $0.new.rawValue) < ($1.order, $1.new.rawValue) }
        return writing(insertChangedOrder, changed, width: 3) {
            [.integer($0.order.rawValue), .integer($0.new.rawValue), .integer($0.account.rawValue)]
        } + writing(insertUnlistedTransfer, AccountTransfer.rows(of: changes), width: 6) { $0 }
    }

    /// A job that writes each of `records`, and none when there are none.
    static func writing<Records: Collection>(
        _ sql: SQL,
        _ records: Records,
        width: Int,
        isExact: Bool = true,
        _ values: (Records.Element) -> [SQLValue]
    ) -> [SQLJob] {
        guard !records.isEmpty else { return [] }
        let parameters = SQLParameters.rows(records, width: width, values)
        return [isExact ? .one(sql, parameters) : .any(sql, parameters)]
    }

    // MARK: Statements

    private static let advanceSequence: SQL = "UPDATE sequences SET next = next + $2 WHERE name = $1"
    private static let insertBalance: SQL = "INSERT INTO balances (account_id, amount) VALUES ($1, 0)"
    private static let updateAccountsVersion: SQL = "UPDATE versions SET version = $1 WHERE name = 'account_changes'"
    private static let updateAccountVersion: SQL = "UPDATE balances SET account_version = $2 WHERE account_id = $1"
    private static let updateBalance = updateBalance(counts: OrderCountColumns.all.prefix(1))
    private static let updateBalanceAndCounts = updateBalance(counts: OrderCountColumns.all[...])

    private static func updateBalance(counts: ArraySlice<String>) -> SQL {
        let additions = counts.enumerated().map { ", \($0.element) = \($0.element) + $\($0.offset + 4)" }.joined()
        return SQL(
            """
            UPDATE balances SET amount = $2, last_order_id = COALESCE($3, last_order_id)\(additions) WHERE account_id = $1
            """
        )
    }

    private static let insertChangedOrder = insert(into: "changed_orders", "order_id, status, account_id")
    private static let insertUnlistedTransfer = insert(into: "unlisted_transfers", AccountTransfer.columns)
    private static let insertOrder = insert(into: "orders", Order.columns)
    private static let updateOrder: SQL = """
        UPDATE orders SET status = $2, refunded = $3, refund_count = $4, start_count = $5, remains = $6,
            cancel_requested_at = $7, updated_at = $8, finished_at = $9, started_at = $10
        WHERE id = $1
        """
    private static let insertParameter = insert(into: "order_parameters", "order_id, name, value")
    private static let insertPlacedRequest = insert(
        into: "placed_requests",
        "account_id, request_id, fingerprint, order_id"
    )
    private static let insertActiveLink = insert(into: "active_links", "service_id, link, order_id")
    private static let deleteActiveLink: SQL = """
        DELETE FROM active_links WHERE service_id = $1 AND link = $2 AND order_id = $3
        """
    private static let insertSubmission = insert(into: "submissions", Submission.columns)
    private static let updateSubmission: SQL = {
        let columns = Submission.columns.split(separator: ", ").dropFirst(Submission.fixedWidth)
        let places = columns.indices.map { "$\($0 - Submission.fixedWidth + 3)" }
        return SQL(
            """
            UPDATE submissions SET (\(columns.joined(separator: ", "))) = (\(places.joined(separator: ", ")))
            WHERE order_id = $1 AND run = $2
            """
        )
    }()
    private static let insertRunTotals = insert(into: "run_totals", RunTotals.columns)
    private static let updateRunTotals: SQL = """
        UPDATE run_totals SET made = $2, open = $3, ended = $4, taken = $5, rejected = $6, undelivered = $7
        WHERE order_id = $1
        """
    private static let insertEvent = insert(into: "order_events", OrderEvent.columns)
    private static let deleteRoutes: SQL = "DELETE FROM service_routes WHERE service_id = $1"
    private static let insertRoute = insert(into: "service_routes", Route.columns)
    private static let insertTransfer = insert(
        into: "transfers",
        "cause_kind, cause_subject, cause_number, source, destination, amount, created_at"
    )

    private static func insert(into table: String, _ columns: String) -> SQL {
        let places = (1...columns.split(separator: ",").count).map { "$\($0)" }.joined(separator: ", ")
        return SQL("INSERT INTO \(table) (\(columns)) VALUES (\(places))")
    }
}

extension Dictionary where Key: Comparable {
    /// The values in the order of their keys: new rows go to the ends of their tables, and every transaction
    /// locks in the same order.
    var inOrder: [Value] {
        sorted { $0.key < $1.key }.map(\.value)
    }
}
