/// What is known of records, for each kind of them.
///
/// Nothing is allocated while there is none: most batches touch few kinds or no kind at all.
package struct ByKind: Sendable, Equatable {
    private var parts: [ObjectIdentifier: any PartOfKind] = [:]

    package init() {}

    /// The part of one kind; an empty one when there is none.
    package subscript<Part: PartOfKind>(_: Part.Type) -> Part {
        get {
            guard !parts.isEmpty else { return Part() }
            return parts[ObjectIdentifier(Part.Kind.self)] as? Part ?? Part()
        }
        _modify {
            let kind = ObjectIdentifier(Part.Kind.self)
            // Taken out meanwhile: a second reference would have it copied.
            var part = parts.removeValue(forKey: kind) as? Part ?? Part()
            defer { parts[kind] = part }
            yield &part
        }
    }

    package var isEmpty: Bool { parts.isEmpty }

    /// All parts, in no order.
    package var all: some Sequence<any PartOfKind> { parts.values }

    /// The names of kinds that are not among `known`.
    package func names(besides known: Set<ObjectIdentifier>) -> [String] {
        guard !parts.isEmpty else { return [] }
        return parts.filter { !known.contains($0.key) }.values.map { "\($0.kindName)" }.sorted()
    }

    /// Lays `later` over this.
    mutating func merge(_ later: ByKind) {
        guard !later.parts.isEmpty else { return }
        guard !parts.isEmpty else {
            self = later
            return
        }
        for (kind, part) in later.parts { parts[kind] = parts[kind]?.merged(with: part) ?? part }
    }

    package static func == (left: ByKind, right: ByKind) -> Bool {
        Set(left.parts.keys).union(right.parts.keys).allSatisfy { kind in
            guard let part = left.parts[kind] ?? right.parts[kind] else { return true }
            return part.isSame(left.parts[kind], right.parts[kind])
        }
    }
}

/// What is known of records of one kind.
package protocol PartOfKind: Sendable, Equatable {
    associatedtype Kind: Record

    /// An empty one.
    init()

    /// Lays `later` over this.
    mutating func merge(_ later: Self)
}

extension PartOfKind {
    fileprivate var kindName: String { "\(Kind.self)" }

    fileprivate func merged(with later: any PartOfKind) -> any PartOfKind {
        var part = self
        if let later = later as? Self { part.merge(later) }
        return part
    }

    /// Whether two parts of this kind are the same. One that is not there is empty.
    fileprivate func isSame(_ left: (any PartOfKind)?, _ right: (any PartOfKind)?) -> Bool {
        (left as? Self ?? Self()) == (right as? Self ?? Self())
    }
}
