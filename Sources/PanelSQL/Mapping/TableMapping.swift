import PanelCore

/// How records of one kind are stored: the one place that names their columns.
///
/// All columns but those of the key are written whenever a record is, so that none is forgotten in an update.
struct TableMapping<Kind: Record>: Sendable {
    let table: String
    /// The columns in the order in which they are read and written, those of the key first.
    let columns: String
    private let keyColumns: [@Sendable (Kind.Key) -> SQLValue]
    private let otherColumns: [@Sendable (Kind) -> SQLValue]
    let read: @Sendable (inout RowReader) throws -> Kind

    private let selection: SQL
    /// All records in the order of their keys.
    let wholeTable: SQL
    private let insertion: SQL
    private let change: SQL
    private let deletion: SQL

    /// - Parameters:
    ///   - key: The columns of the primary key, or of another unique key, with their values.
    ///   - columns: All others, with their values.
    ///   - read: Makes a record of a row, column by column.
    init(
        _ table: String,
        key: KeyValuePairs<String, @Sendable (Kind.Key) -> SQLValue>,
        columns: KeyValuePairs<String, @Sendable (Kind) -> SQLValue>,
        read: @escaping @Sendable (inout RowReader) throws -> Kind
    ) {
        self.table = table
        self.read = read
        keyColumns = key.map(\.value)
        otherColumns = columns.map(\.value)
        let names = key.map(\.key) + columns.map(\.key)
        let list = names.joined(separator: ", ")
        self.columns = list
        let places = names.indices.map { "$\($0 + 1)" }
        let condition = zip(key.map(\.key), places).map { "\($0) = \($1)" }.joined(separator: " AND ")
        let assignments = zip(names, places).dropFirst(key.count).map { "\($0) = \($1)" }.joined(separator: ", ")
        let lock: RowLock? = Kind.lockRank == .settings ? nil : .exclusive
        selection = SQL("SELECT \(list) FROM \(table) WHERE \(condition)", lock: lock)
        let order = key.map(\.key).joined(separator: ", ")
        wholeTable = SQL("SELECT \(list) FROM \(table) ORDER BY \(order)", lock: lock)
        insertion = SQL("INSERT INTO \(table) (\(list)) VALUES (\(places.joined(separator: ", ")))")
        change = SQL("UPDATE \(table) SET \(assignments) WHERE \(condition)")
        deletion = SQL("DELETE FROM \(table) WHERE \(condition)")
    }

    /// The values of all ``columns``.
    func values(of record: Kind) -> [SQLValue] {
        values(of: record.key) + otherColumns.map { $0(record) }
    }

    private func values(of key: Kind.Key) -> [SQLValue] {
        keyColumns.map { $0(key) }
    }
}

extension TableMapping where Kind.Key: TypedID {
    /// For records whose key is a number, in the column `id`.
    init(
        _ table: String,
        columns: KeyValuePairs<String, @Sendable (Kind) -> SQLValue>,
        read: @escaping @Sendable (inout RowReader) throws -> Kind
    ) {
        self.init(table, key: ["id": { .integer($0.rawValue) }], columns: columns, read: read)
    }
}

/// A record with a table.
protocol StoredRecord: Record {
    static var mapping: TableMapping<Self> { get }
}

extension StoredRecord {
    /// The columns in the order in which ``init(_:)`` reads them.
    static var columns: String { mapping.columns }

    init(_ reader: inout RowReader) throws {
        self = try Self.mapping.read(&reader)
    }
}

/// The mapping of any kind of record: what loading and writing a batch needs of it.
protocol RecordMapping: Sendable {
    var table: String { get }
    var kind: ObjectIdentifier { get }
    var lockRank: LockRank { get }
    /// Where new records get their numbers: the row of `sequences` with the name of the table.
    var sequence: IDSequence? { get }

    /// Queries for the records that a batch looks at.
    func loading(_ reads: ReadSet, take: SnapshotLoader) -> [SQLJob]

    /// Statements that delete what a batch deleted.
    func deleting(_ changes: Changes) -> [SQLJob]

    /// Statements that write what a batch made or changed.
    func writing(_ changes: Changes) -> [SQLJob]
}

extension TableMapping: RecordMapping {
    var kind: ObjectIdentifier { ObjectIdentifier(Kind.self) }
    var lockRank: LockRank { Kind.lockRank }
    var sequence: IDSequence? {
        Kind.self is any NumberedRecord.Type ? IDSequence(name: table, count: \.[kind]) : nil
    }

    func loading(_ reads: ReadSet, take loader: SnapshotLoader) -> [SQLJob] {
        let wanted = reads[Kind.self]
        if wanted.all { return [loading(wholeTable, .none, take: loader)] }
        guard !wanted.keys.isEmpty else { return [] }
        let keys = SQLParameters.rows(wanted.keys.sorted(), width: keyColumns.count, values(of:))
        return [loading(selection, keys, take: loader)]
    }

    /// A query for records of this kind: its first columns are ``columns``.
    func loading(_ sql: SQL, _ parameters: SQLParameters, take loader: SnapshotLoader) -> SQLJob {
        .query(sql, parameters) { row in
            var reader = RowReader(row)
            loader.take(try read(&reader))
        }
    }

    func deleting(_ changes: Changes) -> [SQLJob] {
        let keys = changes[Kind.self].deleted.sorted()
        return ChangesWriter.writing(deletion, keys, width: keyColumns.count, values(of:))
    }

    func writing(_ changes: Changes) -> [SQLJob] {
        let changes = changes[Kind.self]
        let width = keyColumns.count + otherColumns.count
        return ChangesWriter.writing(insertion, changes.inserted.inOrder, width: width, values(of:))
            + ChangesWriter.writing(change, changes.updated.inOrder, width: width, values(of:))
    }
}
