import PanelMarkup
import PanelWeb
import Testing

struct QRCodeTests {
    /// A phone reads HELLO from it.
    @Test func drawsWhatIsDark() throws {
        let code = try #require(QRCode("HELLO"))
        #expect(code.width == 21)
        #expect(
            try rows(of: code) == """
                #######.#..#..#######
                #.....#.####..#.....#
                #.###.#...#.#.#.###.#
                #.###.#.#.#.#.#.###.#
                #.###.#....#..#.###.#
                #.....#....##.#.....#
                #######.#.#.#.#######
                ........#..##........
                #.##.###.#.##.#..#.##
                .##.##.#.######..##..
                #...#.#..#.#.......##
                #.##...#...#..####.#.
                .#.######...#..#..#.#
                ........####..#...#.#
                #######.#..##..#.....
                #.....#.#.#....#####.
                #.###.#.....######.##
                #.###.#.#.##..#.####.
                #.###.#.##..#.##..#..
                #.....#...#..#.##...#
                #######.#.#..#.#.....
                """
        )
    }

    @Test func isAPictureWithWords() throws {
        let code = try #require(QRCode("HELLO"))
        let markup = String(decoding: code.html(label: #"Mã "QR" & <b>"#).bytes, as: UTF8.self)
        #expect(
            markup.hasPrefix(
                #"<svg class="qr" viewBox="0 0 21 21" role="img" aria-label="Mã &#34;QR&#34; &amp; &lt;b&gt;" "#
            )
        )
        #expect(markup.hasSuffix(#"z"/></svg>"#))
    }

    @Test func growsWithItsText() throws {
        let uri = "otpauth://totp/Panel:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Panel"
        #expect(try #require(QRCode(uri)).width == 37)
        let longest = try #require(QRCode(String(repeating: "a", count: QRCode.longest)))
        #expect(longest.width == 177)
        #expect(try rows(of: longest).split(separator: "\n").allSatisfy { $0.utf8.count == 177 })
        #expect(QRCode(String(repeating: "a", count: QRCode.longest + 1)) == nil)
        #expect(QRCode("") == nil)
    }

    /// The code's rows as its markup draws them.
    private func rows(of code: QRCode) throws -> String {
        var rows = Array(repeating: Array(repeating: Character("."), count: code.width), count: code.width)
        for run in String(decoding: code.html(label: "").bytes, as: UTF8.self).matches(
            of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/
        ) {
            let (column, row) = (try #require(Int(run.1)), try #require(Int(run.2)))
            #expect(run.3 == run.4)
            for offset in 0..<(try #require(Int(run.3))) {
                #expect(rows[row][column + offset] == ".", "drawn twice")
                rows[row][column + offset] = "#"
            }
        }
        return rows.map { String($0) }.joined(separator: "\n")
    }
}
