import Foundation
import PanelTesting
import Testing

/// Customers who leave while a file is sent to them.
struct LeftDownloadTests {
    private static let files = ["/orders.csv", "/statement.csv"]

    @Test func theServerGoesOnAndKeepsNothingOfThem() async throws {
        try await TestPanel.with { panel in
            try await LeftDownloadTests.fill(panel)
            // With one reader for pages, whoever kept it would keep it from everybody.
            try await panel.start(["--sqlite-pages", "1"])
            let visitor = try await Visitor.logIn("alice", password: LeftDownloadTests.password, at: panel.port)
            for file in LeftDownloadTests.files {
                let whole = try await visitor.download(file)
                #expect(whole > LeftDownloadTests.mostUnderWay, "\(file) may fit where nobody has read it")
                let (heads, left) = try await RawConnection.blocking {
                    let leaving = try (0..<4).map { _ in try visitor.ask(file, room: LeftDownloadTests.room) }
                    // And one who looks at a page while they read nothing.
                    let heads = try (leaving + [try visitor.ask("/orders")]).map { try $0.receiveHead() }
                    return withExtendedLifetime(leaving) { (heads, Connections.kept(at: visitor.port)) }
                }
                #expect(heads.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") }, "\(heads)")
                #expect(left >= 4, "\(file) was sent before they left")
                try await eventually("the connections of those who left are closed") {
                    Connections.kept(at: visitor.port) == 0 ? true : nil
                }
                #expect(try await visitor.download(file) == whole)
            }
            let process = try #require(panel.process)
            #expect(await panel.stop() == .code(0))
            let loud = process.errors.split(separator: "\n").filter {
                $0.contains(/\b(error|critical)\b/.ignoresCase())
            }
            #expect(loud.isEmpty, "\(loud)")
            try await panel.expectHealthy()
        }
    }

    // MARK: What there is to send

    private static let password = "correct horse battery"

    /// More than one part of each file, and much to send.
    private static func fill(_ panel: TestPanel) async throws {
        let client = panel.client(try await panel.customer("alice", balance: "1000"))
        let set = try await panel.run(["user", "set-password", "alice"], input: password + "\n")
        #expect(set.succeeded, "\(set)")
        try await panel.importServices(Row.make(1))
        try await withThrowingTaskGroup { group in
            for worker in 0..<20 {
                group.addTask {
                    for number in 0..<55 {
                        _ = try await client.order(["service": "1", "link": "\(worker)/\(number)", "quantity": "9"])
                    }
                }
            }
            try await group.waitForAll()
        }
        await panel.stop()
        // Longer than anybody may write them: so that it does not take a hundred thousand orders.
        let link = "UPDATE orders SET link = link || hex(zeroblob(\(mostUnderWay / 2000)))"
        #expect(try panel.change(link) == 1100)
        let reference = "UPDATE credits SET reference = reference || hex(zeroblob(\(mostUnderWay / 2)))"
        #expect(try panel.change(reference) == 1)
    }

    private static let room: Int32 = 16 * 1024

    /// What the system keeps of such a connection at most: written by the one side, and not read by the other.
    private static let mostUnderWay: Int = {
        let text = try? String(contentsOfFile: "/proc/sys/net/ipv4/tcp_wmem", encoding: .utf8)
        let most = text?.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 4 * 1024 * 1024
        return most + 4 * Int(room)
    }()
}

/// Connections of this machine to a port of it.
private enum Connections {
    /// How many a process still has open on the side of the port.
    static func kept(at port: Int) -> Int {
        // Read to its end: the system says of none of these files how long it is.
        let file = FileHandle(forReadingAtPath: "/proc/self/net/tcp")
        let table = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
        let local = String(format: "0100007F:%04X", port)
        return table.split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            // Behind its addresses: its state, of which 0A is that of a socket that listens. Without a file it is nobody's.
            return fields.count > 9 && fields[1] == local && fields[3] != "0A" && fields[9] != "0"
        }
    }
}
