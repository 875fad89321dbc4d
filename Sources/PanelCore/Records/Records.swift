/// Records as they are stored, of any kind.
package struct Records: Sendable {
    private var kinds = ByKind()

    package init() {}

    /// Those of one kind.
    package subscript<Kind: Record>(_: Kind.Type) -> [Kind.Key: Kind] {
        get { kinds[StoredRecords<Kind>.self].rows }
        _modify { yield &kinds[StoredRecords<Kind>.self].rows }
    }

    /// Those of one kind, by their keys.
    package func inOrder<Kind: Record>(_ kind: Kind.Type) -> [Kind] {
        self[kind].sorted { $0.key < $1.key }.map(\.value)
    }

    /// Those that a batch looks at.
    package func named(in reads: ReadSet) -> Records {
        var named = Records()
        for part in reads.records.all { (part as? any RecordChoice)?.copy(from: self, to: &named) }
        return named
    }

    /// Writes what a batch changed.
    ///
    /// - Returns: What could not be written, in words: what is new must not be there yet, and what is changed or deleted
    ///   must.
    package mutating func write(_ changes: Changes) -> [String] {
        var problems: [String] = []
        for part in changes.records.all { problems += (part as? any RecordWrites)?.write(to: &self) ?? [] }
        return problems
    }
}

/// The stored records of one kind.
private struct StoredRecords<Kind: Record>: PartOfKind {
    var rows: [Kind.Key: Kind] = [:]

    mutating func merge(_ later: StoredRecords) {
        rows.overlay(later.rows)
    }
}

/// Keys of any kind.
private protocol RecordChoice {
    func copy(from stored: Records, to chosen: inout Records)
}

extension RecordKeys: RecordChoice {
    fileprivate func copy(from stored: Records, to chosen: inout Records) {
        let rows = stored[Kind.self]
        guard !all else {
            chosen[Kind.self] = rows
            return
        }
        for key in keys { chosen[Kind.self][key] = rows[key] }
    }
}

/// Changes of any kind.
private protocol RecordWrites {
    func write(to stored: inout Records) -> [String]
}

extension RecordChanges: RecordWrites {
    fileprivate func write(to stored: inout Records) -> [String] {
        var problems: [String] = []
        for key in deleted where stored[Kind.self].removeValue(forKey: key) == nil {
            problems.append("\(Kind.self) \(key) is deleted and is not there")
        }
        for (key, record) in inserted where stored[Kind.self].updateValue(record, forKey: key) != nil {
            problems.append("\(Kind.self) \(key) is new and is there already")
        }
        for (key, record) in updated where stored[Kind.self].updateValue(record, forKey: key) == nil {
            problems.append("\(Kind.self) \(key) is changed and is not there")
        }
        return problems
    }
}
