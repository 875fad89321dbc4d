import PanelCore
import Testing

struct CreditAccountTests {
    @Test func aDepositRaisesTheBalanceAndACorrectionLowersIt() {
        let store = MemoryStore(balance: "1.5")
        #expect(store.run(CreditAccount.sample(money("10"), reference: "A")) == .success(money("11.5")))
        #expect(store.run(CreditAccount.sample(money("-2.000001"), reference: "B")) == .success(money("9.499999")))
        #expect(store.balances[alice] == money("9.499999"))
        #expect(
            store.transfers == [
                transfer(of: "10", from: .deposits, to: .customer(alice), credit: 1),
                transfer(of: "2.000001", from: .customer(alice), to: .adjustments, credit: 2),
            ]
        )
        #expect(store.credits[ExactText("B")]?.amount == money("-2.000001"))
        #expect(store.credits[ExactText("B")]?.id == CreditID(rawValue: 2))
    }

    @Test(arguments: ["10", "-10"], [true, false])
    func aReferenceBooksOnce(amount: String, inOneBatch: Bool) {
        let store = MemoryStore(balance: "20")
        let credit = CreditAccount.sample(money(amount))
        let results = inOneBatch ? store.run([credit, credit, credit]) : (0..<3).map { _ in store.run(credit) }
        let balance = amount == "10" ? money("30") : money("10")
        #expect(results == Array(repeating: .success(balance), count: 3))
        #expect(store.balances == [alice: balance, bob: money("20")])
        #expect(store.credits.count == 1)
    }

    @Test(arguments: [true, false])
    func aReferenceOfAnotherCreditIsRefused(inOneBatch: Bool) {
        let store = MemoryStore()
        let commands = [
            CreditAccount.sample(money("10")), .sample(money("10.000001")), .sample(money("-10")),
            .sample(money("10"), of: bob), .sample(money("10"), reference: "R2"),
        ]
        let results = inOneBatch ? store.run(commands) : commands.map { store.run($0) }
        #expect(results.map { (try? $0.get()) != nil } == [true, false, false, false, true])
        #expect(results[1...3].allSatisfy { $0 == .failure(.referenceReused("R1")) })
        #expect(store.balances == [alice: money("120"), bob: money("100")])
        #expect(store.credits.values.map(\.id.rawValue).sorted() == [1, 2])
    }

    @Test func aBookedReferenceTellsTheBalanceOfNow() throws {
        let store = MemoryStore(balance: "0")
        let credit = CreditAccount.sample(money("1"))
        _ = store.run(credit)
        _ = store.run(try store.place())
        #expect(store.run(credit) == .success(money("0.75")))
        #expect(store.changedNothing)
    }

    @Test(arguments: [("-10", true), ("-10.000001", false), ("-9223372036854.775807", false)])
    func aCorrectionTakesNoMoreThanThereIs(amount: String, isCovered: Bool) {
        let store = MemoryStore(balance: "10")
        let result = store.run(CreditAccount.sample(money(amount)))
        #expect(result == (isCovered ? .success(.zero) : .failure(.insufficientBalance(balance: money("10")))))
        #expect(store.changedNothing == !isCovered)
    }

    @Test func aRefusedReferenceCanBeUsedLater() {
        let store = MemoryStore(balance: "0")
        let take = CreditAccount.sample(money("-5"), reference: "A")
        let results = store.run([take, .sample(money("5"), reference: "B"), take])
        #expect(results == [.failure(.insufficientBalance(balance: .zero)), .success(money("5")), .success(.zero)])
        #expect(store.credits[ExactText("A")]?.id == CreditID(rawValue: 2))
    }

    @Test(arguments: [("0", 0, true), ("0.000001", 0, false), ("0", 1, false)] as [(String, Int64, Bool)])
    func whatTheBalanceCanNotHoldIsRefused(balance: String, less: Int64, fits: Bool) {
        // The largest amount, and the least one, which has no opposite.
        let store = MemoryStore(balance: balance)
        let amount = less == 0 ? Money(micros: .max) : Money(micros: .min)
        let result = store.run(CreditAccount.sample(amount))
        #expect(result == (fits ? .success(amount) : .failure(.balanceTooLarge)))
        #expect(store.changedNothing == !fits)
    }

    @Test func nothingIsNotBooked() {
        let store = MemoryStore()
        #expect(store.run(CreditAccount.sample(.zero)) == .failure(.zeroAmount))
        #expect(store.changedNothing)
    }

    @Test func anAccountThatIsNotThereIsRefused() {
        let store = MemoryStore()
        let result = store.run(CreditAccount.sample(money("1"), of: AccountID(rawValue: 9)))
        #expect(result == .failure(.unknown(AccountName(unchecked: "alice"))))
        #expect(store.changedNothing)
    }

    private func transfer(
        of amount: String,
        from source: LedgerAccount,
        to destination: LedgerAccount,
        credit: Int64
    ) -> Transfer {
        Transfer(
            cause: .credit(CreditID(rawValue: credit)),
            source: source,
            destination: destination,
            amount: money(amount),
            at: noon
        )
    }
}
