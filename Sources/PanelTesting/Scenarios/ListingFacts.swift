import PanelCore
import PanelStore
import Testing

/// Compares what queries answer with what is found by looking at one order after the other.
struct ListingFacts {
    let panel: PanelFixture
    let accounts: [Account]

    init(_ panel: PanelFixture, accounts: [Account]) {
        self.panel = panel
        self.accounts = accounts
    }

    func check(_ moment: Comment) async throws {
        let orders = try await orders()
        try await checkOrders(orders, moment)
        try await checkLinks(orders, moment)
        try await checkSearches(orders, moment)
        try await checkStatements(orders, moment)
        try await checkDays(orders, moment)
    }

    /// All orders, the newest first.
    private func orders() async throws -> [Order] {
        let all = try await panel.store.rows(of: Orders(Part(limit: 1000))).map(\.order)
        for order in all { #expect(try await panel.order(order.id).order == order) }
        return all
    }

    private func checkOrders(_ orders: [Order], _ moment: Comment) async throws {
        for limit in [1, 4, 100] {
            for status in OrderStatus.allCases {
                let listed = try await pages(of: Orders(status: status, Part(limit: limit)), on: panel).map(\.order)
                #expect(listed == orders.filter { $0.status == status }, moment)
            }
            for account in accounts {
                let own = orders.filter { $0.account == account.id }
                let all = try await pages(of: OrdersOfAccount(account.id, Part(limit: limit)), on: panel)
                #expect(all.map(\.order) == own, moment)
                #expect(all.allSatisfy { $0.accountName == account.name && !$0.serviceName.isEmpty })
                for status in OrderStatus.allCases {
                    let query = OrdersOfAccount(account.id, status: status, Part(limit: limit))
                    let some = try await pages(of: query, on: panel).map(\.order)
                    #expect(some == own.filter { $0.status == status }, moment)
                }
                let counts = Dictionary(grouping: own, by: \.status).mapValues { Int64($0.count) }
                #expect(try await panel.store.read(OrderCounts(of: account.id)) == counts, moment)
            }
        }
        for order in orders {
            for submission in try await panel.store.submissions(of: order.id) {
                guard let id = submission.upstreamID else { continue }
                let found = try await panel.store.read(OrdersByUpstreamID(id, Part(limit: 1))).rows
                #expect(found.map(\.submission) == [submission.key] && found.map(\.record.order) == [order], moment)
            }
        }
        let nothing = OrdersByUpstreamID(UpstreamID(unchecked: "nothing"), Part(limit: 1))
        #expect(try await panel.store.read(nothing).rows.isEmpty)
    }

    private func checkLinks(_ orders: [Order], _ moment: Comment) async throws {
        for link in Set(orders.map(\.link)).union(["https://example.com/none"]) {
            for account in [nil] + accounts.map(Optional.some) {
                let own = orders.filter { account == nil || $0.account == account?.id }
                for limit in [1, 4, 100] {
                    let part = Part(limit: limit)
                    let exact = OrdersByLink(link, .exact, of: account?.id, part)
                    #expect(
                        try await pages(of: exact, on: panel).map(\.order) == own.filter { $0.link == link },
                        moment
                    )
                    let same = OrdersByLink(link, .sameTarget, of: account?.id, part)
                    let target = LinkTarget.text(of: link)
                    let expected = own.filter { LinkTarget.text(of: $0.link) == target }
                    #expect(try await pages(of: same, on: panel).map(\.order) == expected, moment)
                }
            }
        }
    }

    private func checkStatements(_ orders: [Order], _ moment: Comment) async throws {
        for account in accounts {
            var causes: Set<Cause> = []
            for order in orders where order.account == account.id {
                if order.charge > .zero { causes.insert(.orderCharge(order.id)) }
                causes.formUnion(try await panel.store.refunds(of: order).map(\.cause))
            }
            let rows = try await pages(of: Statement(of: account.id, Part(limit: 3)), on: panel)
            #expect(rows == (try await pages(of: Statement(of: account.id, Part(limit: 100)), on: panel)), moment)
            #expect(rows.first?.balance == (try await panel.balance(account)), moment)
            for (later, earlier) in zip(rows, rows.dropFirst().map(Optional.some) + [nil]) {
                #expect(later.balance.subtracting(later.amount) == (earlier?.balance ?? .zero), moment)
            }
            let listed = rows.map(\.cause)
            #expect(Set(listed).count == listed.count && causes.isSubset(of: listed), moment)
            try await checkSpans(rows, of: account, moment)
            for case .credit(let id) in Set(listed).subtracting(causes) { #expect(id.rawValue > 0) }
            #expect(Set(listed).subtracting(causes).allSatisfy { $0.key.kind == Cause.creditKind }, moment)
        }
    }

    /// - Parameter rows: The account's statement.
    private func checkSpans(_ rows: [Statement.Row], of account: Account, _ moment: Comment) async throws {
        let hours: [Int64] = [-9, 0, 3, 7, 8, 9, 24, 28, 49, 60]
        let edges =
            [Timestamp(milliseconds: .min)] + hours.map { Timestamp.noon(plusHours: $0) } + [.distantFuture]
        for limit in [1, 4, 100] {
            var (closing, found, inOrder) = (Money.zero, [Statement.Row](), [Statement.Row]())
            for span in zip(edges, edges.dropFirst()).map({ (from, to) in from..<to }) {
                let (answer, entries) = try await entries(of: account, in: span, limit: limit)
                #expect(answer.opening == closing && answer.count == entries.count, moment)
                #expect(answer.closing == entries.first?.row.balance ?? answer.opening, moment)
                #expect(answer.begins == rows.last?.at && answer.ends == rows.first?.at, moment)
                #expect(entries.allSatisfy { $0.order?.order.account ?? account.id == account.id }, moment)
                for kind in TransferKind.allCases {
                    let sum = entries.filter { $0.kind == kind }.reduce(Money.zero) { $0.adding($1.row.amount)! }
                    #expect(answer.sums?[kind] ?? .zero == sum, moment)
                }
                closing = answer.closing
                found = entries.map(\.row) + found
                inOrder += try await self.inOrder(account, span, limit)
            }
            #expect(found == rows && inOrder == rows.reversed(), moment)
            #expect(closing == (try await panel.balance(account)), moment)
            #expect(try await self.inOrder(account, nil, limit) == rows.reversed(), moment)
        }
        let isInOrder = zip(rows, rows.dropFirst()).allSatisfy { $0.at >= $1.at }
        for span in zip(edges, edges.dropFirst()).map({ (from, to) in from..<to }) where isInOrder {
            let entries = try await entries(of: account, in: span, limit: 100).entries
            #expect(entries.map(\.row) == rows.filter { span.contains($0.at) }, moment)
        }
        let deposits = rows.filter { TransferKind($0.cause, isAddition: $0.amount > .zero) == .deposit }
        let listed = try await pages(of: Deposits(of: account.id, Part(limit: 2)), on: panel)
        #expect(Set(listed.map { Cause.credit($0.id) }) == Set(deposits.map(\.cause)), moment)
        #expect(listed.map(\.id) == listed.map(\.id).sorted(by: >) && listed.count == deposits.count, moment)
    }

    /// All entries of a span, and the answer for its first page.
    private func entries(
        of account: Account,
        in span: Range<Timestamp>,
        limit: Int
    ) async throws -> (first: StatementOfSpan.Answer, entries: [StatementEntry]) {
        func read(_ cursor: Cursor?) async throws -> StatementOfSpan.Answer {
            try await panel.store.read(StatementOfSpan(of: account.id, in: span, Part(limit: limit, after: cursor)))
        }
        let first = try await read(nil)
        var (page, entries) = (first, first.entries)
        while let next = page.next {
            page = try await read(next)
            #expect(page.opening == first.opening && page.closing == first.closing && page.count == first.count)
            #expect((1...limit).contains(page.entries.count))
            entries += page.entries
        }
        return (first, entries)
    }

    private func inOrder(_ account: Account, _ span: Range<Timestamp>?, _ limit: Int) async throws -> [Statement.Row] {
        var (cursor, rows): (Cursor?, [Statement.Row]) = (nil, [])
        repeat {
            let part = Part(limit: limit, after: cursor)
            let page = try await panel.store.read(StatementInOrder(of: account.id, in: span, part))
            rows += page.entries.map(\.row)
            cursor = page.next
        } while cursor != nil
        return rows
    }

    private func checkDays(_ orders: [Order], _ moment: Comment) async throws {
        let days = try await panel.store.read(TransfersByDay(20_000...21_000))
        #expect(
            days.map { [$0.day, $0.kind.rawValue] } == days.map { [$0.day, $0.kind.rawValue] }.sorted(by: precedes)
        )
        var expected: [[Int64]: Int128] = [:]
        for order in orders {
            add(order.charge, .charge, order.createdAt, to: &expected)
            for refund in try await panel.store.refunds(of: order) {
                add(refund.amount, .refund, refund.at, to: &expected)
            }
        }
        let found = days.filter { [.charge, .refund].contains($0.kind) }
        #expect(found.count == expected.count, moment)
        for row in found { #expect(expected[[row.day, row.kind.rawValue]] == row.micros && row.count > 0, moment) }
        for kind in TransferKind.allCases where [.deposit, .correction, .cost].contains(kind) {
            let rows = days.filter { $0.kind == kind }
            #expect(rows.allSatisfy { $0.micros > 0 && $0.count > 0 }, moment)
            guard let row = rows.first else { continue }
            #expect(try await panel.store.read(TransfersByDay(row.day...row.day)).contains(row), moment)
        }
    }

    private func add(_ amount: Money, _ kind: TransferKind, _ at: Timestamp, to sums: inout [[Int64]: Int128]) {
        guard amount > .zero else { return }
        sums[[at.milliseconds / Timestamp.millisecondsPerDay, kind.rawValue], default: 0] += Int128(amount.micros)
    }

    private func precedes(_ left: [Int64], _ right: [Int64]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
