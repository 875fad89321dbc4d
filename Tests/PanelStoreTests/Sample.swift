import Foundation
import GRDB
import PanelCore
import PanelSQLite
import PanelStore
import PanelTesting
import Testing

/// A panel with some of everything.
enum Sample {
    static let service = ServiceID(rawValue: 1)
    static let guarded = ServiceID(rawValue: 2)

    /// Makes accounts 1 and 2, credits 1 to 4, rule 1, refill 1 of order 1, and orders 1 completed, 2 partial,
    /// 3 canceled and 4 pending with a guarded link, all account 1's, and 5, completed, account 2's.
    static func fill(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let bob = try await panel.account("bob", balance: "50")
        try await panel.perform(panel.crediting(alice, "-1", reference: "correction", note: "note"))
        _ = try await panel.service()
        _ = try await panel.service(2) { $0.deniesDuplicates = true }
        try await panel.perform(AddLinkRule(text: "casino"))
        try await panel.perform(SetOwnRate(name: bob.name, account: bob.id, service: service, rate: .of("1.5")))
        for _ in 1...3 { _ = try await panel.place(service, for: alice) }
        try await panel.perform(panel.updating(OrderID(rawValue: 1), of: alice, .completed, startCount: 3))
        try await panel.perform(panel.updating(OrderID(rawValue: 2), of: alice, .partial, remains: 400))
        _ = try await panel.cancel([OrderID(rawValue: 3)], by: alice)
        _ = try await panel.place(guarded, for: alice, requestID: "request")
        let bobs = try await panel.place(guarded, for: bob, link: "https://example.com/bob", requestID: "request")
        try await panel.perform(panel.updating(bobs, of: bob, .completed))
        _ = try await panel.refill(OrderID(rawValue: 1), by: alice).get()
        try await relay(panel, for: bob)
    }

    /// Makes provider 1, service 3 that it delivers, and account 2's orders 6, which the provider has and took money
    /// for, and 7, which is being sent.
    private static func relay(_ panel: PanelFixture, for bob: Account) async throws {
        let provider = try await panel.perform(
            AddProvider(
                name: ProviderName(unchecked: "upstream"),
                url: "https://upstream.example/api/v2",
                sealedKey: SealedText(bytes: [1]),
                terms: ProviderTerms(),
                now: PanelFixture.noon
            )
        )
        let target = Route.Target.provider(provider.id, service: UpstreamID(unchecked: "77"))
        let relayed = try await panel.service(3) { $0.routes = [Route(target: target)] }
        let first = try await panel.place(relayed, for: bob)
        let second = try await panel.place(relayed, for: bob)
        // What comes after it is not listed yet.
        var limits = ListingLimits()
        limits.least = 1
        while try await panel.store.fillListings(limits) {}
        try await panel.perform(panel.crediting(bob, "0.25", reference: "later"))
        for order in [first, second] {
            let submission = try #require(try await panel.store.submissions(of: order).first)
            let claim = ClaimSubmissions.Claim(submission, sent: "service=77", nextKey: .random())
            let lease = PanelFixture.noon.adding(minutes: 1)
            _ = try await panel.perform(
                ClaimSubmissions(provider: provider.id, claims: [claim], lease: lease, now: PanelFixture.noon)
            )
        }
        let key = SubmissionKey(order: first, run: 1)
        let upstream = UpstreamID(unchecked: "9001")
        try await panel.perform(
            RecordAnswer(
                .accepted(upstream),
                to: Attempt(of: key, to: provider.id, number: 1),
                service: relayed,
                nextKey: .random(),
                now: PanelFixture.noon
            )
        )
        let report = UpstreamReport(statusText: "In progress", startCount: 5, remains: 10, charge: .of("0.5"))
        _ = try await panel.perform(
            RecordReports(
                provider: provider.id,
                items: [.init(key: key, upstreamID: upstream, answer: .report(report))],
                now: PanelFixture.noon
            )
        )
    }

    /// Whether what was done once stays done once.
    static func repeatsNothing(in panel: PanelFixture) async throws -> Bool {
        let record = try await panel.store.account(named: AccountName(unchecked: "alice"))
        let alice = try #require(record).account
        let before = try await panel.balance(alice)
        try await panel.perform(panel.crediting(alice, "100", reference: "opening:alice"))
        let request = try await panel.request(guarded, of: alice)
        let outcome = try await panel.perform(panel.placing(request, for: alice, requestID: "request"))
        let duplicate = try await panel.refusal(of: panel.placing(request, for: alice))
        let after = try await panel.balance(alice)
        return outcome.repeatedOrder == OrderID(rawValue: 4) && duplicate == .duplicateLink && before == after
    }
}

/// Changes the database in `directory` behind the panel's back, without the constraints that guard it.
func change(_ directory: String, by sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: directory + "/" + SQLiteEngine.fileName, configuration: configuration)
    try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
        let before = database.totalChangesCount
        try database.execute(sql: sql)
        try #require(database.totalChangesCount > before, "changes nothing: \(sql)")
    }
    try queue.close()
}
