import PanelCore
import Testing

/// What commands of staff leave in the audit, and who may have them carried out.
struct AuditTests {
    private let store = MemoryStore(orders: [.sample(1)])
    private let name = AccountName(unchecked: "alice")

    private func audit<C: StaffCommand>(
        _ command: C,
        by principal: Principal = .tester
    ) -> (Result<C.Outcome, StaffRefusal>, [AuditEntry]) {
        let result = store.run(Audited(command, by: principal, at: noon))
        return (result, store.changes.audit)
    }

    @Test func anEntrySaysWhoDidWhatToWhatAndWhatChanged() throws {
        let (_, entries) = audit(ChangeAccount(name: name, change: .suspend))
        let entry = try #require(entries.first)
        #expect(entries.count == 1)
        #expect(entry.at == noon)
        #expect(entry.by.description == "machine:tester")
        #expect(entry.by.origin == .command)
        #expect(entry.action == "suspend_account")
        #expect(entry.about == AuditSubject(.account, alice))
        #expect(entry.before?.text == "suspended=false")
        #expect(entry.after?.text == "suspended=true")
        #expect(entry.note == nil)
    }

    @Test func whatIsNewHasNothingBeforeAndWhatIsGoneNothingAfter() throws {
        let made = try #require(audit(AddLinkRule(text: "bad.example")).1.first)
        #expect(made.before == nil)
        #expect(made.after?.text == "text=bad.example")
        let gone = try #require(audit(RemoveLinkRule(id: LinkRuleID(rawValue: 1))).1.first)
        #expect(gone.before?.text == "text=bad.example")
        #expect(gone.after == nil)
        #expect(gone.about == made.about)
    }

    @Test func whatChangesNothingLeavesNoEntry() {
        #expect(audit(ChangeAccount(name: name, change: .resume)).1.isEmpty)
        let credit = CreditAccount(name: name, account: alice, amount: money("5"), reference: "r", note: "n", now: noon)
        #expect(audit(credit).1.count == 1)
        #expect(audit(credit).1.isEmpty)
        #expect(audit(ChangeAccount(name: AccountName(unchecked: "nobody"), change: .suspend)).1.isEmpty)
    }

    @Test func aNoteGoesWithIt() throws {
        let credit = CreditAccount(name: name, account: alice, amount: money("5"), reference: "r", note: "n", now: noon)
        let entry = try #require(audit(credit).1.first)
        #expect(entry.about == AuditSubject(.account, alice))
        #expect(entry.after?.text == "amount=5\treference=r")
        #expect(entry.note == KeptText("n"))
    }

    @Test func eachThingThatChangedHasAnEntry() {
        let entries = audit(ImportServices([.sample(), .sample(2), .sample(3)])).1
        #expect(entries.map(\.about) == [AuditSubject(.service, 2), AuditSubject(.service, 3)])
        #expect(entries.allSatisfy { $0.action == "import_services" })
    }

    @Test func anOrderThatIsEndedSaysWhatItGaveBack() throws {
        let change = OrderChange(status: .canceled)
        let entry = try #require(audit(UpdateOrder(id: order(1), account: alice, change: change, now: noon)).1.first)
        #expect(entry.about == AuditSubject(.order, order(1)))
        #expect(entry.before?.entries.map(\.name) == ["status", "refunded"])
        #expect(entry.after?.entries.first?.value == "canceled")
    }

    @Test func noKeyIsKept() throws {
        let digest = KeyDigest(bytes: Array(100..<132))
        let entry = try #require(audit(ChangeAccount(name: name, change: .replaceKey(digest))).1.first)
        #expect(entry.after?.text == "key=64656667")
    }

    @Test func whoMayNotIsRefusedAndNothingIsDone() {
        for principal in [Principal.support, .customer, .token([.viewOrders])] {
            let (result, entries) = audit(ChangeAccount(name: name, change: .suspend), by: principal)
            #expect(result == .failure(.notAllowed(.manageCustomers)))
            #expect(entries.isEmpty)
            #expect(store.changedNothing)
        }
        #expect(throws: Never.self) { try audit(ChangeAccount(name: name, change: .suspend), by: .manager).0.get() }
    }

    @Test func whoIsAmongTheStaffIsChangedByWhoManagesThem() throws {
        let boss = AccountName(unchecked: "boss")
        let create = CreateAccount(
            name: boss,
            role: .owner,
            profile: .seed,
            language: .english,
            discount: .none,
            keyDigest: KeyDigest(bytes: [3]),
            now: noon
        )
        #expect(audit(create, by: .manager).0 == .failure(.notAllowed(.manageStaff)))
        _ = try audit(create, by: .owner).0.get()
        let rotate = ChangeAccount(name: boss, change: .replaceKey(KeyDigest(bytes: [4])))
        #expect(audit(rotate, by: .manager).0 == .failure(.notAllowed(.manageStaff)))
        _ = try audit(rotate, by: .owner).0.get()
    }

    @Test func supportMayCancelAnOrderAndNotSettleIt() throws {
        func update(_ change: OrderChange) -> UpdateOrder {
            UpdateOrder(id: order(1), account: alice, change: change, now: noon)
        }
        #expect(audit(update(OrderChange(status: .completed)), by: .support).0 == .failure(.notAllowed(.updateOrders)))
        #expect(
            audit(update(OrderChange(status: .canceled, remains: 1)), by: .support).0
                == .failure(.notAllowed(.updateOrders))
        )
        _ = try audit(update(OrderChange(status: .canceled)), by: .support).0.get()
    }
}

/// Roles and what each may do.
struct PermissionTests {
    private static let ofSupport: Set<Permission> = [
        .viewOrders, .viewCustomers, .viewCatalogue, .cancelOrders, .handleRefills,
    ]
    private static let ofOwnerAlone: Set<Permission> = [.manageSettings, .manageStaff, .backUp]

    @Test(arguments: Permission.allCases)
    func whoMay(_ permission: Permission) {
        #expect(!Principal.customer.may(permission))
        #expect(Principal.support.may(permission) == PermissionTests.ofSupport.contains(permission))
        #expect(Principal.manager.may(permission) == !PermissionTests.ofOwnerAlone.contains(permission))
        #expect(Principal.owner.may(permission))
        #expect(Principal.tester.may(permission))
        #expect(Principal.job("work").may(permission))
        #expect(Principal.token([permission]).may(permission))
        #expect(!Principal.token(Set(Permission.allCases).subtracting([permission])).may(permission))
    }
}

/// What is kept of records.
struct AuditedFactTests {
    /// Fields that no command of staff changes, or that say nothing by themselves.
    private static let leftOut: [String: Set<String>] = [
        "Account": ["id", "createdAt"],
        "Credit": ["id", "account", "note", "at"],
        "LinkRule": ["id"],
        "OwnRate": ["key"],
        "Provider": ["id", "sealedKey", "createdAt"],
        "Refill": ["id", "order", "account", "createdAt", "updatedAt"],
        "Service": ["id"],
    ]

    private let samples: [any AuditedRecord] = [
        Account.sample(alice, name: "alice"),
        Credit(id: CreditID(rawValue: 1), reference: "r", account: alice, amount: money("1"), note: "", at: noon),
        LinkRule(id: LinkRuleID(rawValue: 1), text: "t"),
        OwnRate(key: OwnRate.Key(account: alice, service: service(1)), rate: money("1")),
        Service.sample(),
    ]

    @Test func everyFieldThatCanChangeIsAFact() throws {
        for record in samples {
            let left = try #require(AuditedFactTests.leftOut["\(type(of: record))"])
            let fields = Mirror(reflecting: record).children.compactMap(\.label).filter { !left.contains($0) }
            let facts = record.auditFacts
            // What is nil is no fact.
            let absent = Mirror(reflecting: record).children.count { child in
                guard let label = child.label, !left.contains(label) else { return false }
                let value = Mirror(reflecting: child.value)
                return value.displayStyle == .optional && value.children.isEmpty
            }
            #expect(facts.entries.count == fields.count - absent, "\(type(of: record)): \(fields) \(facts.text)")
        }
    }
}

extension Principal {
    static let tester = Principal(.machine(user: "tester"), from: .command)
    static let customer = Principal(.customer(AccountName(unchecked: "alice")), from: .command)
    static let support = staff(.support)
    static let manager = staff(.manager)
    static let owner = staff(.owner)

    private static func staff(_ role: Role) -> Principal {
        Principal(.staff(AccountName(unchecked: role.rawValue), role), from: .command)
    }

    static func token(_ permissions: Set<Permission>) -> Principal {
        Principal(.token(name: "t", permissions), from: .command)
    }
}
