package import PanelCore

/// A line of a CSV file (RFC 4180) that is safe to open in a spreadsheet.
package struct CSVRow: Sendable {
    private(set) var bytes: [UInt8] = []

    package init() {}

    /// A line of what the columns are called.
    package init(_ cells: [String]) {
        for cell in cells { append(cell) }
    }

    /// The line with its end.
    package var line: [UInt8] { bytes + Array("\r\n".utf8) }

    /// Adds a cell. Text that a spreadsheet would take for a formula, since it begins with `=`, `+`, `-`, `@`, a tab or a
    /// line's end, gets an apostrophe in front, which spreadsheets show as text (OWASP, "CSV Injection").
    package mutating func append(_ text: String) {
        let isFormula = text.utf8.first.map { CSVRow.beginnings.contains($0) } ?? false
        appendCell(isFormula ? "'" + text : text)
    }

    /// Adds a plain decimal, as `-12.5`: a minus that the panel wrote is a number's.
    package mutating func append(_ money: Money) {
        appendCell(money.description)
    }

    package mutating func append(_ number: some FixedWidthInteger) {
        appendCell(String(number))
    }

    private mutating func appendCell(_ text: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        guard text.utf8.contains(where: { CSVRow.quoted.contains($0) }) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private var isFirst = true
    private static let beginnings = Set("=+-@\t\r\n".utf8)
    private static let quoted = Set("\",\r\n".utf8)
}
