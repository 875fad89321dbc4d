/// The records of one kind that a batch looks at.
package struct RecordKeys<Kind: Record>: PartOfKind {
    package var keys: Set<Kind.Key> = []
    /// Whether every record is wanted that there is.
    package var all = false

    package init() {}

    package mutating func merge(_ later: RecordKeys) {
        keys.formUnion(later.keys)
        all = all || later.all
    }
}

extension ReadSet {
    /// What is wanted of one kind of record.
    package subscript<Kind: Record>(_: Kind.Type) -> RecordKeys<Kind> {
        get { records[RecordKeys<Kind>.self] }
        _modify { yield &records[RecordKeys<Kind>.self] }
    }

    /// A record is wanted, if there is one with this key.
    package mutating func load<Kind: Record>(_ kind: Kind.Type, _ key: Kind.Key) {
        self[kind].keys.insert(key)
    }

    /// Those records are wanted that there are with these keys.
    package mutating func load<Kind: Record>(_ kind: Kind.Type, _ keys: some Collection<Kind.Key>) {
        guard !keys.isEmpty else { return }
        self[kind].keys.formUnion(keys)
    }

    /// All records of a kind are wanted, of which there are few.
    package mutating func loadAll<Kind: Record>(_ kind: Kind.Type) {
        self[kind].all = true
    }

    /// Up to `count` new records of a kind get numbers.
    package mutating func allot<Kind: NumberedRecord>(_ kind: Kind.Type, _ count: Int64) {
        newIDs[kind] += count
    }
}
