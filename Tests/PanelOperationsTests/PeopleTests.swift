import Foundation
import HTTPTypes
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWeb
import Testing

/// What staff do about who gets in on the pages, through its routes: what visitors can do then is what counts.
struct PeopleTests {
    private static let alice = AccountName(unchecked: "alice")
    private static let first = "a first password"
    private static let second = "a second password"

    /// A panel with the customer alice, who has a password.
    private func withAlice(
        at publicURL: String? = nil,
        _ body: @escaping @Sendable (StaffRoutes, Visitors) async throws -> Void
    ) async throws {
        try await StaffRoutes.with(publicURL: publicURL) { routes in
            let user = #"{"name":"alice","password":"\#(PeopleTests.first)"}"#
            let answer = try await routes.send(.post, "/users", body: user)
            try #require(answer.status == 200)
            try await body(routes, Visitors(routes.open))
        }
    }

    // MARK: Passwords

    @Test func thePasswordThatStaffSetIsTheOneThatLetsIn() async throws {
        try await withAlice { routes, visitors in
            let token = try #require(try await visitors.logIn(PeopleTests.first))
            let body = #"{"password":"\#(PeopleTests.second)"}"#
            let answer = try await routes.send(.put, "/users/alice/password", body: body)
            #expect(answer.status == 200)
            #expect(try await visitors.operations.session(of: token) == nil, "sessions have ended")
            #expect(try await visitors.logIn(PeopleTests.first) == nil)
            #expect(try await visitors.logIn(PeopleTests.second) != nil)
        }
    }

    @Test(arguments: [("short", "at least 10"), ("password12", "Many people"), ("Alice-alice", "name")])
    func whatIsNoPasswordIsRefused(_ password: String, _ message: String) async throws {
        try await withAlice { routes, visitors in
            for (method, path) in [(.put, "/users/alice-alice/password"), (.post, "/users")]
                as [(HTTPRequest.Method, String)]
            {
                let isNew = method == .post
                if !isNew { _ = try await routes.send(.post, "/users", body: #"{"name":"alice-alice"}"#) }
                let name = isNew ? "alice-ALICE" : "alice-alice"
                let body = #"{"name":"\#(name)","password":"\#(password)"}"#
                let answer = try await routes.send(method, path, body: body)
                #expect(try answer.status == 422 && answer.code() == "incorrect_password")
                #expect(try answer.message().contains(message))
            }
            #expect(try await routes.get("/users/alice-ALICE").status == 404, "nobody was made")
        }
    }

    @Test func noPasswordIsInTheAuditOrAnAnswer() async throws {
        try await withAlice { routes, _ in
            let body = #"{"password":"\#(PeopleTests.second)"}"#
            let answer = try await routes.send(.put, "/users/alice/password", body: body)
            let audit = try await routes.get("/audit")
            #expect(try audit.rows().map { $0["action"] } == ["set_password", "create_account"])
            for text in [answer, audit].map({ String(decoding: $0.body, as: UTF8.self) }) {
                #expect(!text.contains("argon2") && !text.contains(PeopleTests.second), "\(text)")
            }
        }
    }

    @Test func aResetLinkSetsAPasswordOnce() async throws {
        try await withAlice(at: "https://panel.example") { routes, visitors in
            let link = try await routes.send(.post, "/users/alice/reset-link").object()
            let path = try #require(link["path"])
            let token = try #require(SecretToken(path.suffix(SecretToken.textLength)))
            #expect(path == Address.reset(token).path)
            #expect(link["url"] == "https://panel.example" + path)
            #expect(link["ends_at"] == "2026-03-01T12:30:00Z")
            #expect(try await visitors.operations.accountOfResetLink(token) == PeopleTests.alice)
            for isFirst in [true, false] {
                let outcome = try await visitors.operations.resetPassword(by: token, to: PeopleTests.second)
                #expect(try outcome.get() == isFirst)
            }
            #expect(try await visitors.logIn(PeopleTests.second) != nil)
        }
    }

    @Test func aLinkOfAPanelWhoseAddressIsNotKnownIsAPath() async throws {
        try await withAlice { routes, _ in
            let links = [
                try await routes.send(.post, "/users/alice/reset-link").object(),
                try await routes.send(.post, "/invitations", body: "{}").object(),
            ]
            for link in links { #expect(link["path"]?.first == "/" && link["url"] == nil) }
        }
    }

    // MARK: Sessions

    @Test func staffSeeTheSessionsThatGoOnAndEndThem() async throws {
        try await withAlice { routes, visitors in
            let token = try #require(try await visitors.logIn(PeopleTests.first, from: "192.0.2.1"))
            let day: Int64 = 24 * 3600
            for (address, seconds) in [("192.0.2.2", -15 * day), ("192.0.2.3", -13 * day)] {
                let client = Session.Client(address: address, agent: "a browser")
                try await routes.panel.logIn(PeopleTests.alice, from: client, after: seconds)
            }
            let rows = try await routes.get("/users/alice/sessions").rows()
            #expect(rows.map { $0["address"] } == ["192.0.2.1", "192.0.2.3"], "one is too old")
            #expect(rows[0]["agent"] == "a browser")
            #expect(try await routes.send(.delete, "/users/alice/sessions").status == 200)
            #expect(try await routes.get("/users/alice/sessions").rows().isEmpty)
            #expect(try await visitors.operations.session(of: token) == nil)
            #expect(try await routes.get("/audit").rows().first?["action"] == "end_sessions")
        }
    }

    @Test func whoHasLostAnAuthenticatorGetsInByThePasswordAlone() async throws {
        try await withAlice { routes, visitors in
            let none = try await routes.send(.delete, "/users/alice/second-factor")
            #expect(try none.status == 409 && none.code() == "no_second_factor")
            let token = try #require(try await visitors.logIn(PeopleTests.first))
            let known = try #require(try await visitors.operations.session(of: token))
            let factor = SecondFactor(secret: SealedText(bytes: [1]), lastStep: 0, recoveryCodes: [])
            let change = ChangeCredentials(
                of: known.account.id,
                .addSecondFactor(factor),
                in: token.digest,
                checked: nil,
                now: PanelFixture.noon
            )
            try await routes.panel.perform(change)
            #expect(try await visitors.logIn(PeopleTests.first) == nil, "a code is asked for")
            #expect(try await routes.send(.delete, "/users/alice/second-factor").status == 200)
            #expect(try await visitors.operations.session(of: token) == nil)
            #expect(try await visitors.logIn(PeopleTests.first) != nil)
        }
    }

    // MARK: Invitations

    @Test func anInvitationMakesOneUser() async throws {
        try await withAlice { routes, visitors in
            let link = try await routes.send(.post, "/invitations", body: #"{"note":" for Bob ","days":2}"#).object()
            let path = try #require(link["path"])
            let token = try #require(SecretToken(path.suffix(SecretToken.textLength)))
            #expect(path == Address.invitation(token).path)
            #expect(link["ends_at"] == "2026-03-03T12:00:00Z")
            let made = try await routes.get("/invitations").rows()
            #expect(made.map { $0["state"] } == ["open"] && made[0]["note"] == "for Bob")
            #expect(made[0]["id"] == link["id"])
            #expect(try await visitors.register("bob", by: token))
            #expect(try await !visitors.register("carol", by: token))
            let used = try await routes.get("/invitations").rows()[0]
            let bob = try await routes.get("/users/bob").object()["id"]
            #expect(used["state"] == "used" && used["used_by"] == bob)
            let ended = try await routes.send(.delete, "/invitations/1").object()
            #expect(ended["state"] == "used" && ended["ends_at"] == link["ends_at"], "it stays as it is")
        }
    }

    @Test func anInvitationThatStaffEndMakesNobody() async throws {
        try await withAlice { routes, visitors in
            let path = try #require(try await routes.send(.post, "/invitations", body: "{}").object()["path"])
            let token = try #require(SecretToken(path.suffix(SecretToken.textLength)))
            let ended = try await routes.send(.delete, "/invitations/1")
            #expect(try ended.status == 200 && ended.object()["state"] == "ended")
            #expect(try await !visitors.register("bob", by: token))
            let unknown = try await routes.send(.delete, "/invitations/9")
            #expect(try unknown.status == 404 && unknown.code() == "unknown_invitation")
        }
    }

    @Test(
        arguments: [
            (#"{"days":0}"#, "incorrect_validity"), (#"{"days":91}"#, "incorrect_validity"),
            (#"{"note":"\#(String(repeating: "x", count: 201))"}"#, "note_too_long"),
            (#"{"note":"two\nlines"}"#, "note_too_long"), (#"{"days":"many"}"#, "body_unreadable"),
        ]
    )
    func whatIsNoInvitationIsRefused(_ wish: String, _ code: String) async throws {
        try await withAlice { routes, _ in
            let answer = try await routes.send(.post, "/invitations", body: wish)
            #expect(try answer.status == 422 && answer.code() == code)
            #expect(try await routes.get("/invitations").rows().isEmpty)
        }
    }

    // MARK: Who may

    /// A manager decides about customers, and about nobody who may do more than they.
    @Test func aManagerDecidesAboutNoStaff() async throws {
        try await withAlice { routes, _ in
            _ = try await routes.send(.post, "/users", body: #"{"name":"olga","role":"owner"}"#)
            let olga = AccountName(unchecked: "olga")
            let manager = Principal(.staff(AccountName(unchecked: "max"), .manager), from: .command)
            let staff = StaffOperations(routes.open, by: manager)
            let acts: [@Sendable () async throws -> Void] = [
                { _ = try await staff.setPassword(PeopleTests.second, of: olga) },
                { _ = try await staff.makeResetLink(for: olga) },
                { _ = try await staff.resetSecondFactor(of: olga) },
                { _ = try await staff.sessions(of: olga, Part(limit: 1)) },
                { _ = try await staff.endSessions(of: olga) },
            ]
            for act in acts {
                await #expect(throws: StaffRefusal.notAllowed(.manageStaff)) { try await act() }
            }
        }
    }
}

/// Who comes to the pages of a panel.
private struct Visitors: Sendable {
    private let panel: OpenPanel
    private let door = FrontDoor(sealer: nil)

    init(_ panel: OpenPanel) {
        self.panel = panel
    }

    var operations: VisitorOperations { operations(from: "192.0.2.9") }

    private func operations(from address: String) -> VisitorOperations {
        let client = Session.Client(address: address, agent: "a browser")
        return VisitorOperations(panel, door, for: Caller(client: client, holder: address, mark: nil))
    }

    /// Logs alice in.
    ///
    /// - Returns: The token of the session; `nil` when she is not let in.
    func logIn(_ password: String, from address: String = "192.0.2.9") async throws -> SecretToken? {
        let outcome = try await operations(from: address).logIn(name: "alice", password: password)
        guard case .loggedIn(let token, _) = outcome else { return nil }
        return token
    }

    /// - Returns: Whether there is such a user now.
    func register(_ name: String, by invitation: SecretToken) async throws -> Bool {
        let outcome = try await operations.register(
            name: name,
            mail: "",
            password: "a password of \(name)",
            language: .english,
            by: .invitation(invitation.digest)
        )
        guard case .success = outcome else { return false }
        return true
    }
}
