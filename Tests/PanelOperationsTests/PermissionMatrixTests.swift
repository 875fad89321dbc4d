import Foundation
import PanelCore
import PanelOperations
import PanelStore
import PanelTesting
import Testing

/// Every operation of staff, for everybody who can ask for it: who may not is refused, and nothing of it is done.
struct PermissionMatrixTests {
    @Test(arguments: StaffOperation.all)
    func onlyWhoMayIsServed(_ operation: StaffOperation) async throws {
        try await withPanel { panel, open in
            for (who, principal) in Who.all {
                let before = try await panel.store.read(AuditEntries(Part(limit: 1))).rows.first?.number
                let isRefused: Bool
                do {
                    try await operation.ask(StaffOperations(open, by: principal))
                    isRefused = false
                } catch let refusal as StaffRefusal {
                    if case .notAllowed = refusal { isRefused = true } else { isRefused = false }
                } catch is ProviderProblem {
                    isRefused = false
                }
                #expect(isRefused != operation.allowed.contains(who), "\(operation.name) by \(who)")
                guard isRefused else { continue }
                #expect(try await panel.store.read(AuditEntries(Part(limit: 1))).rows.first?.number == before)
            }
        }
    }

    private func withPanel(
        _ body: @escaping @Sendable (PanelFixture, OpenPanel) async throws -> Void
    ) async throws {
        try await FulfilmentFixture.with { fixture in
            let panel = fixture.panel
            let alice = try await panel.account(balance: "1000")
            let service = try await panel.service()
            for _ in 0..<8 { _ = try await panel.place(service, for: alice) }
            try await body(panel, fixture.open())
        }
    }
}

/// Everybody who can ask for something.
enum Who: CaseIterable {
    case customer
    case support
    case manager
    case owner
    case machine
    /// A token that lets its holder do nothing.
    case token

    static let all: [(Who, Principal)] = allCases.map { who in
        let identity: Principal.Identity =
            switch who {
            case .customer: .customer(AccountName(unchecked: "alice"))
            case .support: .staff(AccountName(unchecked: "sue"), .support)
            case .manager: .staff(AccountName(unchecked: "max"), .manager)
            case .owner: .staff(AccountName(unchecked: "olga"), .owner)
            case .machine: .machine(user: "root")
            case .token: .token(name: "empty", [])
            }
        return (who, Principal(identity, from: .command))
    }

    static let helpers: Set<Who> = [.support, .manager, .owner, .machine]
    static let managers: Set<Who> = [.manager, .owner, .machine]
    static let owners: Set<Who> = [.owner, .machine]
}

/// One operation, and who may have it done.
struct StaffOperation: Sendable, CustomTestStringConvertible {
    let name: String
    let allowed: Set<Who>
    let ask: @Sendable (StaffOperations) async throws -> Void

    var testDescription: String { name }

    init(_ name: String, _ allowed: Set<Who>, _ ask: @escaping @Sendable (StaffOperations) async throws -> Void) {
        self.name = name
        self.allowed = allowed
        self.ask = ask
    }

    static let all = accounts + people + catalogue + orders + providers + panel

    private static let part = Part(limit: 10)
    private static let alice = AccountName(unchecked: "alice")
    private static let service = ServiceID(rawValue: 1)
    private static let order = OrderID(rawValue: 1)

    /// A name that was not used before.
    private static func newName() -> AccountName {
        AccountName(unchecked: "n" + UUID().uuidString)
    }

    private static let accounts = [
        StaffOperation("accounts", Who.helpers) { _ = try await $0.accounts(part) },
        StaffOperation("accountsByLastOrder", Who.helpers) { _ = try await $0.accountsByLastOrder(part) },
        StaffOperation("orderCounts", Who.helpers) { _ = try await $0.orderCounts(of: AccountID(rawValue: 1)) },
        StaffOperation("statement", Who.helpers) { _ = try await $0.statement(of: alice, part) },
        StaffOperation("account", Who.helpers) { _ = try await $0.account(named: alice) },
        StaffOperation("createAccount", Who.managers) { _ = try await $0.createAccount(NewAccount(name: newName())) },
        StaffOperation("createAccount of staff", Who.owners) {
            _ = try await $0.createAccount(NewAccount(name: newName(), role: .support))
        },
        StaffOperation("suspendAccount", Who.managers) { _ = try await $0.suspendAccount(named: alice) },
        StaffOperation("resumeAccount", Who.managers) { _ = try await $0.resumeAccount(named: alice) },
        StaffOperation("rotateKey", Who.managers) { _ = try await $0.rotateKey(of: alice) },
        StaffOperation("setRate", Who.managers) { try await $0.setRate(.of("1"), of: service, for: alice) },
        StaffOperation("credit", Who.managers) {
            _ = try await $0.credit(alice, .of("1"), reference: UUID().uuidString, note: "")
        },
    ]

    private static let people = [
        StaffOperation("createAccount with a password", Who.managers) {
            _ = try await $0.createAccount(NewAccount(name: newName(), password: "a good password"))
        },
        StaffOperation("setPassword", Who.managers) { _ = try await $0.setPassword("a good password", of: alice) },
        StaffOperation("makeResetLink", Who.managers) { _ = try await $0.makeResetLink(for: alice) },
        StaffOperation("sessions", Who.helpers) { _ = try await $0.sessions(of: alice, part) },
        StaffOperation("endSessions", Who.managers) { _ = try await $0.endSessions(of: alice) },
        StaffOperation("resetSecondFactor", Who.managers) { _ = try await $0.resetSecondFactor(of: alice) },
        StaffOperation("invitations", Who.helpers) { _ = try await $0.invitations(part) },
        StaffOperation("createInvitation", Who.managers) { _ = try await $0.createInvitation(note: "") },
        StaffOperation("endInvitation", Who.managers) {
            _ = try await $0.endInvitation(InvitationID(rawValue: 1))
        },
    ]

    private static let catalogue = [
        StaffOperation("services", Who.helpers) { _ = try await $0.services(part) },
        StaffOperation("providerNames", Who.helpers) { _ = try await $0.providerNames() },
        StaffOperation("importServices", Who.managers) {
            let imported = ImportedService(.sample(2), saysEnabled: true, saysSubscriptionRate: true, routes: [])
            _ = try await $0.importServices([imported])
        },
        StaffOperation("setEnabled", Who.managers) { _ = try await $0.setEnabled(false, service: service) },
        StaffOperation("linkRules", Who.helpers) { _ = try await $0.linkRules(part) },
        StaffOperation("addLinkRule", Who.managers) { _ = try await $0.addLinkRule("bad.example") },
        StaffOperation("removeLinkRule", Who.managers) {
            _ = try await $0.removeLinkRule(LinkRuleID(rawValue: 1))
        },
    ]

    private static let orders = [
        StaffOperation("orders", Who.helpers) { _ = try await $0.orders(OrderSearch(), part) },
        StaffOperation("orders by link", Who.helpers) {
            _ = try await $0.orders(OrderSearch(link: ("https://example.com", .exact)), part)
        },
        StaffOperation("orders by upstream id", Who.helpers) {
            _ = try await $0.orders(OrderSearch(upstreamID: UpstreamID(unchecked: "1")), part)
        },
        StaffOperation("order", Who.helpers) { _ = try await $0.order(order) },
        StaffOperation("waitingWork", Who.helpers) { _ = try await $0.waitingWork(part) },
        StaffOperation("orphans", Who.helpers) { _ = try await $0.orphans(part) },
        StaffOperation("updateOrder", Who.managers) { try await $0.updateOrder(order, OrderChange(startCount: 7)) },
        StaffOperation("updateOrder to canceled", Who.helpers) {
            try await $0.updateOrder(order, OrderChange(status: .canceled))
        },
        StaffOperation("resolveOrder", Who.managers) {
            try await $0.resolveOrder(order, run: nil, .resubmit, note: "why")
        },
        StaffOperation("refills", Who.helpers) { _ = try await $0.refills(part) },
        StaffOperation("updateRefill", Who.helpers) {
            _ = try await $0.updateRefill(RefillID(rawValue: 1), to: .completed)
        },
        StaffOperation("resolveRefill", Who.helpers) {
            _ = try await $0.resolveRefill(RefillID(rawValue: 1), .resubmit, note: "why")
        },
    ]

    private static let providers = [
        StaffOperation("providers", Who.managers) { _ = try await $0.providers(part) },
        StaffOperation("provider", Who.managers) { _ = try await $0.provider(named: "north") },
        StaffOperation("addProvider", Who.managers) {
            let name = ProviderName(unchecked: "p" + UUID().uuidString)
            let url = "http://127.0.0.1:9/api/v2"
            let terms = ProviderTerms(allowsPrivateAddress: true)
            _ = try await $0.addProvider(NewProvider(name: name, url: url, key: "k", terms: terms))
        },
        StaffOperation("changeProvider", Who.managers) { _ = try await $0.changeProvider(named: "north", .pause) },
        StaffOperation("testProvider", Who.managers) { _ = try await $0.testProvider(named: "north") },
        StaffOperation("importCatalogue", Who.managers) {
            let wish = CatalogueImport(
                creation: .init(markup: 0, category: nil),
                allowsEmpty: false,
                isRehearsal: true
            )
            _ = try await $0.importCatalogue(ofProvider: "north", wish)
        },
    ]

    private static let panel = [
        StaffOperation("checkBooks", Who.managers) { _ = try await $0.checkBooks() },
        StaffOperation("backUp", Who.owners) { staff in
            let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
            _ = try await staff.backUp(to: file)
            try FileManager.default.removeItem(atPath: file)
        },
        StaffOperation("settings", Who.managers) { _ = try await $0.settings() },
        StaffOperation("changeSetting", Who.owners) { _ = try await $0.changeSetting(.accountLanguage, to: "en") },
        StaffOperation("audit", Who.managers) { _ = try await $0.audit(part) },
        StaffOperation("transfersByDay", Who.managers) { _ = try await $0.transfersByDay(from: nil, to: nil) },
    ]
}
