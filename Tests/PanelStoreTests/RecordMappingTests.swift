import PanelCore
import PanelTesting
import Testing

@testable import PanelSQL

/// No field of a record is lost on its way to its columns and back.
struct RecordMappingTests {
    @Test(arguments: RecordSamples.all)
    func everyFieldHasAColumn(_ samples: any RecordSample) throws {
        try samples.expectSurvival()
    }

    @Test func everyKindHasSamples() {
        #expect(RecordSamples.all.map(\.kind) == RecordMappings.all.map(\.kind))
    }

    @Test func kindsAreListedInTheOrderOfTheirLocks() {
        let ranks = RecordMappings.all.map(\.lockRank)
        #expect(ranks == ranks.sorted())
    }

    @Test func whatHasNoMappingIsNotLostSilently() async throws {
        try await withTemporaryDirectory { directory in
            try await withPanel(in: directory) { panel in
                await #expect(throws: (any Error).self) { try await panel.perform(MakeStray(loads: true)) }
                await #expect(throws: (any Error).self) { try await panel.perform(MakeStray(loads: false)) }
            }
        }
        var reads = ReadSet()
        reads.load(Stray.self, OrderID(rawValue: 1))
        #expect(throws: SQLError.self) { try RecordMappings.check(reads.records) }
    }

    private struct Stray: Record {
        static let lockRank = LockRank.last
        let key: OrderID
    }

    private struct MakeStray: Command {
        let loads: Bool

        typealias Refusal = Never

        func declareReads(in reads: inout ReadSet) {
            if loads { reads.load(Stray.self, OrderID(rawValue: 1)) }
        }

        func execute(in scope: inout Scope) {
            if !loads { scope.insert(Stray(key: OrderID(rawValue: 1))) }
        }
    }
}

/// Two records of a kind that differ in every field, all of which are set.
protocol RecordSample: Sendable {
    var kind: ObjectIdentifier { get }
    func expectSurvival() throws
}

struct SamplePair<Kind: StoredRecord>: RecordSample {
    let first: Kind
    let second: Kind
    /// Fields that are stored in tables of their own.
    let elsewhere: Set<String>

    init(_ first: Kind, _ second: Kind, elsewhere: Set<String> = []) {
        self.first = first
        self.second = second
        self.elsewhere = elsewhere
    }

    var kind: ObjectIdentifier { ObjectIdentifier(Kind.self) }

    func expectSurvival() throws {
        let (left, right) = (fields(of: first), fields(of: second))
        #expect(Set(left.keys) == Set(right.keys), "a field of \(Kind.self) is empty in one of the samples")
        for (name, value) in left {
            #expect(right[name] != value, "both samples have the same \(name): it is not proven to be stored")
        }
        for record in [first, second] {
            let values = Kind.mapping.values(of: record)
            #expect(values.count == Kind.columns.split(separator: ", ").count)
            var reader = RowReader(SampleRow(values: values))
            #expect(try Kind(&reader) == record)
        }
    }

    /// What stands in each stored property, and in those of its parts, by name.
    private func fields(of value: Any, named name: String = "") -> [String: String] {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct, .optional, .tuple:
            guard !mirror.children.isEmpty else { return [name: "\(value)"] }
            var fields: [String: String] = [:]
            for child in mirror.children where !elsewhere.contains(child.label ?? "") {
                fields.merge(self.fields(of: child.value, named: name + "." + (child.label ?? ""))) { $1 }
            }
            return fields
        default:
            return [name: "\(value)"]
        }
    }
}

private struct SampleRow: SQLRow {
    let values: [SQLValue]

    func value(_ column: Int) -> SQLValue { values[column] }
    func integer(_ column: Int) -> Int64 { optionalInteger(column) ?? 0 }
    func text(_ column: Int) -> String { optionalText(column) ?? "" }

    func optionalInteger(_ column: Int) -> Int64? {
        guard case .integer(let integer) = values[column] else { return nil }
        return integer
    }

    func optionalText(_ column: Int) -> String? {
        guard case .text(let text) = values[column] else { return nil }
        return text
    }

    func blob(_ column: Int) -> [UInt8] {
        guard case .blob(let bytes) = values[column] else { return [] }
        return bytes
    }
}
