import PanelClient
import PanelCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct NewOrderTests {
    private static let traffic = NewOrder.WebTraffic(country: "VN", device: "3", origin: .google(keyword: "phở"))

    /// An order of each type, and what is sent of it between the link and the end.
    static let orders: [(type: ServiceType, kind: NewOrder.Kind, sent: String)] = [
        (.standard, .standard(quantity: 1000), "quantity=1000"),
        (.package, .package, ""),
        (.customComments, .customComments(["one", "two & more"]), "comments=one\ntwo & more"),
        (.customCommentsPackage, .customCommentsPackage(["one"]), "comments=one"),
        (.mentionsHashtag, .mentionsHashtag("tet", quantity: 10), "hashtag=tet quantity=10"),
        (
            .subscriptions,
            .subscription(.init(username: "a", posts: 5, oldPosts: 1, pieces: 10...20, delay: 5, expiry: "31/12/2026")),
            "username=a posts=5 old_posts=1 min=10 max=20 delay=5 expiry=31/12/2026"
        ),
        (.seo, .seo(keywords: ["a", "b"], quantity: 10), "keywords=a\nb quantity=10"),
        (.mentions, .mentions(usernames: ["a", "b"], quantity: 10), "usernames=a\nb quantity=10"),
        (
            .mentionsWithHashtags, .mentionsWithHashtags(usernames: ["a"], hashtags: ["x", "y"], quantity: 10),
            "usernames=a hashtags=x\ny quantity=10"
        ),
        (.mentionsCustomList, .mentionsCustomList(usernames: ["a", "b"]), "usernames=a\nb"),
        (.mentionsUserFollowers, .mentionsUserFollowers(username: "a", quantity: 10), "username=a quantity=10"),
        (.commentLikes, .commentLikes(username: "a", quantity: 10), "username=a quantity=10"),
        (.mentionsMediaLikers, .mentionsMediaLikers(media: "m", quantity: 10), "media=m quantity=10"),
        (.commentReplies, .commentReplies(username: "a", ["one", "two"]), "username=a comments=one\ntwo"),
        (.poll, .poll(answer: 2, quantity: 10), "answer_number=2 quantity=10"),
        (.invitesFromGroups, .invitesFromGroups(["g", "h"], quantity: 10), "groups=g\nh quantity=10"),
        (
            .webTraffic, .webTraffic(traffic, quantity: 10),
            "country=VN device=3 type_of_traffic=1 google_keyword=phở quantity=10"
        ),
    ]

    private func text(_ parameters: [NewOrder.Parameter]) -> String {
        parameters.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    @Test func everyTypeHasAKind() {
        #expect(NewOrderTests.orders.map(\.type) == ServiceType.allCases)
    }

    @Test(arguments: orders) func aKindSendsWhatItsTypeAsksFor(type: ServiceType, kind: NewOrder.Kind, sent: String) {
        let parameters = NewOrder(service: "7", link: "L", kind).parameters
        #expect(text(parameters) == ["service=7 link=L", sent].filter { !$0.isEmpty }.joined(separator: " "))
        let names = Set(parameters.map(\.name))
        #expect(names.isSuperset(of: type.requiredParameters.map(\.rawValue)))
        switch type.quantitySource {
        case .quantity: #expect(names.contains("quantity"))
        case .one: #expect(!names.contains("quantity"))
        case .lines(let name): #expect(names.contains(name.rawValue) && !names.contains("quantity"))
        case .posts: #expect(names.contains("posts"))
        }
    }

    @Test func whatIsNotSaidIsNotSent() {
        var order = NewOrder(service: "7", .subscription(.init(username: "a")))
        #expect(text(order.parameters) == "service=7 username=a")
        order.link = "L"
        order.kind = .webTraffic(.init(country: "VN", device: "1", origin: .referrer("R")), quantity: 1)
        order.dripFeed = NewOrder.DripFeed(runs: 2, interval: 60)
        order.reaction = "❤"
        order.requestID = "r1"
        order.more = [NewOrder.Parameter("view_time", "30")]
        let sent = """
            service=7 link=L country=VN device=1 type_of_traffic=2 referring_url=R quantity=1 runs=2 interval=60 \
            reaction=❤ request_id=r1 view_time=30
            """
        #expect(text(order.parameters) == sent)
        order.kind = .webTraffic(.init(country: "VN", device: "1", origin: .direct), quantity: 1)
        #expect(text(order.parameters).contains("type_of_traffic=3 quantity=1"))
    }

    @Test func isSentAsAForm() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":23501}"#)])
        let order = NewOrder(service: "7", link: "https://example.com/p", .customComments(["a", "b"]))
        #expect(try await PanelClient.local(server).add(order) == AddedOrder(id: "23501"))
        let body = "action=add&service=7&link=https%3A%2F%2Fexample.com%2Fp&comments=a%0Ab"
        #expect(server.requests.first?.hasSuffix(body) == true, "\(server.requests)")
    }

    /// The panel would deliver, and charge, other pieces than the caller counts.
    @Test(arguments: [
        NewOrder.Kind.customComments(["one", "two\nthree"]), .customComments(["one", " "]), .customComments(["\r"]),
        .customCommentsPackage([""]), .mentionsCustomList(usernames: ["a\r\nb"]),
        .commentReplies(username: "a", ["x\ny"]),
        .mentionsWithHashtags(usernames: ["a"], hashtags: ["x", ""], quantity: 1),
    ])
    func aListOfOtherThanLinesIsNotSent(kind: NewOrder.Kind) async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let client = PanelClient.local(server)
        let error = await failure { () throws(PanelClientError) in
            try await client.add(NewOrder(service: "7", link: "L", kind))
        }
        #expect(error?.kind == .notSent(.invalidRequest))
        #expect(server.connections == 0)
    }

    @Test func aNameTwiceIsNotSent() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":1}"#)])
        let client = PanelClient.local(server)
        var order = NewOrder(service: "7", link: "L", .standard(quantity: 1))
        order.more = [NewOrder.Parameter("quantity", "1000")]
        let sent = order
        let error = await failure { () throws(PanelClientError) in try await client.add(sent) }
        #expect(error?.kind == .notSent(.invalidRequest))
        #expect(server.connections == 0)
    }

    // MARK: Errors that callers make

    @Test func anErrorIsAsACallThrowsIt() async throws {
        let server = try await ScriptedServer([
            .read, .answer(#"{"error":"Not enough funds"}"#, status: "429 Too Many", fields: "Retry-After: 9000\r\n"),
        ])
        let client = PanelClient.local(server)
        let thrown = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        let made = PanelClientError(
            .refused(message: "Not enough funds"),
            httpStatus: 429,
            excerpt: #"{"error":"Not enough funds"}"#,
            retryAfter: 9000
        )
        #expect(thrown == made)
        #expect(made.wasWritten && made.retryAfter == 3600)
    }

    @Test func anErrorKeepsItsBounds() {
        #expect(PanelClientError(.http(status: 502), httpStatus: 200).httpStatus == 502)
        #expect(PanelClientError(.timedOut, retryAfter: -1).retryAfter == 1)
        let long = PanelClientError(.notJSON, excerpt: String(repeating: "x", count: 5000))
        #expect(long.excerpt.utf8.count == PanelClientError.longestExcerpt)
        #expect(!PanelClientError(.notSent(.dns)).wasWritten)
    }
}
