import Dispatch
import PanelCore
import Synchronization
import Testing

@testable import PanelSecrets

struct PasswordHasherTests {
    private let hasher = PasswordHasher(limits: .cheap)
    private let password = "correct horse battery"

    @Test func theRightPasswordIsTold() async throws {
        let hash = try await hasher.hash(new(password), for: nil)
        #expect(try await hasher.verify(password, against: hash, for: nil))
        for wrong in ["", "correct horse batter", "Correct horse battery", password + "\0", password + " "] {
            #expect(try await !hasher.verify(wrong, against: hash, for: nil), "\(wrong)")
        }
    }

    @Test(arguments: ["Vi\u{1EC7}t Nam muôn năm", "Vie\u{323}\u{302}t Nam muôn năm"])
    func aKeyboardMayComposeAndAnotherNot(typed: String) async throws {
        let hashes = [
            try await hasher.hash(new(typed), for: nil), try await hasher.rehash(typed, for: nil),
        ]
        for hash in hashes {
            for again in ["Vi\u{1EC7}t Nam muôn năm", "Vie\u{302}\u{323}t Nam muôn năm"] {
                #expect(try await hasher.verify(again, against: hash, for: nil))
            }
            #expect(try await !hasher.verify("Viet Nam muôn năm", against: hash, for: nil))
        }
    }

    @Test func eachHashIsCounted() async throws {
        let hash = try await hasher.hash(new(password), for: nil)
        _ = try await hasher.verify(password, against: hash, for: nil)
        _ = try await hasher.verify("x", against: nil, for: nil)
        _ = try await hasher.verify(String(repeating: "x", count: 10_000), against: hash, for: nil)
        _ = try await hasher.rehash(password, for: nil)
        #expect(hasher.begun == 5)
    }

    @Test func eachHashHasASaltOfItsOwn() async throws {
        let (one, other) = (
            try await hasher.hash(new(password), for: nil), try await hasher.hash(new(password), for: nil)
        )
        #expect(one != other)
        #expect(one.text.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
    }

    @Test func whatIsBehindAZeroByteCounts() async throws {
        let hash = try await hasher.hash(new("0123456789\0abc"), for: nil)
        #expect(try await hasher.verify("0123456789\0abc", against: hash, for: nil))
        #expect(try await !hasher.verify("0123456789\0abd", against: hash, for: nil))
        #expect(try await !hasher.verify("0123456789", against: hash, for: nil))
    }

    @Test func theCostsAreThoseOfTheLimits() async throws {
        let hash = try await PasswordHasher().hash(new(password), for: nil)
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(hash.text.utf8.count == 97)
    }

    @Test func otherCostsAreTakenUp() async throws {
        var limits = PasswordHasher.Limits.cheap
        limits.passes += 1
        let later = PasswordHasher(limits: limits)
        let hash = try await hasher.hash(new(password), for: nil)
        #expect(!hasher.isOutdated(hash))
        #expect(later.isOutdated(hash))
        #expect(try await later.verify(password, against: hash, for: nil))
        let renewed = try await later.rehash(password, for: nil)
        #expect(!later.isOutdated(renewed))
        #expect(try await later.verify(password, against: renewed, for: nil))
    }

    /// Were it not read as a hash with the same costs, an unknown name would be told from a known one by the time.
    @Test(arguments: [PasswordHasher.Limits(), .cheap])
    func thatOfNobodyCostsAsMuchAsAnyOther(limits: PasswordHasher.Limits) async throws {
        let argon2id = Argon2id(passes: limits.passes, memory: limits.memory)
        let nobody = argon2id.hashOfNobody
        #expect(!argon2id.isOutdated(nobody))
        let any = try argon2id.hash(PasswordText(password))
        #expect(nobody.text.utf8.count == any.text.utf8.count)
        #expect(try await !PasswordHasher(limits: limits).verify(password, against: nil, for: nil))
        #expect(try await !PasswordHasher(limits: limits).verify("", against: nil, for: nil))
    }

    @Test func textThatIsNoHashFitsNoPassword() async throws {
        for text in ["", "$argon2id$", "secret", String(repeating: "$", count: 500)] {
            #expect(try await !hasher.verify("secret", against: PasswordHash(text), for: nil))
            #expect(hasher.isOutdated(PasswordHash(text)))
        }
    }

    @Test func moreThanAPasswordMayHaveIsWrong() async throws {
        let long = String(repeating: "a", count: PasswordLength.mostBytes + 1)
        let hash = try await hasher.rehash(long, for: nil)
        #expect(try await !hasher.verify(long, against: hash, for: nil))
    }

    private func new(_ text: String) throws -> NewPassword {
        try NewPassword(text, for: AccountName(unchecked: "alice"))
    }
}

/// How many hash at once: with work that goes on until the test lets it end.
struct PasswordHasherTurnTests {
    private let hasher = PasswordHasher(limits: .cheap)
    private let work = HeldWork()

    @Test func whoComesBeyondTheLimitsIsRefusedAtOnce() async {
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { await perform(for: nil) } }
            var outcomes: [Bool] = []
            // Those who are refused, while nobody ends.
            for _ in 0..<14 { outcomes.append(await group.next() ?? true) }
            work.letAllEnd()
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes == Array(repeating: false, count: 14) + Array(repeating: true, count: 6))
        #expect(work.mostAtOnce == 2)
    }

    @Test func anOriginHasOneAtATime() async {
        let origin = Principal.Origin("192.0.2.1")
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<5 { group.addTask { await perform(for: origin) } }
            var outcomes: [Bool] = []
            for _ in 0..<4 { outcomes.append(await group.next() ?? true) }
            work.letAllEnd()
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes == [false, false, false, false, true])
        #expect(await perform(for: origin))
    }

    @Test func whoeverIsCancelledWhileWaitingLeaves() async {
        let running = (0..<2).map { _ in Task { await perform(for: nil) } }
        await work.start(of: 2)
        let origin = Principal.Origin("192.0.2.1")
        // As often as that, so that it happens at all moments of coming to wait.
        for _ in 0..<200 {
            let waiting = Task { await perform(for: origin) }
            await Task.yield()
            waiting.cancel()
            #expect(await !waiting.value)
        }
        let next = Task { await perform(for: origin) }
        work.letAllEnd()
        #expect(await next.value)
        for task in running { #expect(await task.value) }
        #expect(work.count == 3)
    }

    /// - Returns: `false` when it was refused.
    private func perform(for origin: Principal.Origin?) async -> Bool {
        do {
            try await hasher.perform(for: origin) { [work] _ in work.run() }
            return true
        } catch {
            return false
        }
    }
}

/// Work that blocks its thread until it may end.
private final class HeldWork: Sendable {
    private struct State {
        var count = 0
        var running = 0
        var mostAtOnce = 0
    }

    private let state = Mutex(State())
    private let gate = DispatchSemaphore(value: 0)

    var count: Int { state.withLock { $0.count } }
    var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }

    func run() {
        state.withLock { state in
            state.count += 1
            state.running += 1
            state.mostAtOnce = max(state.mostAtOnce, state.running)
        }
        gate.wait()
        gate.signal()
        state.withLock { $0.running -= 1 }
    }

    func letAllEnd() { gate.signal() }

    /// Returns when so many have started.
    func start(of wanted: Int) async {
        while count < wanted { await Task.yield() }
    }
}

extension PasswordHasher.Limits {
    fileprivate static var cheap: Self {
        var limits = Self()
        (limits.passes, limits.memory) = (1, 8192)
        return limits
    }
}
