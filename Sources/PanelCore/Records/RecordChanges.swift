/// What commands changed of records of one kind.
package struct RecordChanges<Kind: Record>: PartOfKind {
    private var written = Written<Kind.Key, Kind>()
    /// Those that are stored and are not to be any more. A new one may have the same key.
    package private(set) var deleted: Set<Kind.Key> = []

    package var inserted: [Kind.Key: Kind] { written.inserted }
    package var updated: [Kind.Key: Kind] { written.updated }

    package init() {}

    /// The record as it is now; `nil` inside when it was deleted, and outside when nothing was changed.
    func state(of key: Kind.Key) -> Kind?? {
        if let record = written[key] { return record }
        return deleted.contains(key) ? .some(nil) : nil
    }

    mutating func insert(_ record: Kind) {
        written.insert(record, id: record.key)
    }

    mutating func update(_ record: Kind) {
        written.update(record, id: record.key)
    }

    mutating func delete(_ key: Kind.Key) {
        // What was made here was never stored.
        if !written.remove(key) { deleted.insert(key) }
    }

    package mutating func merge(_ later: RecordChanges) {
        for key in later.deleted { delete(key) }
        written.merge(later.written)
    }
}

extension Changes {
    /// What was changed of one kind of record.
    package internal(set) subscript<Kind: Record>(_: Kind.Type) -> RecordChanges<Kind> {
        get { records[RecordChanges<Kind>.self] }
        _modify { yield &records[RecordChanges<Kind>.self] }
    }
}

extension Scope {
    /// A record that must be loaded, as it is now; `nil` when there is none with this key.
    package subscript<Kind: Record>(_ kind: Kind.Type, _ key: Kind.Key) -> Kind? {
        changes[kind].state(of: key) ?? base.changes[kind].state(of: key) ?? base.snapshot.records[kind][key]
    }

    /// All records of a kind that are loaded or were made since, in the order of their keys.
    package func all<Kind: Record>(_ kind: Kind.Type) -> [Kind] {
        let keys = Set(base.snapshot.records[kind].keys).union(base.changes[kind].inserted.keys)
            .union(changes[kind].inserted.keys)
        return keys.sorted().compactMap { self[kind, $0] }
    }

    /// Adds a record that is not stored yet.
    package mutating func insert<Kind: Record>(_ record: Kind) {
        note(Kind.outdates(from: nil, to: record))
        changes[Kind.self].insert(record)
    }

    /// Writes a record, which must be loaded.
    package mutating func update<Kind: Record>(_ record: Kind) {
        note(Kind.outdates(from: self[Kind.self, record.key], to: record))
        changes[Kind.self].update(record)
    }

    /// Takes a record away, which must be loaded.
    package mutating func delete<Kind: Record>(_ kind: Kind.Type, _ key: Kind.Key) {
        note(Kind.outdates(from: self[kind, key], to: nil))
        changes[kind].delete(key)
    }

    private mutating func note(_ outdated: KeptInMemory?) {
        switch outdated {
        case nil: break
        case .settings: changes.changesSettings = true
        case .account(let id): changes.changedAccounts.insert(id)
        }
    }

    /// A number for a new record of a kind.
    package mutating func newID<Kind: NumberedRecord>(of kind: Kind.Type) -> Kind.ID {
        Kind.ID(rawValue: allot(\.[ObjectIdentifier(kind)]))
    }
}
