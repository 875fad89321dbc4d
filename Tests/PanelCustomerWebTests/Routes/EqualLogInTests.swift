import HTTPTypes
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import Testing

@testable import PanelCustomerWeb

/// Nobody learns from a log-in that fails which names there are: not from the answer, and not from how long it takes.
struct EqualLogInTests {
    @Test func oneHashAndOneAnswerForWhateverIsWrong() async throws {
        try await WebFixture.with { web in
            try await web.account("alice")
            try await web.account("bob-is-suspended", isSuspended: true)
            try await web.account("boss", role: .owner)
            try await web.panel.perform(web.panel.creating("has-a-key-alone"))
            let names = [
                "alice", "Alice ", "bob-is-suspended", "boss", "has-a-key-alone", "nobody", "no such name", "Nguyễn",
                String(repeating: "x", count: 10_000),
            ]
            var answers: [TestBrowser.Answer] = []
            for (number, name) in names.enumerated() {
                // Each from an address of its own: none is slowed down by those before it.
                let browser = web.browser("192.0.2.\(number + 1)")
                try await browser.get("/login?lang=en")
                let before = web.door.hasher.begun
                let answer = try await browser.post("/login", ["name": name, "password": "wrong password"])
                #expect(web.door.hasher.begun == before + 1, "\(name)")
                let text = answer.text.replacing(#"name="csrf" value="\#(browser.csrf)""#, with: "")
                    .replacing(#"value="\#(name)""#, with: "")
                #expect(text.utf8.count < answer.text.utf8.count - name.utf8.count)
                answers.append(TestBrowser.Answer(status: answer.status, headers: answer.headers, text: text))
            }
            #expect(answers[0].status == 422 && answers[0].text.contains("is not right"))
            for (name, answer) in zip(names, answers) {
                #expect(answer.status == answers[0].status, "\(name)")
                // The typed name stands in the page, which is as much longer.
                #expect(answer.headers.withoutLength == answers[0].headers.withoutLength, "\(name)")
                #expect(answer.text == answers[0].text, "\(name)")
            }
        }
    }

    /// An account without a password takes none, also not an empty one.
    @Test(arguments: ["has-a-key-alone", "nobody"])
    func nothingIsNoPassword(name: String) async throws {
        try await WebFixture.with { web in
            try await web.panel.perform(web.panel.creating("has-a-key-alone"))
            let browser = web.browser()
            try await browser.get("/login")
            #expect(try await browser.post("/login", ["name": name, "password": ""]).status == 422)
            #expect(web.door.hasher.begun == 1)
        }
    }

    @Test func theRightPasswordCostsOneHashToo() async throws {
        try await WebFixture.with { web in
            try await web.account()
            let before = web.door.hasher.begun
            try await web.browser().logIn()
            #expect(web.door.hasher.begun == before + 1)
        }
    }

    @Test func whoIsSlowedDownCostsNone() async throws {
        var limits = FrontDoor.Limits()
        limits.throttle.ofPlace = 1
        try await WebFixture.with(limits: limits) { web in
            let browser = web.browser()
            try await browser.get("/login")
            for status in [422, 429, 429] {
                #expect(try await browser.post("/login", ["name": "nobody", "password": "x"]).status == status)
            }
            #expect(web.door.hasher.begun == 1)
        }
    }
}
