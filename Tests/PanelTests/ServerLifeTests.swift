import Foundation
import NIOHTTP1
import PanelTesting
import Testing

/// Starting, ending and guarding a server and its files.
@Suite(.serialized)
struct ServerLifeTests {
    /// Waits until the server listens for commands too, which it does a moment before or after it is ready.
    private func waitForSocket(of panel: TestPanel) async throws {
        try await eventually("it listens for commands", every: .milliseconds(5)) {
            FileManager.default.fileExists(atPath: panel.data + "/panel.sock") ? true : nil
        }
    }

    @Test func aTermSignalEndsTheServerWithZeroAndWithoutASocket() async throws {
        try await TestPanel.with { panel in
            let socket = panel.data + "/panel.sock"
            try await waitForSocket(of: panel)
            #expect(FileManager.default.fileExists(atPath: socket))
            #expect(await panel.stop(with: SIGTERM) == .code(0))
            #expect(!FileManager.default.fileExists(atPath: socket))
            try await panel.start()
            #expect(await panel.stop(with: SIGINT) == .code(0))
            try await panel.start()
            try await waitForSocket(of: panel)
            #expect(await panel.kill() == .signal(SIGKILL))
            // What a killed server left behind is in nobody's way.
            #expect(FileManager.default.fileExists(atPath: socket))
            try await panel.expectHealthy()
            try await panel.start()
            try await panel.expectHealthy()
        }
    }

    /// A command that dies in the middle of what it sends has nothing done, and is not told that it sent too much.
    @Test func aBodyThatIsCutOffIsNamedAsThat() async throws {
        try await TestPanel.with { panel in
            try await waitForSocket(of: panel)
            let socket = panel.data + "/panel.sock"
            func ask(_ body: String, length: Int) async throws -> HTTPAnswer {
                try await RawConnection.blocking {
                    let connection = try RawConnection(socket: socket)
                    connection.send(
                        "POST /link-rules HTTP/1.1\r\nHost: panel\r\nContent-Length: \(length)\r\n\r\n\(body)"
                    )
                    connection.endSending()
                    return try connection.receiveAnswer()
                }
            }
            let short = #"{"text":"x"}"#
            #expect(try await ask(short, length: short.utf8.count).status == 200)
            let cut = try await ask(short, length: 1000)
            #expect(cut.status == 400 && cut.text.contains("cut off"), "\(cut.text)")
            let large = String(repeating: " ", count: 100_000)
            let refused = try await ask(large, length: large.utf8.count)
            #expect(refused.status == 413 && refused.text.contains("larger than 65536 bytes"), "\(refused.text)")
        }
    }

    @Test func hangingUpDoesNotEndTheServer() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try #require(panel.process).send(SIGHUP)
            try await eventually("the log tells of it") { panel.serverLog.contains("SIGHUP was ignored") ? true : nil }
            #expect(try await panel.client(key).call("balance").text == SeedExamples.balance100)
            #expect(await panel.stop() == .code(0))
        }
    }

    @Test func whatWasBegunIsAnsweredBeforeTheServerEnds() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews)
            let body = "key=\(key)&action=add&service=1&link=a&quantity=500"
            let port = panel.port
            let process = try #require(panel.process)
            let answers = try await RawConnection.blocking {
                let idle = try RawConnection(port: port)
                let begun = try (0..<3).map { _ in try RawConnection(port: port) }
                let balance = "key=\(key)&action=balance"
                // Once they are answered, all of them are known to the server.
                for connection in begun + [idle] {
                    connection.send(RawConnection.head(length: balance.utf8.count) + balance)
                    _ = try connection.receiveAnswer()
                }
                for connection in begun {
                    connection.send(RawConnection.head(length: body.utf8.count, more: "Expect: 100-continue\r\n"))
                    _ = try connection.receiveHead()
                    connection.send(String(body.dropLast(2)))
                }
                process.send(SIGTERM)
                try idle.expectEnd()
                return try begun.map { connection in
                    connection.send(String(body.suffix(2)))
                    let answer = try connection.receiveAnswer()
                    try connection.expectEnd()
                    return answer
                }
            }
            #expect(await process.waitForExit() == .code(0))
            try await panel.start()
            for answer in answers {
                #expect(answer.headers["connection"] == "close")
                let id = try #require(try answer.json()["order"]?.id, "\(answer.text)")
                #expect(try await panel.json("order", "show", "\(id)")["quantity"] == .number(500))
            }
            #expect(try await panel.orders().count == 3)
            try await panel.expectHealthy()
        }
    }

    @Test func aRequestThatNeverArrivesDoesNotKeepTheServer() async throws {
        try await TestPanel.with { panel in
            let port = panel.port
            let process = try #require(panel.process)
            try await RawConnection.blocking {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.head(length: 100, more: "Expect: 100-continue\r\n"))
                _ = try connection.receiveHead()
                process.send(SIGTERM)
                // Well before the whole server's patience is at its end, which would cut off more than this.
                try? connection.expectEnd()
            }
            #expect(await process.waitForExit() == .code(0))
        }
    }

    @Test func threadsOfAServerDoNotInterruptEachOther() async throws {
        try await TestPanel.with { panel in
            let tasks = "/proc/\(try #require(panel.process).id)/task"
            let threads = try FileManager.default.contentsOfDirectory(atPath: tasks)
            #expect(threads.count > 1)
            for thread in threads {
                let stat = try String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8)
                // The policy is field 41 of stat, in proc(5). The second, a name in parentheses, may have spaces.
                let fields = try #require(stat.split(separator: ")").last).split(separator: " ")
                #expect(fields[38] == "3", "not SCHED_BATCH: \(stat)")
            }
        }
    }

    @Test func filesAreForTheirOwnerAlone() async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice", balance: "1")
            try await waitForSocket(of: panel)
            func mode(_ path: String) throws -> Int {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
            }
            #expect(try mode(panel.data) == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: panel.data)
            #expect(files.contains("panel.sock") && files.contains("panel.sqlite"))
            for file in files {
                // One that the server writes anew at this moment has another name by now.
                guard let found = try? mode(panel.data + "/" + file) else { continue }
                #expect(found & 0o077 == 0, "\(file)")
            }
        }
    }

    @Test func twoServersOnOneDirectoryAreRefused() async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            let second = try panel.launch(["serve", "--data", panel.data, "--listen", "127.0.0.1:0"])
            let exit = await second.waitForExit()
            #expect(exit != .code(0))
            #expect(second.output == "")
            #expect(second.errors.contains("Another process works with this data directory"))
            #expect(try await panel.client(key).call("balance").text == SeedExamples.balance100)
            // The second did not take the socket of the first away.
            try await panel.expectHealthy()
        }
    }

    @Test func manyCommandsAtOnceWaitForEachOther() async throws {
        try await TestPanel.with(starts: false) { panel in
            _ = try await panel.customer("alice")
            try await withThrowingTaskGroup(of: TestPanel.CommandResult.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await panel.run("user", "credit", "alice", "1", "--reference", "r-\(number)")
                    }
                }
                for try await result in group { #expect(result.succeeded, "\(result)") }
            }
            #expect(try await panel.balance("alice") == "8")
            try await panel.expectHealthy()
        }
    }

    @Test func aTakenPortAndAWrongAddressAreErrors() async throws {
        try await TestPanel.with { panel in
            let addresses = ["127.0.0.1:\(panel.port)", "127.0.0.1", "127.0.0.1:70000", ":1", "unix:/tmp/x"]
            for address in addresses {
                let other = try panel.launch(["serve", "--data", panel.directory + "/other", "--listen", address])
                let exit = await other.waitForExit()
                guard case .code(let code) = exit, code != 0 else {
                    Issue.record("\(address): \(exit)")
                    continue
                }
                #expect(other.output == "", "\(address)")
                #expect(!other.errors.isEmpty, "\(address)")
            }
        }
    }

    @Test func aDirectoryWithoutAPanelIsAMistake() async throws {
        try await TestPanel.with(starts: false) { panel in
            for command in [["doctor"], ["user", "list"], ["order", "show", "1"]] {
                let result = try await panel.run(command)
                #expect(!result.succeeded && result.output == "")
                #expect(result.errors.contains("There is no panel in"))
            }
            #expect(!FileManager.default.fileExists(atPath: panel.data))
        }
    }

    @Test(arguments: [true, false])
    func theDoctorFindsAWrongBalance(serving: Bool) async throws {
        try await TestPanel.with { panel in
            _ = try await panel.customer("alice", balance: "5")
            _ = try await panel.customer("bob", balance: "5")
            try await panel.expectHealthy()
            await panel.stop()
            #expect(try panel.change("UPDATE balances SET amount = amount + 1 WHERE account_id = 2") == 1)
            if serving { try await panel.start() }
            let result = try await panel.run("doctor", "--json")
            #expect(result.exit == .code(1))
            let report = try result.json()
            #expect(report["healthy"] == .bool(false))
            let broken = report["invariants"]?.array.filter { $0["holds"] != .bool(true) } ?? []
            #expect(
                broken.map { $0["name"]?.text } == ["balances_are_sums_of_transfers", "statements_lead_to_balances"]
            )
            let text = try await panel.run("doctor")
            #expect(text.exit == .code(1))
            #expect(text.output.contains("FAILED"))
            #expect(text.output.contains("account 2 has 5000001, its transfers add up to 5000000"))
        }
    }

    @Test func noLogHasAKey() async throws {
        try await TestPanel.with(["--log-level", "trace"]) { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews)
            let client = panel.client(key)
            for encoding in Encoding.allCases {
                for action in ["services", "balance", "add", "status", "cancel", "refill", "nonsense"] {
                    try await client.call(action, ["service": "1", "link": "a", "quantity": "500"], as: encoding)
                }
            }
            for path in ["/", "/api/v2/?key=\(key)&key=\(key)", "/other?key=\(key)", "/\(key)"] {
                _ = try await client.request(.GET, path: path)
            }
            _ = try await RawConnection.post(port: panel.port, type: "application/json", Array("{\(key)".utf8))
            _ = try await RawConnection.blocking { [port = panel.port] in
                let connection = try RawConnection(port: port)
                connection.send("GET /api/v2?key=\(key) HTTP/9.9\r\nX: \(key)\r\nbroken\r\n\r\n")
                return (try? connection.receiveAnswer())?.status ?? 0
            }
            let rotated = try #require(try await panel.json("user", "rotate-key", "alice")["api_key"]?.text)
            let log = panel.serverLog
            #expect(!log.contains(key) && !log.contains(rotated))
            #expect(log.contains("trace") || log.contains("debug"), "nothing was logged, so nothing was proved")
            // Nor do the files of the panel have it, only its digest.
            for file in try FileManager.default.contentsOfDirectory(atPath: panel.data) where file.contains("sqlite") {
                let bytes = FileManager.default.contents(atPath: panel.data + "/" + file) ?? Data()
                #expect(bytes.range(of: Data(key.utf8)) == nil, "\(file)")
            }
        }
    }
}
