import PanelCore
import Testing

struct AccountTests {
    private let carol = AccountName(unchecked: "carol")
    private let nobody = AccountName(unchecked: "nobody")

    @Test func anAccountIsMadeAsAskedFor() throws {
        let store = MemoryStore()
        let made = try store.run(create(carol)).get()
        let expected = Account(
            id: AccountID(rawValue: 3),
            name: carol,
            role: .support,
            profile: .perfectpanel,
            language: .english,
            discount: Discount(unchecked: 750),
            keyDigest: KeyDigest(bytes: [9]),
            isSuspended: false,
            createdAt: noon
        )
        #expect(made == expected)
        #expect(store.accounts[AccountID(rawValue: 3)] == expected)
        #expect(store.transfers.isEmpty)
    }

    @Test(arguments: [true, false])
    func aNameIsUsedOnce(inOneBatch: Bool) {
        let store = MemoryStore()
        let commands = [create(carol), create(carol), create(AccountName(unchecked: "Carol")), create(carol)]
        let results = inOneBatch ? store.run(commands) : commands.map { store.run($0) }
        #expect(results[1] == .failure(.exists(carol)))
        #expect(results[3] == .failure(.exists(carol)))
        #expect(store.accounts.count == 4)
        #expect(store.accounts[AccountID(rawValue: 4)]?.name.description == "Carol")
        #expect(store.nextIDs[Account.self] == 5)
    }

    @Test func whatIsKnownOfAnAccountChangesStepByStep() throws {
        let store = MemoryStore()
        let name = AccountName(unchecked: "alice")
        let before = try #require(store.accounts[alice])
        #expect(try store.run(ChangeAccount(name: name, change: .suspend)).get().isSuspended)
        _ = store.run(ChangeAccount(name: name, change: .replaceKey(KeyDigest(bytes: [7]))))
        #expect(store.accounts[alice]?.isSuspended == true)
        #expect(store.accounts[alice]?.keyDigest == KeyDigest(bytes: [7]))
        _ = store.run(
            ChangeAccount(name: name, change: .resume),
            ChangeAccount(name: name, change: .replaceKey(before.keyDigest))
        )
        #expect(store.accounts[alice] == before)
    }

    @Test func anAccountOfTheSameBatchCanBeChanged() {
        let store = MemoryStore()
        _ = store.run(create(carol), ChangeAccount(name: carol, change: .suspend))
        #expect(store.changes[Account.self].inserted[AccountID(rawValue: 3)]?.isSuspended == true)
        #expect(store.changes[Account.self].updated.isEmpty)
    }

    @Test func anOwnRateIsAgreedAndTakenBack() throws {
        let store = MemoryStore()
        let name = AccountName(unchecked: "alice")
        _ = store.run(SetOwnRate(name: name, account: alice, service: service(1), rate: money("1")))
        #expect(try store.place().request.charge == money("0.1"))
        #expect(try store.place(by: bob).request.charge == money("0.25"))
        _ = store.run(SetOwnRate(name: name, account: alice, service: service(1), rate: .zero))
        #expect(try store.place().request.charge == .zero)
        _ = store.run(SetOwnRate(name: name, account: alice, service: service(1), rate: nil))
        #expect(try store.place().request.charge == money("0.25"))
    }

    @Test func whatIsNotThereIsRefused() {
        let store = MemoryStore()
        let name = AccountName(unchecked: "alice")
        #expect(store.run(ChangeAccount(name: nobody, change: .suspend)) == .failure(.unknown(nobody)))
        let ofNobody = SetOwnRate(name: nobody, account: AccountID(rawValue: 9), service: service(1), rate: .zero)
        #expect(store.run(ofNobody) == .failure(.account(.unknown(nobody))))
        let forNothing = SetOwnRate(name: name, account: alice, service: service(9), rate: .zero)
        #expect(store.run(forNothing) == .failure(.catalogue(.unknownService(service(9)))))
        let negative = SetOwnRate(name: name, account: alice, service: service(1), rate: money("-0.000001"))
        let refusal = CatalogueRefusal.incorrectService(service(1), .negativeRate)
        #expect(store.run(negative) == .failure(.catalogue(refusal)))
        #expect(store.changedNothing)
    }

    @Test(arguments: [
        ("a", true), ("Ann.B_c-9@example.com", true), (String(repeating: "a", count: 64), true), ("", false),
        (String(repeating: "a", count: 65), false), ("a b", false), ("ann\n", false), ("ệ", false), ("a/b", false),
        ("a\0", false),
    ])
    func aNameHasLettersDigitsAndFourSigns(text: String, isName: Bool) {
        #expect((AccountName(text) != nil) == isName)
    }

    private func create(_ name: AccountName) -> CreateAccount {
        CreateAccount(
            name: name,
            role: .support,
            profile: .perfectpanel,
            language: .english,
            discount: Discount(unchecked: 750),
            keyDigest: KeyDigest(bytes: [9]),
            now: noon
        )
    }
}
