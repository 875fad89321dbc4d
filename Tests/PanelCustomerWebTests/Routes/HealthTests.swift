import HTTPTypes
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Synchronization
import Testing

@testable import PanelCustomerWeb

/// What a server says of itself to whoever hands requests out.
struct HealthTests {
    @Test func aServerThatServesIsOK() async throws {
        try await WebFixture.with { web in
            let answer = try await web.browser().get("/healthz")
            #expect(answer.status == 200 && answer.text == "ok")
        }
    }

    @Test func aServerWithoutItsDatabaseIsNot() async throws {
        let isAway = Away()
        try await WebFixture.with(engine: isAway.inFront) { web in
            for _ in 0..<2 {
                isAway.set(true)
                await #expect(throws: Away.Error.self) { try await web.panel.store.life() }
                for method in [HTTPRequest.Method.get, .head] {
                    let answer = try await web.browser().ask(method, "/healthz")
                    #expect(answer.status == 503 && answer.text == (method == .get ? "no database" : ""))
                }
                isAway.set(false)
                _ = try await web.panel.store.life()
                #expect(try await web.browser().get("/healthz").status == 200)
            }
        }
    }

    /// Whoever asks often costs no look into the database.
    @Test func isKnownWithoutAsking() async throws {
        let isAway = Away()
        try await WebFixture.with(engine: isAway.inFront) { web in
            isAway.set(true)
            let answer = try await web.browser().get("/healthz")
            #expect(answer.status == 200)
            isAway.set(false)
        }
    }

    @Test func aClosedPanelIsNot() async throws {
        try await WebFixture.with { web in
            try await web.panel.store.open(remembering: .unreadable)
            let answer = try await web.browser().get("/healthz")
            #expect(answer.status == 503 && answer.text == "closed")
        }
    }

    /// A page that needs the database says so as a page.
    @Test func pagesSayThatThePanelIsBusy() async throws {
        let isAway = Away()
        try await WebFixture.with(engine: isAway.inFront) { web in
            try await web.account()
            let browser = web.browser()
            try await browser.logIn()
            isAway.set(true)
            let answer = try await browser.get("/account")
            #expect(answer.status == 503 && answer.isPage && answer.headers[.retryAfter] == "5")
            #expect(!answer.headers.contains(.setCookie))
            isAway.set(false)
            #expect(try await browser.get("/account").status == 200)
        }
    }

    @Test func aServerThatNeverReadItsSettingsSaysItInPlainText() async throws {
        let isAway = Away()
        try await WebFixture.with(engine: isAway.inFront) { web in
            isAway.set(true)
            let answer = try await web.browser().get("/login")
            #expect(answer.status == 503 && answer.text.contains("The panel is busy"))
            #expect(answer.headers[.retryAfter] == "5" && answer.headers[.cacheControl] == "no-store")
            isAway.set(false)
        }
    }
}

/// Whether the database can be reached.
private final class Away: Sendable {
    struct Error: Swift.Error {}

    private let isAway = Mutex(false)

    func set(_ value: Bool) { isAway.withLock { $0 = value } }

    func inFront(of engine: SQLiteEngine) -> any SQLEngine { SwitchedEngine(engine, isAway: self) }

    func check() throws { if isAway.withLock({ $0 }) { throw Error() } }
}

/// SQLite, whose reads fail while it is away.
private final class SwitchedEngine: SQLEngine {
    private let engine: SQLiteEngine
    private let isAway: Away

    init(_ engine: SQLiteEngine, isAway: Away) {
        (self.engine, self.isAway) = (engine, isAway)
    }

    let isShared = false
    var place: FilePlace { engine.place }
    var writingThread: SQLThread { engine.writingThread }

    func checkIsThere() throws { try engine.checkIsThere() }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try isAway.check()
        return try await engine.read(body)
    }

    func lookUp<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try isAway.check()
        return try await engine.lookUp(body)
    }

    func scan<T: Sendable>(
        for use: ScanUse,
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try isAway.check()
        return try await engine.scan(for: use, body)
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws(SQLWriteFailure) -> T {
        try await engine.write(body)
    }

    func backUp(to file: String) async throws -> Backup { try await engine.backUp(to: file) }

    func close() throws { try engine.close() }
}
