import PanelCore
import Testing

struct OptionalParameterTests {
    @Test(arguments: [
        (ParameterName.reaction, "LOVE", "LOVE"), (.reaction, " haha\n", "haha"), (.reaction, "thích", "thích"),
        (.reaction, String(repeating: "a", count: 20), String(repeating: "a", count: 20)),
        (.reaction, "Thi\u{301}ch", "Thi\u{301}ch"), (.reaction, "नमस्ते", "नमस्ते"), (.reaction, "ចូលចិត្ត", "ចូលចិត្ត"),
        (.reaction, "می\u{200C}خواهم", "می\u{200C}خواهم"), (.reaction, "👍", "👍"), (.reaction, " ❤️", "❤️"),
        (.reaction, "👨‍👩‍👧‍👦👍🏽", "👨‍👩‍👧‍👦👍🏽"),
        (.reaction, "🇻🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇻🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿"), (.reaction, "1️⃣", "1️⃣"), (.reaction, "LOVE😍", "LOVE😍"),
        (.reaction, String(repeating: "❤️", count: 20), String(repeating: "❤️", count: 20)),
        (.post, "1234_5678", "1234_5678"), (.post, " https://example.com/p ", "https://example.com/p"),
        (.post, String(repeating: "p", count: 2048), String(repeating: "p", count: 2048)),
        (.viewTime, "1", "1"), (.viewTime, "86400", "86400"), (.viewTime, " 060 ", "60"),
    ])
    func aWellShapedOneIsKeptOnTheOrder(name: ParameterName, sent: String, kept: String) throws {
        let placed = try request(.sample.setting(name, sent), of: .sample())
        #expect(placed.parameters == [.init(name, kept)])
        #expect(placed.charge == money("0.25"))
    }

    @Test(arguments: [
        (ParameterName.reaction, String(repeating: "a", count: 21)), (.reaction, "like1"), (.reaction, "like it"),
        (.reaction, "like!"), (.reaction, "a\0b"), (.reaction, "<b>"), (.reaction, "1"), (.reaction, "#"),
        (.reaction, "👍 👍"), (.reaction, "👍1"), (.reaction, "\u{FE0F}"), (.reaction, String(repeating: "👍", count: 21)),
        (.reaction, "👍" + String(repeating: "\u{200D}👍", count: 100)),
        // One `Character`, however many marks follow its letter.
        (.reaction, "ก" + String(repeating: "\u{E31}", count: 1000)),
        (.post, "a\nb"), (.post, "a\0"), (.post, String(repeating: "p", count: 2049)),
        (.viewTime, "86401"), (.viewTime, "-1"), (.viewTime, "1.5"), (.viewTime, "1e3"),
        (.viewTime, "６０"), (.viewTime, "99999999999999999999"), (.viewTime, "long"),
    ])
    func aMisshapenOneIsRefused(name: ParameterName, value: String) {
        #expect(throws: APIRefusal.incorrectParameter(name)) {
            try request(.sample.setting(name, value), of: .sample())
        }
    }

    @Test(arguments: ["", " ", "\r\n\t"])
    func aBlankOneWasNotSent(blank: String) throws {
        let sent = ParameterSet.sample.setting([.reaction: blank, .post: blank, .viewTime: blank])
        #expect(try request(sent, of: .sample()).parameters.isEmpty)
    }

    /// What programs fill in where nobody asked for anything.
    @Test(arguments: ["0", "00", " 0 ", "undefined", "null", "NaN", "NULL", "nan", ""])
    func noWishIsNoWish(nothing: String) throws {
        let names: [ParameterName] = [.runs, .interval, .days, .viewTime]
        let sent = ParameterSet.sample.setting(Dictionary(uniqueKeysWithValues: names.map { ($0, nothing) }))
        for service in [Service.sample(), .sample { $0.offersDripFeed = true }] {
            let placed = try request(sent, of: service)
            #expect(placed.dripFeed == nil && placed.parameters.isEmpty)
            #expect(placed.charge == money("0.25"))
        }
        let offered = Service.sample { $0.offersDripFeed = true }
        #expect(try request(sent.setting(.days, "5"), of: offered).dripFeed == DripFeed(runs: 5, interval: 1440))
    }

    /// Some programs send every parameter that there is, with what their language calls nothing.
    @Test(arguments: ["undefined", "null", "NaN"]) func whatIsCalledNothingIsNothing(nothing: String) throws {
        let names: [ParameterName] = [.reaction, .post, .username, .oldPosts, .min, .max, .delay, .expiry]
        let sent = ParameterSet.sample.setting(Dictionary(uniqueKeysWithValues: names.map { ($0, nothing) }))
        #expect(try request(sent, of: .sample()).parameters.isEmpty)
        let subscription = try request(sent.setting(.posts, "12"), of: .sample(type: .subscriptions))
        #expect(subscription.parameters == [.init(.posts, "12")])
        #expect(ParameterSet([.requestID: nothing]).said(.requestID) == nil)
    }

    @Test func allOfThemAreKeptForEveryType() throws {
        let optional: [ParameterName: String] = [.reaction: "LOVE", .post: "12", .viewTime: "30"]
        for row in OrderTypeRow.all {
            let parameters = try request(row.sent.setting(optional), of: row.service()).parameters
            for (name, value) in optional { #expect(parameters.contains(.init(name, value)), "\(row.type)") }
        }
    }
}

struct SubscriptionTests {
    private let subscription = Service.sample(type: .subscriptions)
    private let sent = ParameterSet([.service: "1", .link: "https://example.com/ann", .posts: "12"])

    @Test(
        arguments: [
            ([.link: "https://example.com/ann"], "https://example.com/ann", []),
            ([.username: " @ann "], "@ann", [.init(.username, "@ann")]),
            (
                [.link: "https://example.com/ann", .username: "ann"], "https://example.com/ann",
                [.init(.username, "ann")]
            ),
            ([.link: " ", .username: "ann"], "ann", [.init(.username, "ann")]),
        ] as [([ParameterName: String], String, [ParameterSet.Entry])]
    )
    func aLinkOrAUserNameIsEnough(
        target: [ParameterName: String],
        link: String,
        kept: [ParameterSet.Entry]
    ) throws {
        let placed = try request(sent.setting(.link, nil).setting(target), of: subscription)
        #expect(placed.link == link)
        #expect(placed.parameters == kept + [.init(.posts, "12")])
    }

    @Test func withoutBothItIsRefused() {
        #expect(throws: APIRefusal.incorrectLink) { try request(sent.setting(.link, nil), of: subscription) }
        #expect(throws: APIRefusal.incorrectLink) {
            try request(sent.setting([.link: "", .username: " "]), of: subscription)
        }
    }

    @Test func aUserNameIsNoLinkForOtherTypes() {
        let sent = ParameterSet.sample.setting(.link, nil).setting(.username, "ann")
        #expect(throws: APIRefusal.incorrectLink) { try request(sent, of: .sample()) }
    }

    @Test(
        arguments: [
            ([.posts: "12"], 12), ([.quantity: "12"], 12), ([.posts: "12", .quantity: "99"], 12),
            ([.posts: "12", .quantity: "x"], 12), ([.posts: " ", .quantity: "12"], 12), ([.posts: "0012"], 12),
        ] as [([ParameterName: String], Int64)]
    )
    func postsAreChargedPerPiece(count: [ParameterName: String], quantity: Int64) throws {
        let placed = try request(sent.setting(.posts, nil).setting(count), of: subscription)
        #expect(placed.quantity == quantity)
        #expect(placed.charge == money("30"))
        #expect(placed.parameters == [.init(.posts, "12")])
    }

    @Test(
        arguments: [
            ([:], .incorrectParameter(.posts)), ([.posts: "", .quantity: " "], .incorrectParameter(.posts)),
            ([.posts: "x"], .incorrectParameter(.posts)), ([.posts: "-12"], .incorrectParameter(.posts)),
            ([.posts: "1e3"], .incorrectParameter(.posts)),
            ([.posts: "x", .quantity: "12"], .incorrectParameter(.posts)),
            ([.posts: "9"], .quantityBelowMinimum(10)), ([.quantity: "9"], .quantityBelowMinimum(10)),
            ([.quantity: "x"], .quantityBelowMinimum(10)), ([.posts: "10001"], .quantityAboveMaximum(10_000)),
            ([.posts: "99999999999999999999"], .quantityAboveMaximum(10_000)),
        ] as [([ParameterName: String], APIRefusal)]
    )
    func postsThatCanNotBeSoldAreRefused(count: [ParameterName: String], refusal: APIRefusal) {
        #expect(throws: refusal) { try request(sent.setting(.posts, nil).setting(count), of: subscription) }
    }

    @Test(
        arguments: [
            [.init(.min, "1")], [.init(.max, "9223372036854775807")], [.init(.min, "50"), .init(.max, "50")],
            [.init(.delay, "0")], [.init(.delay, "43200")], [.init(.expiry, "1/3/2026")],
            [.init(.expiry, "31/12/2027")],
            [.init(.min, "50"), .init(.max, "60"), .init(.delay, "5"), .init(.expiry, "29/2/2028")],
        ] as [[ParameterSet.Entry]]
    )
    func itsOptionalParametersAreKept(optional: [ParameterSet.Entry]) throws {
        let sent = optional.reduce(sent) { $0.setting($1.name, $1.value) }
        #expect(try request(sent, of: subscription).parameters == [.init(.posts, "12")] + optional)
    }

    @Test(
        arguments: [
            ([.min: "0"], .min), ([.min: "x"], .min), ([.min: "-1"], .min), ([.max: "0"], .max), ([.max: "1e3"], .max),
            ([.max: "9223372036854775808"], .max), ([.min: "51", .max: "50"], .max),
            ([.delay: "43201"], .delay), ([.delay: "-1"], .delay), ([.delay: "soon"], .delay),
            ([.expiry: "28/2/2026"], .expiry), ([.expiry: "30/2/2027"], .expiry), ([.expiry: "2027-01-01"], .expiry),
            ([.expiry: "never"], .expiry), ([.username: "a\nb"], .username),
            ([.username: String(repeating: "a", count: 2049)], .username),
        ] as [([ParameterName: String], ParameterName)]
    )
    func itsOptionalParametersAreChecked(values: [ParameterName: String], name: ParameterName) {
        #expect(throws: APIRefusal.incorrectParameter(name)) {
            try request(sent.setting(values), of: subscription)
        }
    }
}
