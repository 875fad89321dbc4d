import Foundation
import Glibc
import Testing

@testable import panel

struct LineWriterTests {
    private func withPipe(_ body: (_ reading: Int32, _ writing: Int32) async throws -> Void) async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        try await body(ends[0], ends[1])
    }

    /// Reads until the text that is read so far is as wanted.
    private func read(_ descriptor: Int32, until isWanted: (String) -> Bool) async throws -> String {
        var bytes: [UInt8] = []
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        return try await eventually("the lines are there", every: .milliseconds(5)) {
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer.prefix(count) }
            let text = String(decoding: bytes, as: UTF8.self)
            return isWanted(text) ? text : nil
        }
    }

    @Test func linesBeyondTheBoundAreLeftOutAndCounted() async throws {
        try await withPipe { reading, writing in
            var limits = LineWriter.Limits()
            limits.waiting = 10_000
            let writer = LineWriter(descriptor: writing, limits: limits)
            let line = String(repeating: "x", count: 99)
            // The pipe takes 64 KiB, the thread has a chunk in hand, and as much may wait.
            for _ in 0..<2000 { writer.write(line) }
            writer.flush(within: .zero)
            // Each line was read or counted, however often the reader fell behind.
            _ = try await read(reading) { text in
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                let counts = lines.filter { $0.contains("left out") }.map { $0.prefix { $0.isNumber } }
                let dropped = counts.compactMap { Int($0) }.reduce(0, +)
                return dropped > 0 && lines.filter { $0 == line }.count + dropped == 2000
            }
            writer.write("back")
            _ = try await read(reading) { $0.contains("back\n") }
        }
    }

    @Test func controlCharactersAreShownAndLongLinesCut() async throws {
        try await withPipe { reading, writing in
            let writer = LineWriter(descriptor: writing)
            writer.write("a\u{1B}[31m\nb\u{2028}")
            writer.write(String(repeating: "y", count: 100_000))
            writer.flush()
            let text = try await read(reading) { $0.hasSuffix("…\n") }
            #expect(text.hasPrefix(#"a\u{1b}[31m\nb\u{2028}"# + "\n"))
            #expect(text.utf8.count < 9000)
        }
    }
}

struct RepeatedLinesTests {
    @Test func aSubjectIsSaidOnceThenCounted() {
        var lines = RepeatedLines(LineWriter.Limits())
        let start = ContinuousClock.now
        var written = (0...370).filter { lines.isFirst("a \($0)", of: "a", at: start) }
        #expect(written == [0])
        let isOther = lines.isFirst("b", of: "b", at: start)
        #expect(isOther)
        var due = [9, 10].map { lines.due(at: start + .seconds($0)) }
        #expect(due == [[], ["a 370 (370 more of these in 10 s)"]])
        written = [371].filter { lines.isFirst("a \($0)", of: "a", at: start + .seconds(11)) }
        #expect(written == [])
        due = [20, 30].map { lines.due(at: start + .seconds($0)) }
        #expect(due == [["a 371 (1 more of these in 10 s)"], ["a 371 (no more of these; there were 372)"]])
        #expect(lines.next == nil)
        let isFirstAgain = lines.isFirst("a", of: "a", at: start + .seconds(31))
        #expect(isFirstAgain)
    }

    @Test func whatIsCountedIsSaidAtTheEnd() {
        var lines = RepeatedLines(LineWriter.Limits())
        for number in 0..<3 { _ = lines.isFirst("a \(number)", of: "a", at: .now) }
        let ends = [lines.end(), lines.end()]
        #expect(ends == [["a 2 (2 more of these)"], []])
    }
}
