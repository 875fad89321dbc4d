import Foundation
import HTTPTypes
import PanelCore
import PanelTesting
import Testing

/// A page of the statement as it is read by a program, of a panel in English and US dollars.
struct ShownStatement {
    struct Line: Equatable {
        /// In UTC.
        let time: String
        /// As somebody reads it: `24 Nov 10:12`.
        let clock: String
        let amount: Money
        let balance: Money
    }

    let opening: Money
    let closing: Money
    let lines: [Line]
    /// Where links that begin so lead.
    let earlier: String?
    let older: String?
    let page: MarkupElement

    init(_ answer: TestBrowser.Answer) throws {
        #expect(answer.status == 200)
        let page = try MarkupReader.read(Array(answer.text.utf8))
        let figures = page.descendants.first { $0["class"] == "sums" }?.all("div") ?? []
        opening = try Self.amount(#require(figures.first?.all("span").last?.text))
        closing = try Self.amount(#require(figures.last?.all("span").last?.text))
        lines = try page.all("tbody").flatMap { $0.all("tr") }.map { row in
            let cells = row.all("td")
            return Line(
                time: try #require(row.all("time").first?["datetime"]),
                clock: try #require(row.all("time").first?.text),
                amount: try Self.amount(cells[2].text),
                balance: try Self.amount(cells[3].text)
            )
        }
        func link(_ text: (String) -> Bool) -> String? { page.all("a").first { text($0.text) }?["href"] }
        earlier = link { $0.hasPrefix("← ") }
        older = link { $0.hasPrefix("Older") }
        self.page = page
    }

    /// `−$1,234.50` as an amount.
    private static func amount(_ text: String) throws -> Money {
        let plain = String(text.filter { !"$,+ ".contains($0) }.map { $0 == "−" ? "-" : $0 })
        return try #require(Money(plain), "\(text) is no amount")
    }
}

/// The file of a statement as a program reads it.
struct StatementFile {
    struct Line: Equatable {
        let time: String
        let cause: String
        let amount: Money
        let balance: Money

        /// The moment in UTC.
        var utc: String? {
            ISO8601DateFormatter().date(from: time).map { ISO8601DateFormatter().string(from: $0) }
        }

        /// The moment as the page writes it.
        var clock: String? {
            guard let match = time.firstMatch(of: /^\d+-(\d\d)-(\d\d)T(\d\d:\d\d):\d\d[+-]\d\d:\d\d$/),
                let month = Int(match.1), let day = Int(match.2)
            else { return nil }
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            return "\(day) \(months[month - 1]) \(match.3)"
        }
    }

    let lines: [Line]

    init(_ answer: TestBrowser.Answer) throws {
        #expect(answer.status == 200 && answer.headers[.contentType] == "text/csv; charset=utf-8")
        var rows = answer.text.components(by: "\r\n")
        #expect(rows.removeFirst() == "time,cause,amount,balance")
        #expect(rows.popLast() == "", "the last line has an end too")
        lines = try rows.map { row in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            try #require(cells.count == 4, "\(row)")
            return Line(
                time: cells[0],
                cause: cells[1],
                amount: try #require(Money(cells[2])),
                balance: try #require(Money(cells[3]))
            )
        }
    }
}

extension String {
    fileprivate func components(by separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}
