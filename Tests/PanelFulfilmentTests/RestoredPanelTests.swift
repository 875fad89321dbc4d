import NIOCore
import PanelClient
import PanelCore
import PanelFulfilment
import PanelSandbox
import PanelStore
import PanelTesting
import Testing

/// What a panel does that goes on from a copy of its database, on a real store and with providers that answer.
struct RestoredPanelTests {
    private struct Panel: Sendable {
        let work: FulfilmentFixture
        let account: Account

        var fixture: PanelFixture { work.panel }

        /// A provider under `url`, and a service over it that costs it 0.5 for each order.
        func provider(_ name: String, at url: String, takesKeys: Bool) async throws -> (Provider, ServiceID) {
            let provider = try await work.provider(name, at: url, takesKeys: takesKeys)
            return (provider, try await fixture.service(provider.id.rawValue, by: [provider]))
        }

        func restored(firstOrder: Int64 = 1_000_000) async throws -> RestoredReport {
            try await RestoredPanel(work.fulfilment).resolve(
                firstOrder: OrderID(rawValue: firstOrder),
                clockWasSetBack: false
            )
        }
    }

    private func withPanel(_ body: @escaping @Sendable (Panel) async throws -> Void) async throws {
        try await FulfilmentFixture.with(.standing(at: PanelFixture.noon.adding(hours: 1))) { work in
            try await body(Panel(work: work, account: try await work.panel.account(balance: "1000")))
        }
    }

    private func withSandbox(_ orders: Int, _ body: @escaping @Sendable (String) async throws -> Void) async throws {
        var configuration = SandboxProvider.Configuration()
        configuration.port = 0
        configuration.firstOrderID = 5000
        let sandbox = SandboxProvider(configuration: configuration)
        try await sandbox.start()
        do {
            let url = try #require(sandbox.address.map { "http://127.0.0.1:\($0.port ?? 0)/api/v2" })
            let name = "sandbox"
            let client = PanelURL(url).map { PanelClient.Configuration(url: $0, key: name) }
            var settings = try #require(client)
            settings.addressPolicy = .any
            let customer = PanelClient(configuration: settings)
            for number in 0..<orders {
                _ = try await customer.add([
                    ("service", "1"), ("link", "https://example.com/\(number)"), ("quantity", "100"),
                ])
            }
            await customer.shutdown()
            try await body(url)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    @Test func lostOrdersAreFoundByTheirIDsAndAreNeverEvidence() async throws {
        try await withSandbox(5) { url in
            try await withPanel { panel in
                let (provider, service) = try await panel.provider("box", at: url, takesKeys: false)
                let known = try await panel.fixture.place(service, for: panel.account)
                try await panel.fixture.accept(known, as: "5000")
                let waiting = try await panel.fixture.place(service, for: panel.account)
                let report = try await panel.restored()
                #expect(report.resolved == ResolveRestored.Outcome(held: 1))
                let survey = try #require(report.surveys.first)
                #expect(survey.reach == .counted(5001...5198, end: .noneForAWhile))
                #expect(survey.orphans.map(\.upstream.id.description) == ["5001", "5002", "5003", "5004"])
                #expect(survey.orphans.allSatisfy { $0.details.charge != nil && $0.details.status != nil })
                #expect(!survey.isComplete)
                let stored = try await panel.fixture.store.orphans(
                    among: survey.orphans.map(\.upstream.id),
                    of: provider.id
                )
                #expect(stored.count == 4)
                #expect(try await panel.fixture.submission(waiting).state == .held)
                // Once more it comes to the same.
                let again = try await panel.restored()
                #expect(again.resolved == ResolveRestored.Outcome())
                #expect(again.surveys.first?.orphans.count == 4)
            }
        }
    }

    @Test func whatWaitedIsSentAgainWhereKeysAreTaken() async throws {
        try await withSandbox(0) { url in
            try await withPanel { panel in
                let (_, service) = try await panel.provider("box", at: url, takesKeys: true)
                var orders: [OrderID] = []
                for _ in 0..<1200 {
                    orders.append(try await panel.fixture.place(service, for: panel.account, quantity: 10))
                }
                let report = try await panel.restored()
                #expect(report.resolved == ResolveRestored.Outcome(repeated: 1200))
                #expect(report.surveys.map(\.reach) == [.nothing(.noIDs)])
                for order in [orders.first, orders.last] {
                    let submission = try await panel.fixture.submission(try #require(order))
                    #expect(submission.state == .uncertain && submission.idempotencyKey != nil)
                }
            }
        }
    }

    @Test func aListThatReachesBackIsEnough() async throws {
        try await ListingProvider(orders: [10, 11, 900, 5000]).run { url in
            try await withPanel { panel in
                let (provider, service) = try await panel.provider("lister", at: url, takesKeys: true)
                try await panel.fixture.accept(try await panel.fixture.place(service, for: panel.account), as: "11")
                let survey = try #require(try await panel.restored().surveys.first)
                #expect(survey.provider == provider.id && survey.isComplete)
                #expect(survey.reach == .listed(count: 4, isComplete: true))
                #expect(Set(survey.orphans.map(\.upstream.id.description)) == ["10", "900", "5000"])
                let last = try #require(survey.orphans.first { $0.upstream.id.description == "5000" })
                #expect(last.details.link == "https://example.com/5000" && last.details.quantity == 10)
                #expect(last.details.service == "7" && last.details.created == "then")
            }
        }
    }

    @Test func idsCloseTheGapThatAListLeaves() async throws {
        try await ListingProvider(orders: [10, 300, 700, 800, 801], mostListed: 2).run { url in
            try await withPanel { panel in
                let (_, service) = try await panel.provider("lister", at: url, takesKeys: true)
                try await panel.fixture.accept(try await panel.fixture.place(service, for: panel.account), as: "10")
                let survey = try #require(try await panel.restored().surveys.first)
                #expect(survey.reach == .counted(11...799, end: .listBegins) && survey.isComplete)
                #expect(survey.orphans.map(\.upstream.id.description) == ["300", "700", "801", "800"])
            }
        }
    }

    @Test func noMoreThanSoManyIDsAreLookedAt() async throws {
        try await ListingProvider(orders: Set(1...500), mostListed: 0).run { url in
            try await withPanel { panel in
                let (_, service) = try await panel.provider("lister", at: url, takesKeys: true)
                try await panel.fixture.accept(try await panel.fixture.place(service, for: panel.account), as: "100")
                var limits = RestoredPanel.Limits()
                limits.mostIDs = 250
                let restored = RestoredPanel(panel.work.fulfilment, limits: limits)
                let survey = try #require(
                    try await restored.resolve(firstOrder: OrderID(rawValue: 9), clockWasSetBack: false).surveys.first
                )
                #expect(survey.reach == .counted(101...350, end: .limit) && !survey.isComplete)
                #expect(survey.orphans.count == 250)
            }
        }
    }

    @Test func aProviderThatIsAwayIsNamed() async throws {
        try await withPanel { panel in
            let (away, service) = try await panel.provider("away", at: "http://127.0.0.1:1/api/v2", takesKeys: true)
            try await panel.fixture.accept(try await panel.fixture.place(service, for: panel.account), as: "100")
            let survey = try #require(try await panel.restored().surveys.first)
            #expect(survey.name == away.name && survey.orphans.isEmpty && !survey.isComplete)
            guard case .nothing(.problem(.setback(.failed(let failure)))) = survey.reach else {
                Issue.record("\(survey.reach)")
                return
            }
            #expect(failure.kind == .noConnection)
        }
    }
}
