import Foundation
import PanelCore
import PanelSQL

/// What a copy came to, for people and for programs.
struct CopySummary {
    let report: CopyReport
    private let source: PanelPlace
    private let target: PanelPlace
    private let duration: Duration

    init(_ report: CopyReport, _ source: PanelPlace, _ target: PanelPlace, took duration: Duration) {
        self.report = report
        self.source = source
        self.target = target
        self.duration = duration
    }

    var text: String {
        guard !report.tables.isEmpty else {
            return "\(target.name) holds a finished copy of this panel already. Nothing was done."
        }
        var table = Table("", "TABLE", "ROWS", "SUMS", "SHA-256")
        for row in report.tables {
            let isEqual = row.source == row.target
            table.add(
                isEqual ? "ok" : "SOURCE",
                row.name,
                "\(row.source.rows)",
                row.sums(row.source),
                row.source.digest
            )
            if !isEqual { table.add("TARGET", "", "\(row.target.rows)", row.sums(row.target), row.target.digest) }
        }
        return ([table.text(empty: "")] + conclusion).joined(separator: "\n")
    }

    private var conclusion: [String] {
        guard report.isEqual else {
            return report.tables.filter { $0.source != $0.target }.map { row in
                "\(row.name) differs, first at \(row.difference ?? "no row that is still there")."
            } + ["The target is not given free. Find out why, and begin anew in an empty database."]
        }
        let secret = """
            The panel's secret is not in the database: give the new servers the same one (panel.secret in the old servers' \
            data directories, or \(PanelSecret.variable)).
            """
        return [
            "The panel of \(source.name) is in \(target.name) now. Where it was, it is not served any more.",
            "\(report.copiedRows) rows were copied, and all compared, in \(duration.components.seconds) s.",
        ] + (report.hasSecret ? [secret] : [])
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Message(self)), as: UTF8.self)
    }

    private struct Message: Encodable {
        struct Side: Encodable {
            let rows: Int64
            let sums: [String: String]
            let digest: String
        }

        struct Row: Encodable {
            let table: String
            let equal: Bool
            let source: Side
            let target: Side
            let difference: String?
        }

        let from: String
        let to: String
        let installation: String
        let equal: Bool
        let copied_rows: Int64
        let seconds: Int64
        let tables: [Row]

        init(_ summary: CopySummary) {
            from = summary.source.name
            to = summary.target.name
            installation = summary.report.installation
            equal = summary.report.isEqual
            copied_rows = summary.report.copiedRows
            seconds = summary.duration.components.seconds
            tables = summary.report.tables.map { row in
                func side(_ digest: TableDigest) -> Side {
                    let sums = zip(row.moneyColumns, digest.sums.map(MoneySum.text))
                    return Side(rows: digest.rows, sums: .init(uniqueKeysWithValues: sums), digest: digest.digest)
                }
                return Row(
                    table: row.name,
                    equal: row.source == row.target,
                    source: side(row.source),
                    target: side(row.target),
                    difference: row.difference
                )
            }
        }
    }
}

extension CopyReport.Table {
    /// As `charge 12.5, refunded 1`.
    fileprivate func sums(_ digest: TableDigest) -> String {
        zip(moneyColumns, digest.sums).map { "\($0) \(MoneySum.text($1))" }.joined(separator: ", ")
    }
}
