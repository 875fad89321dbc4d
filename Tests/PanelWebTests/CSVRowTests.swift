import PanelCore
import PanelWeb
import Testing

/// Lines of a CSV file, as RFC 4180 has them.
struct CSVRowTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""), ("ví dụ", "ví dụ"),
        ]
    )
    func textIsQuotedWhereItHasToBe(text: String, cell: String) {
        #expect(line(CSVRow([text, "end"])) == "\(cell),end\r\n")
    }

    @Test(
        arguments: [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM", "'@SUM"), ("\tx", "'\tx"),
            ("\r=1", "\"'\r=1\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("a=1", "a=1"), (" =1", " =1"),
        ]
    )
    func noTextIsAFormula(text: String, cell: String) {
        #expect(line(CSVRow([text])) == "\(cell)\r\n")
    }

    @Test func numbersArePlain() {
        var row = CSVRow()
        row.append(Money(micros: -12_500_000))
        row.append(Int64(1_234_567))
        #expect(line(row) == "-12.5,1234567\r\n")
    }

    @Test func emptyCellsStay() {
        #expect(line(CSVRow(["", "", ""])) == ",,\r\n")
    }

    private func line(_ row: CSVRow) -> String {
        String(decoding: row.line, as: UTF8.self)
    }
}
