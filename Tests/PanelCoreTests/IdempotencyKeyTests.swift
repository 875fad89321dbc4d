import PanelCore
import PanelTesting
import Testing

/// Keys by which a provider makes one order of several attempts.
struct IdempotencyKeyTests {
    private let terms = ProviderTerms(idempotencyParameter: "request_id", idempotencyHours: 24)

    private func key(_ store: MemoryStore, _ submission: SubmissionKey = first) throws -> IdempotencyKey {
        try #require(store.submissions[submission]?.idempotencyKey)
    }

    @Test func aKeySurvivesAsBytesAndIsSentAsText() throws {
        var generator = Seeded(1)
        for _ in 1...100 {
            let key = IdempotencyKey(drawnFrom: &generator)
            #expect(IdempotencyKey(bytes: key.bytes) == key)
            #expect(key.description.utf8.count == 32 && key.description.utf8.allSatisfy(\.isIdentifierByte))
        }
        let small = try #require(IdempotencyKey(bytes: Array(repeating: 0, count: 15) + [10]))
        #expect(small.description == "0000000000000000000000000000000a")
        #expect(IdempotencyKey(bytes: []) == nil)
        #expect(IdempotencyKey(bytes: Array(repeating: 1, count: 17)) == nil)
    }

    @Test func allOfAKeyIsRandom() {
        var generator = Seeded(2)
        var (ones, zeros) = ([UInt8](repeating: 0, count: 16), [UInt8](repeating: 0xFF, count: 16))
        for _ in 1...100 {
            for (index, byte) in IdempotencyKey(drawnFrom: &generator).bytes.enumerated() {
                ones[index] |= byte
                zeros[index] &= byte
            }
        }
        #expect(ones.allSatisfy { $0 == 0xFF } && zeros.allSatisfy { $0 == 0 })
    }

    @Test func theSamePanelTwiceHasOtherKeys() throws {
        // Two lives that count the same ids: only what is drawn can tell their orders apart.
        let (one, other) = (MemoryStore.relaying(terms: terms), MemoryStore.relaying(terms: terms))
        _ = other.newKey()
        try one.placed()
        try other.placed()
        #expect(one.submissions[first]?.key == other.submissions[first]?.key)
        #expect(try key(one) != key(other))
    }

    @Test func theKeyStaysForEachAttemptAtOneProvider() throws {
        let store = MemoryStore.relaying(terms: terms)
        try store.placed()
        let drawn = try key(store)
        store.claim()
        try store.answer(.notSent(CallFailure(.noConnection)))
        #expect(try key(store) == drawn)
        store.claim(at: noon.adding(minutes: 1))
        try store.answer(.unclear(CallFailure(.timedOut)), at: noon.adding(minutes: 1))
        #expect(store.claim(at: noon.adding(minutes: 10)) == 3)
        #expect(try key(store) == drawn)
        #expect(store.submissions[first]?.keySentAt == noon)
        try store.answer(.unclear(CallFailure(.timedOut)), at: noon.adding(minutes: 10))
        // Staff may be mistaken: the provider that has it after all makes no other one of the same key.
        _ = try store.resolve(.resubmit, at: noon.adding(minutes: 20)).get()
        #expect(try key(store) == drawn)
    }

    @Test func anotherProviderGetsAnotherKey() throws {
        let store = MemoryStore.relaying(over: [.to(1), .to(2)], terms: terms)
        try store.placed()
        let drawn = try key(store)
        store.claim()
        try store.answer(.refused(words: "Incorrect service ID"))
        #expect(store.submissions[first]?.destination?.provider == provider(2))
        #expect(try key(store) != drawn)
        #expect(store.submissions[first]?.keySentAt == nil)
    }

    @Test func whatWasReadWithAnotherKeyIsNotClaimed() throws {
        let store = MemoryStore.relaying(over: [.to(1), .to(1)], terms: terms)
        try store.placed()
        let asItWasRead = try #require(store.submissions[first])
        store.claim()
        try store.answer(.refused(words: "Incorrect service ID"))
        let stale = ClaimSubmissions(
            provider: provider(1),
            claims: [.init(asItWasRead, sent: "service=7", nextKey: store.newKey())],
            lease: noon.adding(minutes: 11),
            now: noon.adding(minutes: 10)
        )
        #expect(store.run(stale).get().isEmpty)
    }

    @Test func aProviderThatTakesNoKeysNeverGotOne() throws {
        let store = MemoryStore.relaying()
        try store.placed()
        store.claim()
        #expect(store.submissions[first]?.keySentAt == nil)
    }

    // MARK: How long a key is remembered

    private func inDoubt(_ terms: ProviderTerms) throws -> MemoryStore {
        let store = MemoryStore.relaying(terms: terms)
        try store.placed()
        store.claim(after: 9000)
        try store.answer(.unclear(CallFailure(.timedOut)))
        return store
    }

    @Test func afterItsHoursNothingInDoubtIsSentAgain() throws {
        #expect(try inDoubt(terms).claim(at: .noon(plusHours: 23)) == 2)
        #expect(try inDoubt(terms).claim(at: .noon(plusHours: 24)) == nil)
        #expect(try inDoubt(terms).claim(at: .noon(plusHours: 72)) == nil)
        let longer = ProviderTerms(idempotencyParameter: "request_id", idempotencyHours: 100)
        #expect(try inDoubt(longer).claim(at: .noon(plusHours: 72)) == 2)
    }

    @Test func theHoursCountFromTheFirstAttempt() throws {
        let store = try inDoubt(terms)
        for hours: Int64 in 1...23 {
            #expect(store.claim(at: .noon(plusHours: hours)) == hours + 1)
            try store.answer(.unclear(CallFailure(.timedOut)), at: .noon(plusHours: hours))
        }
        #expect(store.claim(at: .noon(plusHours: 24)) == nil)
        #expect(store.claim(at: .noon(plusHours: 72)) == nil)
        #expect(store.submissions[first]?.state == .uncertain)
        // It is looked for now, from where its first attempt was.
        #expect(store.submissions[first]?.floor == 9000)
        let attempt = Attempt(of: first, to: provider(1), number: 24)
        let evidence = RecordEvidence(
            .inconclusive,
            about: attempt,
            evidence: .nothingToCompare,
            now: .noon(plusHours: 72)
        )
        #expect(try store.run(evidence).get() == false)
        #expect(store.submissions[first]?.state == .held)
        #expect(store.balances[alice] == money("99.75"))
    }

    @Test func aClockThatWasSetBackFarIsNoReasonToSendAgain() throws {
        let store = try inDoubt(terms)
        let submission = try #require(store.submissions[first])
        #expect(submission.canBeRepeated(at: noon.adding(minutes: -1), under: terms))
        #expect(!submission.canBeRepeated(at: noon.adding(hours: -5), under: terms))
    }

    @Test func aKeyIsNoYoungerAfterTheClockWasSetBack() throws {
        let store = try inDoubt(terms)
        // After 20 hours the clock is set back by 12; the provider forgets the key four hours later.
        let now = Timestamp.noon(plusHours: 8)
        let command = AgeKeys([first], by: 12 * Timestamp.millisecondsPerHour, now: now)
        #expect(store.run(command).get() == 1)
        let submission = try #require(store.submissions[first])
        #expect(submission.canBeRepeated(at: .noon(plusHours: 11), under: terms))
        #expect(!submission.canBeRepeated(at: .noon(plusHours: 12), under: terms))
        #expect(store.claim(at: .noon(plusHours: 12)) == nil)
    }

    @Test func aKeyOfAMomentToComeIsForgotten() throws {
        let store = try inDoubt(terms)
        let now = noon.adding(hours: -5)
        #expect(AgeKeys.begin(by: 0, at: now) < noon && AgeKeys.begin(by: 0, at: noon) > noon)
        #expect(store.run(AgeKeys([first], by: 0, now: now)).get() == 1)
        #expect(store.run(AgeKeys([first], by: 0, now: now)).get() == 0)
        #expect(store.claim(at: .noon(plusHours: 1)) == nil)
    }

    @Test func unknownWordsAfterItsHoursAreForAPerson() throws {
        let store = MemoryStore.relaying(terms: terms)
        try store.placed()
        store.claim()
        try store.answer(.refused(words: "Oops"), at: .noon(plusHours: 24))
        #expect(store.submissions[first]?.state == .held)
    }

    @Test func aKeyOfWhichNothingWasMadeStartsAnew() throws {
        let store = MemoryStore.relaying(terms: terms)
        try store.placed()
        store.claim()
        try store.answer(.busy(retryAfter: nil))
        #expect(store.claim(at: .noon(plusHours: 30)) == 2)
        #expect(store.submissions[first]?.keySentAt == .noon(plusHours: 30))
        try store.answer(.unclear(CallFailure(.timedOut)), at: .noon(plusHours: 30))
        #expect(store.claim(at: .noon(plusHours: 31)) == 3)
    }

    @Test(arguments: [0, -1, 87_601] as [Int64])
    func otherHoursAreRefused(hours: Int64) {
        let terms = ProviderTerms(idempotencyParameter: "request_id", idempotencyHours: hours)
        #expect(terms.problem == .outOfRange(.idempotencyHours, 1...87_600))
    }
}
