import Crypto
import PanelCore

/// What the rows of a table come to: the same in two databases if, and only if, they hold the same rows.
package struct TableDigest: Sendable, Equatable {
    package private(set) var rows: Int64 = 0
    /// The sum of each column that holds money, in millionths.
    package private(set) var sums: [Int128]
    /// The SHA-256 of all values in the order of the key, as hexadecimal digits.
    package private(set) var digest = ""

    /// Reads a whole table, some rows at a time.
    ///
    /// - Parameter progress: Called with how many rows were read, each time.
    static func read(
        _ table: TableLayout,
        of engine: any SQLEngine,
        progress: @Sendable (Int) -> Void
    ) async throws -> TableDigest {
        var result = TableDigest(sums: table.moneyColumns.map { _ in 0 })
        var hash = SHA256()
        var place: TablePage.Place? = TablePage.Place()
        while let current = place {
            let page = try await TablePage.read(table, from: current, of: engine)
            hash.update(data: bytes(of: page.values[...]))
            result.add(page)
            progress(page.count)
            place = page.next
        }
        result.digest = hash.finalize().hexadecimal
        return result
    }

    private init(sums: [Int128]) {
        self.sums = sums
    }

    private mutating func add(_ page: TablePage) {
        rows += Int64(page.count)
        for (index, column) in page.table.moneyColumns.enumerated() {
            for row in 0..<page.count {
                guard case .integer(let amount) = page.values[row * page.table.columns.count + column] else { continue }
                sums[index] += Int128(amount)
            }
        }
    }

    /// Values as bytes, so that other values are other bytes: each has its type and its length before it.
    static func bytes(of values: ArraySlice<SQLValue>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 12)
        func append(_ number: Int64) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        for value in values {
            switch value {
            case .null:
                bytes.append(0)
            case .integer(let integer):
                bytes.append(1)
                append(integer)
            case .text(let text):
                bytes.append(2)
                append(Int64(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob):
                bytes.append(3)
                append(Int64(blob.count))
                bytes.append(contentsOf: blob)
            }
        }
        return bytes
    }
}
