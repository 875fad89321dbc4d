import PanelCore
import PanelMarkup
import PanelTesting
import Testing

/// What the account's page shows and sends.
struct AccountPageTests {
    private func forms(_ sample: PageSample) throws -> [String: [String]] {
        let forms = try sample.page(in: .english).all("form").filter { $0["method"] == "post" }
        return Dictionary(forms.map { ($0["action"] ?? "", $0.fields) }) { first, _ in first }
    }

    @Test func sendsWhatRoutesRead() throws {
        #expect(
            try forms(.account) == [
                "/logout": ["csrf"],
                "/account": ["csrf", "display_name", "email", "language", "time_zone", "theme"],
                "/account/password": ["csrf", "current", "password"],
                "/account/second-factor": ["csrf", "secret", "code"],
                "/account/sessions": ["csrf"],
            ]
        )
        let on = try forms(.accountSecondFactorOn)
        #expect(on["/account/second-factor/off"] == ["csrf", "password", "code"])
        #expect(on["/account/second-factor/codes"] == ["csrf"])
        #expect(on["/account/second-factor"] == nil)
    }

    @Test func showsRecoveryCodesOnlyWhenTheyAreMade() throws {
        let fresh = try PageSample.accountFreshCodes.page(in: .vietnamese)
        #expect(fresh.element(id: "codes")?.all("li").map(\.text) == (1...8).map { "k7m2-qx9d-\($0)bcd" })
        #expect(try PageSample.accountSecondFactorOn.page(in: .vietnamese).element(id: "codes") == nil)
    }

    @Test func endsOtherSessionsButNotThisOne() throws {
        let page = try PageSample.account.page(in: .english)
        let values = page.all("button").filter { $0["name"] == "session" }.map { $0["value"] }
        #expect(values == ["elsewhere", "session-1", "minhanh"])
        let devices = try #require(page.element(id: "sessions")).all("td").filter { $0["class"] == "what" }
        #expect(devices.map(\.text).first == "Chrome, Windows203.0.113.24")
        #expect(devices.map(\.text)[1].hasPrefix("Zalo, Android"))
        #expect(devices.map(\.text)[2].hasPrefix("Unknown device"))
    }

    @Test func choosesWhatHolds() throws {
        let page = try PageSample.account.page(in: .vietnamese)
        let chosen = page.all("option").filter { $0["selected"] != nil }.map { $0["value"] }
        #expect(chosen == ["vi", "Asia/Ho_Chi_Minh", "device"])
    }

    /// A zone that is no longer offered stays what it is when something else is saved.
    @Test func keepsATimeZoneThatIsNotOffered() throws {
        let html = PageSample.account.html(typed: "Asia/Saigon", in: .english)
        let chosen = try MarkupReader.read(html.bytes).all("option").filter { $0["selected"] != nil }
        #expect(chosen.map { $0["value"] } == ["en", "Asia/Saigon", "device"])
    }

    @Test func saysWhatWasRefusedAndWhere() throws {
        let page = try PageSample.accountNotTurnedOff.page(in: .english)
        let alert = try #require(page.descendants.first { $0["role"] == "alert" })
        #expect(alert.text.hasPrefix("The second factor was not turned off."))
        #expect(alert.all("a").map { $0["href"] } == ["#off-password"])
        #expect(page.element(id: "off-password")?["aria-invalid"] == "true")
        #expect(page.element(id: "password")?["aria-invalid"] == nil)
    }
}
