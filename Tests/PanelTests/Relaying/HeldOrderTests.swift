import Foundation
import NIOHTTP1
import PanelCore
import PanelSandbox
import Testing

/// Orders that a person has to decide about, and what proves that nobody has to.
struct HeldOrderTests {
    private func with(
        takesKeys: Bool = false,
        inFlight: Int = 8,
        timeout: Int = TestPanel.Terms().timeout,
        _ body: (TestPanel, SandboxProvider, APIClient, String) async throws -> Void
    ) async throws {
        try await SandboxProvider.with(try await .started(acceptsRequestID: takesKeys)) { sandbox in
            try await TestPanel.with { panel in
                let terms = TestPanel.Terms(takesKeys: takesKeys, timeout: timeout, inFlight: inFlight)
                let service = try #require(try await panel.sell(sandbox, as: "box", terms).first)
                let client = panel.client(try await panel.customer("alice", balance: "100"))
                try await body(panel, sandbox, client, service)
                #expect(sandbox.ledger.isExact)
                try await panel.expectHealthy()
            }
        }
    }

    private func place(_ client: APIClient, _ service: String, _ link: String) async throws -> Int64 {
        try await client.order(["service": service, "link": link, "quantity": "1000"])
    }

    /// Orders with an error that says nothing, which the provider made or not.
    private func hold(
        _ link: String,
        _ panel: TestPanel,
        _ sandbox: SandboxProvider,
        _ client: APIClient,
        _ service: String,
        executes: Bool
    ) async throws -> Int64 {
        try sandbox.fail("add", "unknown_error", executes: executes)
        let id = try await place(client, service, link)
        let order = try await panel.order(id, is: "held") { $0.submission == "held" }
        #expect(order.attention?.contains("Something odd happened") == true)
        return id
    }

    @Test func aPersonLinksResubmitsOrRefunds() async throws {
        try await with { panel, sandbox, client, service in
            let known = try await place(client, service, "known")
            try await panel.order(known, is: "completed") { $0.status == "completed" }
            let linked = try await hold("linked", panel, sandbox, client, service, executes: true)
            let resent = try await hold("resent", panel, sandbox, client, service, executes: false)
            let refunded = try await hold("refunded", panel, sandbox, client, service, executes: false)
            let held = try await panel.json("order", "held").array
            #expect(held.map { $0["id"]?.id } == [linked, resent, refunded])
            #expect(held.allSatisfy { $0["provider"]?.text == "box" && !($0["evidence"]?.array.isEmpty ?? true) })
            #expect(try await panel.balance("alice") == "98")

            let upstream = try #require(sandbox.orders(link: "linked").first?.id)
            func resolve(_ id: Int64, _ options: String...) async throws -> TestPanel.CommandResult {
                try await panel.run(["order", "resolve", String(id), "--json"] + options)
            }
            #expect(try await resolve(linked, "--link", String(upstream)).succeeded == false, "no note")
            #expect(try await resolve(linked, "--link", String(upstream), "--note", " ").succeeded == false)
            #expect(try await resolve(linked, "--note", "n").succeeded == false, "no decision")
            #expect(try await resolve(linked, "--resubmit", "--refund", "--note", "n").succeeded == false)
            let taken = try await resolve(linked, "--link", "1", "--note", "wrong")
            #expect(!taken.succeeded)
            #expect(taken.errors.contains("\(known)"), "\(taken)")
            #expect(try await panel.order(linked).submission == "held")

            #expect(try await resolve(linked, "--link", String(upstream), "--note", "it is there").succeeded)
            #expect(try await resolve(resent, "--resubmit", "--note", "it is not").succeeded)
            #expect(try await resolve(refunded, "--refund", "--note", "it is too late").succeeded)
            let done = try await panel.order(linked, is: "completed") { $0.status == "completed" }
            #expect(done.upstreamID == upstream)
            let entry = done.json["timeline"]?.array.first { $0["what"]?.text == "linked" }
            #expect(entry?["by"]?.text == NSUserName())
            #expect(entry?["detail"]?.text?.contains("it is there") == true)
            try await panel.order(resent, is: "completed") { $0.status == "completed" }
            let back = try await panel.order(refunded)
            #expect(back.status == "canceled" && back.refunded == back.charge)
            #expect(back.details(of: "refunded_by_staff") == ["it is too late"])
            #expect(try await panel.json("order", "held").array.isEmpty)
            // What was decided is not decided again.
            #expect(try await resolve(resent, "--resubmit", "--note", "n").succeeded == false)
            #expect(try await resolve(refunded, "--resubmit", "--note", "n").succeeded == false)
            #expect(try await resolve(refunded, "--refund", "--note", "n").output.contains("canceled"))
            #expect(try await panel.balance("alice") == "98.5")
            #expect(sandbox.ledger.orders.count == 3)
        }
    }

    /// An id that was linked by mistake, as the provider says, keeps nobody from sending the order again; one that it
    /// has reported on does.
    @Test func aWrongLinkIsMendedBySendingItAgain() async throws {
        try await with { panel, sandbox, client, service in
            func resolve(_ id: Int64, _ options: String...) async throws -> TestPanel.CommandResult {
                try await panel.run(["order", "resolve", String(id), "--note", "n"] + options)
            }
            let wrong = try await hold("wrong", panel, sandbox, client, service, executes: false)
            #expect(try await resolve(wrong, "--link", "99999").succeeded)
            try await panel.order(wrong, is: "questioned") { $0.attention?.contains("does not know 99999") == true }
            #expect(try await resolve(wrong, "--resubmit").succeeded)
            try await panel.order(wrong, is: "completed") { $0.status == "completed" }
            #expect(sandbox.orders(link: "wrong").count == 1)

            let right = try await hold("right", panel, sandbox, client, service, executes: true)
            let upstream = try #require(sandbox.orders(link: "right").first?.id)
            #expect(try await resolve(right, "--link", String(upstream)).succeeded)
            try await panel.order(right, is: "completed") { $0.status == "completed" }
            let again = try await resolve(right, "--resubmit")
            #expect(again.errors.contains("is not waiting to be sent"), "\(again)")
            #expect(sandbox.orders(link: "right").count == 1)
        }
    }

    /// A refill that may have been asked for or not stands among what waits for a person, who says what was found out.
    @Test func aRefillThatMayHaveBeenAskedForIsHeld() async throws {
        try await with { panel, sandbox, client, _ in
            try await panel.importServices(
                """
                {"service":900,"name":"S","type":"Default","category":"C","rate":"4","min":"20","max":"20000",\
                "refill":true,"refill_after_hours":0,"routes":[{"provider":"box","service":"4"}]}
                """
            )
            func held(_ link: String, executes: Bool) async throws -> (order: Int64, refill: String) {
                let id = try await place(client, "900", link)
                try await panel.order(id, is: "completed") { $0.status == "completed" }
                try sandbox.fail("refill", "empty", executes: executes)
                let answer = try await client.call("refill", ["order": String(id)]).json()
                let refill = try #require(answer["refill"]?.id)
                let row = try await eventually("refill \(refill) is held") {
                    try await panel.json("order", "held").array.first { $0["refill"]?.id == refill }
                }
                #expect(row["id"]?.id == id)
                #expect(row["why"]?.text?.hasPrefix("Refill \(refill) may have been asked for or not: ") == true)
                #expect(row["evidence"]?.array.contains { $0["what"]?.text == "refill_unclear" } == true)
                let text = try await panel.run("order", "held").output
                #expect(text.contains("refill \(refill) of order \(id) of alice"), "\(text)")
                return (id, String(refill))
            }
            let made = try await held("made", executes: true)
            let unmade = try await held("unmade", executes: false)
            #expect(try await panel.run("refill", "resolve", made.refill, "--note", "n").succeeded == false)
            #expect(try await panel.run("refill", "resolve", made.refill, "--resubmit").succeeded == false)
            try await panel.json("refill", "resolve", made.refill, "--link", "1", "--note", "in their list")
            try await panel.json("refill", "resolve", unmade.refill, "--resubmit", "--note", "not there")
            for (order, refill) in [made, unmade] {
                try await eventually("refill \(refill) is completed") {
                    let answer = try await client.call("refill_status", ["refill": refill])
                    return answer.text.contains("Completed") ? true : nil
                }
                #expect(try await panel.order(order).happened.contains("refill_reported"))
            }
            #expect(try await sandbox.executed("refill") == 2)
            #expect(try await panel.json("order", "held").array.isEmpty)
            let again = try await panel.run("refill", "resolve", made.refill, "--resubmit", "--note", "n")
            #expect(!again.succeeded, "\(again)")
        }
    }

    /// A key makes it safe to ask once more: what only went wrong for a moment needs nobody, what stays is held.
    @Test func withAKeyUnknownWordsAreAskedAboutOnce() async throws {
        try await with(takesKeys: true) { panel, sandbox, client, service in
            try sandbox.fail("add", "unknown_error", executes: true)
            let made = try await place(client, service, "made")
            try await panel.order(made, is: "completed") { $0.status == "completed" }
            try sandbox.fail("add", "unknown_error", times: 2)
            let unmade = try await place(client, service, "unmade")
            let order = try await panel.order(unmade, is: "held") { $0.submission == "held" }
            #expect(order.happened.filter { $0 == "submitting" }.count == 2, "\(order.summary)")
            #expect(order.attention?.contains("Something odd happened") == true)
            #expect(sandbox.ledger.orders.map(\.link) == ["made"])
        }
    }

    @Test func withoutAnythingToCompareWithNothingIsGuessed() async throws {
        try await with { panel, sandbox, client, service in
            try sandbox.fail("add", "reset_after_read", executes: true)
            let id = try await place(client, service, "first")
            let order = try await panel.order(id, is: "held") { $0.submission == "held" }
            #expect(order.happened.contains("evidence"))
            #expect(order.refunded == "0")
        }
    }

    /// One order was never made, the one after it was, and both were lost: what the provider has is not the first one's.
    @Test func anOrderIsNotTakenForTheNextOne() async throws {
        try await with { panel, sandbox, client, service in
            let first = try await place(client, service, "first")
            try await panel.order(first, is: "completed") { $0.status == "completed" }
            try sandbox.fail("add", "reset_after_read", executes: false)
            let unmade = try await place(client, service, "unmade")
            try await panel.order(unmade, is: "uncertain") { $0.happened.contains("uncertain") }
            // Long enough that the first is looked for before the second is due.
            try await Task.sleep(for: .seconds(2))
            try sandbox.fail("add", "reset_after_read", executes: true)
            let made = try await place(client, service, "made")
            for id in [unmade, made] {
                try await panel.order(id, is: "looked for") {
                    $0.submission == "held" || $0.happened.contains("evidence")
                }
            }
            let upstream = try #require(sandbox.orders(link: "made").first?.id)
            let order = try await panel.order(unmade)
            #expect(order.upstreamID != upstream, "\(order.summary)")
            #expect(order.isInDoubt, "\(order.summary)")
            #expect(order.refunded == "0")
        }
    }

    /// What was given back in doubt is at the provider all the same, and must not be taken for the next one in doubt.
    @Test func anOrderThatWasGivenBackIsNotTakenForAnother() async throws {
        try await with { panel, sandbox, client, service in
            let first = try await place(client, service, "first")
            try await panel.order(first, is: "completed") { $0.status == "completed" }
            let refunded = try await hold("refunded", panel, sandbox, client, service, executes: true)
            try await panel.json("order", "resolve", String(refunded), "--refund", "--note", "too late")
            try sandbox.fail("add", "reset_after_read", executes: false)
            let unmade = try await place(client, service, "unmade")
            let order = try await panel.order(unmade, is: "looked for") {
                $0.submission == "accepted" || $0.happened.contains("evidence")
            }
            #expect(sandbox.orders(link: "refunded").count == 1)
            #expect(order.upstreamID == nil, "\(order.summary)")
            #expect(order.isInDoubt, "\(order.summary)")
        }
    }

    /// What may be at a paused provider already is found out, however much waits for it to go on.
    @Test func aPauseKeepsNoOrderInDoubt() async throws {
        try await with(takesKeys: true, inFlight: 1, timeout: 4) { panel, sandbox, client, service in
            try sandbox.fail("add", "no_answer", executes: true)
            let doubtful = try await place(client, service, "doubtful")
            try await eventually("it is sent") { sandbox.faultHits == [1] ? true : nil }
            try await panel.json("provider", "pause", "box")
            let waiting = try await place(client, service, "waiting")
            try await panel.order(doubtful, is: "completed") { $0.status == "completed" }
            #expect(try await panel.order(waiting).submission == "queued")
            #expect(sandbox.ledger.orders.map(\.link) == ["doubtful"])
            try await panel.json("provider", "resume", "box")
            try await panel.order(waiting, is: "completed") { $0.status == "completed" }
        }
    }
}
