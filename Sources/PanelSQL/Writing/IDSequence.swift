import PanelCore

/// Where ids come from: a row of `sequences`.
struct IDSequence: Sendable {
    let name: String
    /// Where the ids are counted.
    let count: any WritableKeyPath<IDCounts, Int64> & Sendable

    private static let byHand = [
        IDSequence(name: "events", count: \.events), IDSequence(name: "orders", count: \.orders),
    ]

    /// All of them, in the one order in which their rows are locked.
    static let all = (byHand + RecordMappings.all.compactMap(\.sequence)).sorted { $0.name < $1.name }

    /// Those of which `counts` may count some, in the same order. Most batches make no records.
    static func used(by counts: IDCounts) -> [IDSequence] {
        counts.hasRecords ? all : byHand
    }
}
