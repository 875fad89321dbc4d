import PanelCore
import PanelStore
import Testing

// What staff did. Every other scenario writes into the audit too, and the doctor proves it after each.
extension StoreConformance {
    static let audit: [StoreScenario] = [
        StoreScenario("an entry of the audit survives with all that it says", entriesSurvive),
        StoreScenario("entries are numbered without gaps, however many write at once", numbersHaveNoGaps),
        StoreScenario("the audit is listed by who, by what, and page by page", auditIsListed),
        StoreScenario("what is refused is not in the audit", refusalsLeaveNothing),
    ]

    private static func entriesSurvive(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        let name = "Nguyễn\u{301} 👍 \"x\"=\\ty"
        let principal = Principal(.staff(AccountName(unchecked: "bob"), .owner), from: .init("203.0.113.7"))
        var service = Service.sample(1)
        service.name = name
        try await panel.perform(Audited(ImportServices([service]), by: principal, at: PanelFixture.noon))
        let credit = panel.crediting(alice, "5", reference: "r", note: "first\nsecond")
        try await panel.perform(Audited(credit, by: .job("payments"), at: PanelFixture.noon.adding(hours: 1)))

        let entries = try await panel.store.read(AuditEntries(Part(limit: 10))).rows
        #expect(entries.map(\.number) == [3, 2, 1])
        let (credited, imported) = (entries[0], entries[1])
        #expect(credited.at == PanelFixture.noon.adding(hours: 1))
        #expect(credited.action == "book_credit")
        #expect(credited.actorKind == .job)
        #expect(credited.about == AuditSubject(.account, alice.id))
        #expect(credited.content?.actor == "payments")
        #expect(credited.content?.origin == .server)
        #expect(credited.content?.before == nil)
        #expect(credited.content?.after?.entries.map(\.value) == ["5", "r"])
        #expect(credited.content?.note == KeptText("first\nsecond"))
        #expect(imported.actorKind == .staff)
        #expect(imported.content?.origin.description == "203.0.113.7")
        #expect(imported.content?.after?.entries.first { $0.name == "name" }?.value == name)
        #expect(imported.content?.note == nil)
    }

    private static func numbersHaveNoGaps(_ panel: PanelFixture) async throws {
        let alice = try await panel.account()
        _ = try await simultaneously(40) { number in
            try await panel.perform(panel.crediting(alice, "1", reference: "r\(number % 30)"))
        }
        let entries = try await panel.store.read(AuditEntries(Part(limit: 100))).rows
        #expect(entries.map(\.number) == Array((1...31).reversed()))
        #expect(try await panel.balance(alice) == .of("30"))
    }

    private static func auditIsListed(_ panel: PanelFixture) async throws {
        let service = try await panel.service()
        let other = try await panel.service(2)
        func change(_ service: ServiceID, _ isEnabled: Bool, by identity: Principal.Identity) async throws {
            let command = SetServiceEnabled(id: service, isEnabled: isEnabled)
            let principal = Principal(identity, from: .socket)
            try await panel.perform(Audited(command, by: principal, at: PanelFixture.noon))
        }
        try await change(service, false, by: .machine(user: "ann"))
        try await change(other, false, by: .job("ann"))
        try await change(service, true, by: .machine(user: "bob"))

        func numbers(
            by name: String? = nil,
            about subject: AuditSubject? = nil,
            limit: Int = 10,
            after cursor: String? = nil
        ) async throws -> [Int64] {
            let part = Part(limit: limit, after: cursor.map { Cursor($0) })
            let query = AuditEntries(by: name.map { AuditActorName($0) }, about: subject, part)
            return try await panel.store.read(query).rows.map(\.number)
        }
        let subject = AuditSubject(.service, service)
        #expect(try await numbers() == [5, 4, 3, 2, 1])
        #expect(try await numbers(by: "ann") == [4, 3])
        #expect(try await numbers(by: "machine:ann") == [3])
        #expect(try await numbers(by: "nobody") == [])
        #expect(try await numbers(about: subject) == [5, 3, 1])
        #expect(try await numbers(by: "ann", about: subject) == [3])
        #expect(try await numbers(limit: 2) == [5, 4])
        #expect(try await numbers(limit: 2, after: "4") == [3, 2])
        await #expect(throws: BadCursor.self) { try await numbers(after: "x") }
        let page = try await panel.store.read(AuditEntries(Part(limit: 4)))
        #expect(page.next == Cursor("2"))
        #expect(try await panel.store.read(AuditEntries(Part(limit: 4, after: page.next))).next == nil)
    }

    private static func refusalsLeaveNothing(_ panel: PanelFixture) async throws {
        let service = try await panel.service()
        let support = Principal(.staff(AccountName(unchecked: "sue"), .support), from: .command)
        let disable = SetServiceEnabled(id: service, isEnabled: false)
        #expect(
            try await panel.refusal(of: Audited(disable, by: support, at: PanelFixture.noon))
                == .notAllowed(.manageCatalogue)
        )
        #expect(try await panel.refusal(of: SetServiceEnabled(id: ServiceID(rawValue: 9), isEnabled: false)) != nil)
        #expect(try await panel.store.catalogue().services.map(\.isEnabled) == [true])
        #expect(try await panel.store.read(AuditEntries(Part(limit: 10))).rows.map(\.number) == [1])
    }
}
