import PanelCore
import PanelStore
import PanelTesting

/// One question of each kind, or several where they are answered in different ways. A query that is not here fails
/// ``QueryTests``.
enum QuerySamples {
    static let all: [any Query] = accounts + people + orders + money + attention + catalogue + offers

    /// Those of what one customer ordered, wherever it stands.
    static let ofOneAccount: [any Query] = [
        FilteredOrders(.all, of: alice, part), FilteredOrders(OrderCriteria(status: .pending), of: alice, part),
        FilteredOrders(OrderCriteria(text: "https://example.com/p/1"), of: alice, part), OrdersOfAccount(alice, part),
        OrdersOfAccount(alice, status: .pending, part), OrderCounts(of: alice), Statement(of: alice, part),
        StatementOfSpan(of: alice, in: march, part), StatementInOrder(of: alice, in: nil, part),
    ]

    private static let part = Part(limit: 2)
    private static let alice = AccountID(rawValue: 1)

    private static func part(after text: String) -> Part { Part(limit: 2, after: Cursor(text)) }

    private static let accounts: [any Query] = [
        Accounts(part), AccountsByName(beginningWith: "a", part),
        AccountsByName(beginningWith: "a", part(after: "n.616c696365")), AccountsByLastOrder(part),
    ]

    private static let people: [any Query] = [
        SessionOfToken(token), SessionsOfAccount(alice, part), SessionsOfAccount(alice, part(after: "s.1.3030")),
        CredentialsOfName(AccountName(unchecked: "alice")), LinkOfToken(token), HasOwner(),
        InvitationSought(.token(token)), InvitationSought(.id(InvitationID(rawValue: 1))), Invitations(part),
        EndedSessions(unusedSince: Timestamp(milliseconds: 1), now: Timestamp(milliseconds: 2), most: 2),
    ]

    private static let token = TokenDigest(bytes: [1])

    private static let period = OrderCriteria.Period(
        from: Timestamp(milliseconds: 1),
        before: Timestamp(milliseconds: 1_900_000_000_000)
    )

    private static let orders: [any Query] =
        [
            Orders(part), OrdersOfAccount(alice, part), OrdersOfAccount(alice, part(after: "c.2")),
            OrderCounts(of: alice), OrdersByUpstreamID(UpstreamID(unchecked: "9001"), part),
            OrdersByLink("https://example.com/p/1", .exact, part),
            OrdersByLink("https://example.com/p/1", .sameTarget, of: alice, part),
            FilteredOrders(.all, of: alice, part), FilteredOrders(.all, of: alice, part(after: "f.2")),
            FilteredOrders(OrderCriteria(service: ServiceID(rawValue: 1)), in: period, of: alice, part),
            FilteredOrders(OrderCriteria(status: .pending), in: period, of: alice, part),
            FilteredOrders(OrderCriteria(text: "https://example.com/p/1"), of: alice, part),
            FilteredOrders(OrderCriteria(text: "1"), of: alice, part),
            OrdersByID([OrderID(rawValue: 1)], of: alice), RefillsOfOrders([OrderID(rawValue: 1)]),
            OrdersWithOpenRefill([OrderID(rawValue: 1)]),
        ]
        + OrderStatus.allCases.flatMap { status -> [any Query] in
            [Orders(status: status, part), OrdersOfAccount(alice, status: status, part)]
        }

    private static let money: [any Query] = [
        Statement(of: alice, part), TransfersByDay(0...100_000), StatementOfSpan(of: alice, in: march, part),
        StatementOfSpan(of: alice, in: march, part(after: "m.3")), StatementInOrder(of: alice, in: march, part),
        StatementInOrder(of: alice, in: nil, part(after: "f.1")), Deposits(of: alice, part),
        Deposits(of: alice, part(after: "d.2")),
    ]

    private static let march = PanelFixture.noon.adding(days: -1)..<PanelFixture.noon.adding(days: 30)

    private static let catalogue: [any Query] = [
        Services(part), Services(part(after: "v.1.1.1")), LinkRules(part), Providers(part), ProviderNamed("upstream"),
        OpenSubmissions(of: [ProviderID(rawValue: 1)]),
    ]

    private static let offers: [any Query] = [
        FavouritesOfAccount(alice), NewsOfServices(since: Timestamp(milliseconds: 0), part),
        NewsOfServices(since: Timestamp(milliseconds: 0), part(after: "w.3.1")),
        OldNews(before: .distantFuture, most: 2), UsualTimesOfServices(),
        CompletedOrders(until: .distantFuture, most: 2),
    ]

    private static let attention: [any Query] = [
        Refills(part), Refills(status: .rejected, part), RefillByID(RefillID(rawValue: 1)),
        SubmissionsNeedingAttention(part), RefillsNeedingAttention(part), NeedingAttention(part),
        Orphans(part),
        AuditEntries(part), AuditEntries(by: AuditActorName("machine:root"), part),
        AuditEntries(about: AuditSubject(.service, 1), part),
        AuditEntries(by: AuditActorName("root"), about: AuditSubject(.service, 1), part),
    ]
}
