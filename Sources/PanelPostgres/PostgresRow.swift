import CLibPQ
import PanelSQL

/// A row of a result in PostgreSQL's binary format.
struct PostgresRow: SQLRow {
    let result: OpaquePointer
    let row: Int32

    func integer(_ column: Int) -> Int64 {
        optionalInteger(column) ?? 0
    }

    func optionalInteger(_ column: Int) -> Int64? {
        guard let bytes = bytes(column) else { return nil }
        // Whole numbers of every width, and flags.
        precondition(bytes.count <= 8, "column \(column) holds no whole number")
        let magnitude = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - 8 * bytes.count)
        return bytes.count == 1 ? Int64(magnitude) : Int64(bitPattern: magnitude << unused) >> Int64(unused)
    }

    func text(_ column: Int) -> String {
        optionalText(column) ?? ""
    }

    func optionalText(_ column: Int) -> String? {
        bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }

    func blob(_ column: Int) -> [UInt8] {
        bytes(column).map(Array.init) ?? []
    }

    func value(_ column: Int) -> SQLValue {
        guard PQgetisnull(result, row, Int32(column)) == 0 else { return .null }
        return switch ParameterType(rawValue: PQftype(result, Int32(column))) {
        case .integer?: .integer(integer(column))
        case .bytes?: .blob(blob(column))
        case .text?, nil: .text(text(column))
        }
    }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(result, row, Int32(column)) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, Int32(column)),
            count: Int(PQgetlength(result, row, Int32(column)))
        )
    }
}
