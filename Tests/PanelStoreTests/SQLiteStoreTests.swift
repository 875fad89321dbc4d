import Foundation
import PanelCore
import PanelSQL
import PanelSQLite
import PanelStore
import PanelTesting
import Testing

import struct GRDB.Configuration
import struct GRDB.DatabaseError
import class GRDB.DatabaseQueue

/// What only an engine with files in a directory has.
struct SQLiteStoreTests {
    @Test func reopeningFindsEverything() async throws {
        try await withTemporaryDirectory { directory in
            let before = try await withPanel(in: directory) { panel in
                try await Sample.fill(panel)
                return try await Everything(in: panel.store)
            }
            try await withPanel(in: directory) { panel in
                let after = try await Everything(in: panel.store)
                #expect(after == before)
                #expect(panel.store.settingsVersion == before.version)
                #expect(try await Sample.repeatsNothing(in: panel))
                // What is made now goes on after what is there.
                let alice = try #require(before.accounts.first?.account)
                let order = try await panel.place(Sample.service, for: alice)
                #expect(order.rawValue == Int64(before.orders.count) + 1)
                #expect(try await panel.account("dora").id.rawValue == Int64(before.accounts.count) + 1)
                try await StoreConformance.checkBooks(panel.store)
            }
        }
    }

    @Test func whatWasClosedIsOneFile() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { panel in
                _ = try await panel.account()
                _ = try await panel.store.accounts()
                try panel.store.close()
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            #expect(files == [SQLiteEngine.fileName])
        }
    }

    @Test func aChangedAccountLeavesOtherCustomersInMemory() async throws {
        try await withTemporaryDirectory { directory in
            let store = try await SQLStore(engine: SQLiteEngine(directory: directory))
            let panel = PanelFixture(store: store)
            let prices = PricingCache(store: store)
            try await panel.whileRunning {
                let (alice, bob) = (try await panel.account(), try await panel.account("bob"))
                for account in [alice, bob] {
                    #expect(try await prices.customer(key: account.keyDigest)?.account == account)
                }
                try await panel.perform(ChangeAccount(name: bob.name, change: .replaceKey(.of("new"))))
                try await panel.service()
                #expect(try await prices.customer(key: bob.keyDigest)?.account == nil)
            }
            try store.close()
            // What is read anew can not be read any more.
            #expect(try await prices.customer(key: .of("alice"))?.account.name.description == "alice")
            await #expect(throws: (any Error).self) { try await prices.customer(key: .of("new")) }
        }
    }

    @Test func oneProcessOwnsTheDirectory() async throws {
        try await withTemporaryDirectory { directory in
            let lock = directory + "/" + SQLiteEngine.fileName
            try await withPanel(in: directory) { panel in
                for _ in 0..<2 {
                    let error = #expect(throws: SQLiteStoreError.self) { try SQLiteEngine(directory: directory) }
                    guard case .inUse(lock) = error else {
                        Issue.record("the second engine throws \(String(describing: error))")
                        return
                    }
                }
                // The one who has it is not disturbed.
                _ = try await panel.account()
            }
            try await withPanel(in: directory) { panel in
                let names = try await panel.store.accounts().map(\.account.name.description)
                #expect(names == ["alice"])
            }
        }
    }

    @Test func commitsWaitForTheDisk() async throws {
        try await withTemporaryDirectory { directory in
            let engine = try SQLiteEngine(directory: directory)
            let level = try await engine.write { try number(of: "PRAGMA synchronous", on: $0) }
            #expect(level == 2, "FULL")
            let foreignKeys = try await engine.write { try number(of: "PRAGMA foreign_keys", on: $0) }
            #expect(foreignKeys == 1)
        }
    }

    @Test func aDirectoryThatIsNotThereIsNotAccessible() async throws {
        try await withTemporaryDirectory { directory in
            let error = #expect(throws: SQLiteStoreError.self) {
                try SQLiteEngine(directory: directory + "/missing")
            }
            guard case .notAccessible = error else {
                Issue.record("the engine throws \(String(describing: error))")
                return
            }
        }
    }

    @Test func aDatabaseOfANewerProgramIsLeftAlone() async throws {
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory) { try await $0.account() }
            try change(directory, by: "INSERT INTO schema_versions (version) VALUES (1000)")
            let error = await #expect(throws: SQLError.self) { try await openStore(in: directory) }
            guard case .newerSchema(found: 1000, _) = error else {
                Issue.record("the store throws \(String(describing: error))")
                return
            }
        }
    }

    @Test func aDatabaseThatIsOneCompatibleStepAheadIsUsed() async throws {
        try await withTemporaryDirectory { directory in
            _ = try await withPanel(in: directory) { try await $0.account() }
            let step =
                "INSERT INTO schema_versions (version, is_compatible) SELECT MAX(version) + 1, $ FROM schema_versions"
            try change(directory, by: step.replacing("$", with: "1"))
            let names = try await withPanel(in: directory) {
                try await $0.store.accounts().map(\.account.name.description)
            }
            #expect(names == ["alice"])
            // Two steps are too many.
            try change(directory, by: step.replacing("$", with: "1"))
            await #expect(throws: SQLError.self) { try await openStore(in: directory) }
        }
    }

    @Test func zeroBytesAreStoredAsSomethingElse() async throws {
        try await withTemporaryDirectory { directory in
            let engine = try SQLiteEngine(directory: directory)
            let read = try await engine.write { connection in
                var text = ""
                try connection.run([.query("SELECT $1", .row(.text("a\0b"))) { text = $0.text(0) }])
                return text
            }
            #expect(read == "a\u{FFFD}b")
        }
    }

    @Test func aFailedWriteLeavesNothing() async throws {
        try await withTemporaryDirectory { directory in
            let engine = try SQLiteEngine(directory: directory)
            struct Stop: Error {}
            await #expect(throws: SQLWriteFailure.self) {
                try await engine.write { connection in
                    try connection.run([.any("CREATE TABLE t (x BIGINT)")])
                    throw Stop()
                }
            }
            let tables = try await engine.read {
                try number(of: "SELECT COUNT(*) FROM sqlite_schema WHERE name = 't'", on: $0)
            }
            #expect(tables == 0)
        }
    }

    @Test(arguments: [true, false])
    func theLogThatALongReadMadeGrowIsGivenBack(byScanning: Bool) async throws {
        try await withTemporaryDirectory { directory in
            let engine = try SQLiteEngine(directory: directory)
            func write() async throws {
                try await engine.write { connection in
                    try connection.run([.any("INSERT INTO t SELECT hex(randomblob(500000))")])
                }
            }
            func logSize() throws -> Int {
                let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/panel.sqlite-wal")
                return (attributes[.size] as? NSNumber)?.intValue ?? 0
            }
            try await engine.write { try $0.run([.any("CREATE TABLE t (x TEXT)")]) }
            var configuration = Configuration()
            configuration.readonly = true
            configuration.allowsUnsafeTransactions = true
            let reader = try DatabaseQueue(path: directory + "/panel.sqlite", configuration: configuration)
            try reader.inDatabase { database in
                try database.execute(sql: "BEGIN; SELECT COUNT(*) FROM t")
            }
            for _ in 0..<40 { try await write() }
            #expect(try logSize() > SQLiteEngine.Limits().log)
            try reader.inDatabase { try $0.execute(sql: "COMMIT") }
            if byScanning {
                let count = try await engine.scan(for: .staff) { try number(of: "SELECT COUNT(*) FROM t", on: $0) }
                #expect(count == 40)
                #expect(try logSize() == 0)
            } else {
                // The first brings all into the database's file, the second begins the log anew.
                for _ in 0..<2 { try await write() }
                #expect(try logSize() <= SQLiteEngine.Limits().log)
            }
        }
    }

    @Test func aReadCanNotWrite() async throws {
        try await withTemporaryDirectory { directory in
            let engine = try SQLiteEngine(directory: directory)
            await #expect(throws: DatabaseError.self) {
                try await engine.read { try $0.run([.any("CREATE TABLE t (x BIGINT)")]) }
            }
        }
    }
}

/// The one number that a query answers.
private func number(of query: SQL, on connection: any SQLConnection) throws -> Int64 {
    var number: Int64 = -1
    try connection.run([.query(query) { number = $0.integer(0) }])
    return number
}

/// All that can be read of a panel.
private struct Everything: Equatable, Sendable {
    let version: SettingsVersion
    let services: [Service]
    let linkRules: [LinkRule]
    let accounts: [AccountRecord]
    let ownRates: [[ServiceID: Money]?]
    let orders: [OrderRecord]
    let refills: [Refill]
    let invariants: [InvariantReport]

    init(in store: any Store) async throws {
        let catalogue = try await store.catalogue()
        version = catalogue.version
        services = catalogue.services
        linkRules = catalogue.linkRules
        accounts = try await store.accounts()
        var rates: [[ServiceID: Money]?] = []
        for record in accounts { rates.append(try await store.customer(key: record.account.keyDigest)?.ownRates) }
        ownRates = rates
        var records: [OrderRecord] = []
        for record in try await store.orders(OrderFilter(limit: 1000)) {
            if let record = try await store.order(record.order.id) { records.append(record) }
        }
        orders = records
        refills = try await store.refills(status: nil, limit: 1000)
        invariants = try await store.checkInvariants(at: PanelFixture.noon)
    }
}
