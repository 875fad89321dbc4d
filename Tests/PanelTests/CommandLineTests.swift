import Foundation
import Testing

/// The commands of the program, each with and without `--json`, with a server and without one.
@Suite(.serialized)
struct CommandLineTests {
    /// A panel with two finished orders and one refill of them, whose server runs or does not.
    private func withOrders(serving: Bool, _ body: (TestPanel) async throws -> Void) async throws {
        try await TestPanel.with { panel in
            let key = try await panel.customer("alice", balance: "100")
            try await panel.importServices(Row.facebookViews, Row.tiktokViews)
            let client = panel.client(key)
            for _ in 1...3 { _ = try await client.order(["service": "1", "link": "a", "quantity": "1000"]) }
            try await panel.update(1, "--status", "completed")
            _ = try await client.call("refill", ["order": "1"])
            if !serving { await panel.stop() }
            try await body(panel)
            try await panel.expectHealthy()
        }
    }

    /// Every command in an order in which each works.
    private static let commands: [[String]] = [
        ["user", "create", "bob"],
        [
            "user", "create", "carol", "--role", "support", "--profile", "perfectpanel", "--language", "en",
            "--discount",
            "5",
        ],
        ["user", "credit", "alice", "12.5", "--reference", "bank-1", "--note", "Chuyển khoản"],
        ["user", "credit", "alice", "--reference", "back-1", "--", "-2.5"],
        ["user", "list"],
        ["user", "list", "--name", "al", "--limit", "5"],
        ["user", "list", "--by-last-order"],
        ["user", "show", "alice"],
        ["user", "statement", "alice"],
        ["transfer", "days"],
        ["user", "suspend", "alice"],
        ["user", "resume", "alice"],
        ["user", "rotate-key", "alice"],
        ["user", "set-rate", "alice", "1", "1.5"],
        ["user", "set-rate", "alice", "1", "none"],
        ["user", "reset-link", "alice"],
        ["user", "sessions", "alice", "--limit", "5"],
        ["user", "sessions", "alice", "--end"],
        ["invitation", "create"],
        ["invitation", "create", "--note", "Bạn của Alice", "--days", "90", "--public-url", "https://panel.example"],
        ["invitation", "list"],
        ["invitation", "end", "1"],
        ["service", "list"],
        ["service", "disable", "2"],
        ["service", "enable", "2"],
        ["order", "list"],
        ["order", "list", "--user", "alice", "--status", "pending", "--limit", "2"],
        ["order", "list", "--link", "http://a/", "--exact", "--upstream-id", "7"],
        ["order", "held", "--limit", "5"],
        ["order", "orphans", "--limit", "5"],
        ["order", "show", "2"],
        ["order", "update", "2", "--status", "in_progress", "--start-count", "5", "--remains", "400"],
        ["refill", "list"],
        ["refill", "list", "--status", "pending"],
        ["refill", "update", "1", "--status", "in_progress"],
        ["rule", "add", "casino"],
        ["rule", "list"],
        ["rule", "remove", "1"],
        ["audit", "list"],
        ["provider", "list", "--limit", "5"],
        ["audit", "list", "--about", "account:alice", "--by", "nobody", "--limit", "3", "--after", "1000"],
        ["setting", "list"],
        ["setting", "set", "account_language", "en"],
        ["setting", "get", "account_language"],
        ["setting", "set", "payment_instructions_en", "Line 1\nLine 2"],
        ["doctor"],
    ]

    @Test(arguments: [true, false], [true, false])
    func everyCommandWorks(serving: Bool, json: Bool) async throws {
        try await withOrders(serving: serving) { panel in
            let file = panel.directory + "/services.json"
            for command in CommandLineTests.commands + [["service", "import", file]] {
                let end = command.firstIndex(of: "--") ?? command.endIndex
                let result = try await panel.run(command[..<end] + (json ? ["--json"] : []) + command[end...])
                #expect(result.succeeded, "\(command): \(result)")
                #expect(result.errors == "", "\(command)")
                #expect(!result.output.isEmpty, "\(command)")
                let value = try? result.json()
                #expect((value != nil) == json, "\(command): \(result)")
            }
            #expect(try await panel.balance("alice") == "102.5")
        }
    }

    @Test(arguments: [true, false])
    func whoDidWhatIsListed(serving: Bool) async throws {
        try await withOrders(serving: serving) { panel in
            _ = try await panel.run(["user", "suspend", "alice"])
            _ = try await panel.run(["user", "suspend", "nobody"])
            let entries = try await panel.run(["audit", "list", "--about", "account:alice", "--limit", "2", "--json"])
                .json().array
            #expect(entries.map { $0["action"]?.text } == ["suspend_account", "book_credit"])
            #expect(entries.first?["by"]?.text == "machine:\(NSUserName())")
            #expect(entries.first?["from"]?.text == (serving ? "socket" : "command"))
            #expect(entries.first?["before"]?["suspended"]?.text == "false")
            #expect(entries.first?["after"]?["suspended"]?.text == "true")
        }
    }

    /// What was printed says how to go on, on standard error; with `--json` too, so that programs find an array.
    @Test(arguments: [true, false], [true, false])
    func aPageSaysHowToGoOn(serving: Bool, json: Bool) async throws {
        try await withOrders(serving: serving) { panel in
            func ids(_ cursor: [String]) async throws -> (ids: [String], next: String?) {
                let command = ["order", "list", "--limit", "1"] + cursor + (json ? ["--json"] : [])
                let result = try await panel.run(command)
                try #require(result.succeeded, "\(result)")
                let next = result.errors.firstMatch(of: /There are more: --after (\S+)/).map { String($0.1) }
                #expect((result.errors == "") == (next == nil), "\(result)")
                if json { return (try result.json().array.map { $0["id"]?.id.map { String($0) } ?? "" }, next) }
                let rows = result.output.split(separator: "\n").dropFirst()
                return (rows.map { String($0.prefix { $0 != " " }) }, next)
            }
            var (found, next) = try await ids([])
            while let cursor = next {
                let page = try await ids(["--after", cursor])
                found += page.ids
                next = page.next
            }
            #expect(found == ["3", "2", "1"])
        }
    }

    /// The currency that a running server answers with is the one that was set last.
    @Test func aSettingHoldsAtOnce() async throws {
        try await TestPanel.with { panel in
            let client = panel.client(try await panel.customer("alice", balance: "100"))
            #expect(try await client.call("balance").json()["currency"]?.text == "USD")
            #expect(try await panel.run(["setting", "set", "currency", "vnd"]).succeeded)
            #expect(try await client.call("balance").json()["currency"]?.text == "VND")
            try await panel.expectHealthy()
        }
    }

    @Test(arguments: [true, false])
    func aSettingOfSeveralLinesComesFromAFile(serving: Bool) async throws {
        try await TestPanel.with(starts: serving) { panel in
            let text = "Vietcombank 0123 456 789\nCông ty Hoa Sen\n\nGhi tên đăng nhập."
            let file = panel.directory + "/pay.txt"
            try Data("\(text)\r\n".utf8).write(to: URL(filePath: file))
            let set = ["setting", "set", "payment_instructions_vi", "--file"]
            let answer = try await panel.run(set + [file])
            let begin = #"Vietcombank 0123 456 789\nCông ty Hoa Sen\n\nGhi tên đăng nh"#
            #expect(answer.succeeded && answer.output == "payment_instructions_vi is \(begin)….\n")
            let get = ["setting", "get", "payment_instructions_vi"]
            #expect(try await panel.run(get + ["--json"]).json()["value"]?.text == text)
            #expect(try await panel.run(["setting", "list"]).output.contains("\(begin)…  yes"))
            #expect(try await panel.run(set + ["-"], input: "a\r\nb\n").succeeded)
            #expect(try await panel.run(get + ["--json"]).json()["value"]?.text == "a\nb")
            for bad in ["a\u{1B}b", String(repeating: "ế", count: 4001)] {
                let refused = try await panel.run(set + ["-"], input: bad)
                #expect(!refused.succeeded && refused.errors.contains("text of up to 4000 characters"))
            }
            #expect(!(try await panel.run(set + [panel.directory + "/none"])).succeeded)
            #expect(!(try await panel.run(["setting", "set", "currency"])).succeeded)
            #expect(try await panel.run(get).output == #"a\nb"# + "\n")
            #expect(try await panel.run(["setting", "set", "payment_instructions_vi", ""]).succeeded)
            #expect(try await panel.run(get).output == "\n")
        }
    }

    @Test(arguments: [true, false])
    func whatIsWrongStandsOnStandardErrorAlone(serving: Bool) async throws {
        try await withOrders(serving: serving) { panel in
            let wrong: [(command: [String], message: String)] = [
                (["user", "create", "alice"], "There is a user alice already."),
                (["user", "create", "two words"], "A user name has 1 to 64 letters"),
                (["user", "create", "dave", "--profile", "other"], "The profile must be one of"),
                (["user", "create", "dave", "--discount", "101"], "The discount must be from 0 to 100"),
                (["user", "credit", "nobody", "5", "--reference", "r"], "There is no user nobody."),
                (["user", "credit", "alice", "0", "--reference", "r"], "The amount must not be zero."),
                (["user", "credit", "alice", "1e3", "--reference", "r"], "The amount must be a decimal number"),
                (["user", "credit", "alice", "1.0000001", "--reference", "r"], "The amount must be a decimal number"),
                (["user", "credit", "alice", "--reference", "r", "--", "-92.500001"], "The balance is only 92.5."),
                (["user", "credit", "alice", "9223372036854", "--reference", "r"], "larger than the panel can count"),
                (["user", "show", "nobody"], "There is no user nobody."),
                (["user", "suspend", "nobody"], "There is no user nobody."),
                (["user", "rotate-key", "nobody"], "There is no user nobody."),
                (["user", "set-rate", "alice", "99", "1"], "There is no service 99."),
                (["user", "set-rate", "alice", "1", "cheap"], "The rate must be a decimal number"),
                (["user", "create", "dave", "--password", "a good password"], "not written into a command"),
                (["user", "set-password", "alice"], "There is no password on standard input."),
                (["user", "reset-link", "nobody"], "There is no user nobody."),
                (["user", "sessions", "nobody"], "There is no user nobody."),
                (["user", "sessions", "alice", "--end", "--limit", "1"], "--end ends all sessions"),
                (["user", "reset-second-factor", "alice"], "The user has no second factor."),
                (["invitation", "create", "--days", "91"], "An invitation holds for 1 to 90 days."),
                (["invitation", "end", "99"], "There is no invitation 99."),
                (["service", "enable", "99"], "There is no service 99."),
                (["service", "disable", "0"], "An id is a whole number above zero."),
                (["service", "import", "/nowhere/file.json"], "The file /nowhere/file.json cannot be read."),
                (["order", "show", "99"], "There is no order 99."),
                (["order", "show", "x"], "An id is a whole number above zero."),
                (["order", "list", "--status", "lost"], "The status must be one of"),
                (["order", "list", "--user", "nobody"], "There is no user nobody."),
                (["order", "list", "--limit", "0"], "The limit must be from 1"),
                (["order", "list", "--after", "c.1"], "This is no cursor of the listing."),
                (["order", "list", "--upstream-id", "a b"], "The id at the provider has"),
                (["order", "list", "--exact"], "--exact says how --link is meant."),
                (["user", "statement", "nobody"], "There is no user nobody."),
                (["user", "list", "--name", "a", "--by-last-order"], "Give one of --name and --by-last-order."),
                (["transfer", "days", "--from", "today"], "A day is written as 2026-11-24."),
                (["order", "update", "2"], "Nothing to change"),
                (["order", "update", "99", "--status", "completed"], "There is no order 99."),
                (["order", "update", "2", "--status", "partial"], "A partial order needs its remains"),
                (
                    ["order", "update", "2", "--remains", "1001"],
                    "Remains must be from 0 to the order's quantity, 1000."
                ),
                (["order", "update", "2", "--start-count=-1"], "The start count must not be negative."),
                (["refill", "update", "99", "--status", "completed"], "There is no refill 99."),
                (["refill", "update", "1", "--status", "lost"], "The status must be one of"),
                (["rule", "add", ""], "The text of a rule has 1 to 500 bytes."),
                (["rule", "remove", "99"], "There is no rule 99."),
                (["audit", "list", "--about", "alice"], "Say KIND:ID, such as service:12"),
                (["audit", "list", "--after", "x"], "This is no cursor of the listing."),
                (["setting", "get", "colour"], "The setting must be one of currency"),
                (["setting", "set", "currency", "VND"], "currency stays as it is: there are orders."),
                (["setting", "set", "currency", "dollars"], "currency must be a code of three letters"),
            ]
            for (command, message) in wrong {
                for more in [[], ["--json"]] {
                    let end = command.firstIndex(of: "--") ?? command.endIndex
                    let result = try await panel.run(command[..<end] + more + command[end...])
                    #expect(!result.succeeded, "\(command)")
                    #expect(result.output == "", "\(command)")
                    #expect(result.errors.contains(message), "\(command): \(result.errors)")
                }
            }
            #expect(try await panel.balance("alice") == "92.5")
        }
    }

    @Test func illegalStepsOfOrdersAndRefillsAreRefused() async throws {
        try await withOrders(serving: true) { panel in
            func expectRefused(_ command: String, _ message: String) async throws {
                let result = try await panel.run(command.split(separator: " ").map { String($0) })
                #expect(!result.succeeded && result.output == "", "\(command)")
                #expect(result.errors.contains(message), "\(command): \(result.errors)")
            }
            try await panel.update(2, "--status", "in_progress")
            try await expectRefused(
                "order update 2 --status pending",
                "An order that is in_progress cannot become pending."
            )
            try await panel.update(2, "--status", "partial", "--remains", "400")
            #expect(try await panel.balance("alice") == "93.5")
            try await expectRefused("order update 2 --status partial --remains 300", "1 was refunded already")
            try await panel.update(2, "--status", "partial", "--remains", "600")
            try await panel.update(2, "--status", "partial", "--remains", "600")
            #expect(try await panel.balance("alice") == "94")
            try await panel.update(2, "--status", "canceled")
            try await panel.update(2, "--status", "canceled")
            #expect(try await panel.balance("alice") == "95")
            try await expectRefused(
                "order update 2 --status completed",
                "An order that is canceled cannot become completed."
            )
            try await panel.json("refill", "update", "1", "--status", "rejected")
            try await expectRefused(
                "refill update 1 --status completed",
                "A refill that is rejected cannot become completed."
            )
        }
    }

    @Test(arguments: [true, false])
    func aReferenceBooksOnce(serving: Bool) async throws {
        try await withOrders(serving: serving) { panel in
            for _ in 1...3 {
                let answer = try await panel.json("user", "credit", "alice", "7.5", "--reference", "bank-7")
                #expect(answer == .object(["balance": .string("100")]))
            }
            try await panel.json("user", "create", "bob")
            for command in [["alice", "7.6"], ["bob", "7.5"]] {
                let result = try await panel.run(["user", "credit"] + command + ["--reference", "bank-7"])
                #expect(result.errors.contains("The reference bank-7 was used for another user or another amount."))
                #expect(!result.succeeded)
            }
            #expect(try await panel.balance("bob") == "0")
        }
    }

    @Test func whatStaffChangeHoldsAtOnce() async throws {
        try await TestPanel.with { panel in
            let old = panel.client(try await panel.customer("alice", balance: "100"))
            try await panel.importServices(Row.facebookViews, Row.tiktokViews)
            let new = try await panel.json("user", "rotate-key", "alice")["api_key"]?.text
            let client = panel.client(try #require(new))
            #expect(try await old.call("balance").text == #"{"error":"Invalid API key"}"#)
            #expect(try await client.call("balance").text == SeedExamples.balance100)

            func rate() async throws -> JSON? { try await client.call("services").json()[0]?["rate"] }
            #expect(try await rate() == .string("2.5"))
            try await panel.json("user", "set-rate", "alice", "1", "0.000001")
            #expect(try await rate() == .string("0.000001"))
            try await panel.json("user", "set-rate", "alice", "1", "none")
            #expect(try await rate() == .string("2.5"))

            try await panel.json("service", "disable", "1")
            #expect(try await client.call("services").json().array.count == 1)
            let refused = try await client.call("add", ["service": "1", "link": "a", "quantity": "200"])
            #expect(try refused.json()["error"]?.text == "error.incorrect_service_id")
            try await panel.json("service", "enable", "1")
            #expect(try await client.order(["service": "1", "link": "a", "quantity": "200"]) == 1)
            #expect(try await panel.balance("alice") == "99.5")

            let cheap = panel.client(
                try #require(try await panel.json("user", "create", "bob", "--discount", "12.5")["api_key"]?.text)
            )
            #expect(try await cheap.call("services").json()[0]?["rate"]?.text == "2.1875")
            try await panel.expectHealthy()
        }
    }

    @Test func anImportTakesAllRowsOrNone() async throws {
        try await withOrders(serving: true) { panel in
            let before = try await panel.json("service", "list")
            let file = panel.directory + "/broken.json"
            for rows in [
                "", "{}", "[1]", "[\(Row.make(7)),\(Row.make(7))]", "[\(Row.make(7)),\(Row.make(8, "Nonsense"))]",
                "[\(Row.make(7)),\(Row.make(8, "Default", "-1"))]", "[\(Row.make(7)),\(Row.make(8, "Default", "1e3"))]",
                "[\(Row.make(7)),\(Row.make(8, more: #""link_pattern":"(""#))]", "[\(Row.make(7)),\(Row.make(0))]",
            ] {
                try Data(rows.utf8).write(to: URL(fileURLWithPath: file))
                let result = try await panel.run("service", "import", file)
                #expect(!result.succeeded && result.output == "" && !result.errors.isEmpty, "\(rows): \(result)")
                #expect(try await panel.json("service", "list") == before)
            }
        }
    }
}
