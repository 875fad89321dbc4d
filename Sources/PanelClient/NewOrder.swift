import PanelCore

/// What is to be ordered from a panel, by what its service's type asks for.
///
/// What a panel asks for beyond that goes into ``more``. Nothing is checked here but that it can be sent: bounds and
/// links are the panel's to judge.
public struct NewOrder: Hashable, Sendable {
    /// A parameter by its name in the API v2.
    public struct Parameter: Hashable, Sendable {
        /// The name, such as `country`.
        public var name: String
        /// The value as it is sent.
        public var value: String

        /// A parameter that is sent as it is.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What an order is, by the type of its service. Texts of a list are sent as lines, so each has to be one line.
    public enum Kind: Hashable, Sendable {
        /// `Default`: so many pieces.
        case standard(quantity: Int64)
        /// `Package`: one package, whatever is in it.
        case package
        /// `Custom Comments`: as many pieces as there are comments.
        case customComments([String])
        /// `Custom Comments Package`.
        case customCommentsPackage([String])
        /// `Mentions Hashtag`: mentions of those who use a hashtag.
        case mentionsHashtag(String, quantity: Int64)
        /// `Subscriptions`: something for each new post.
        case subscription(Subscription)
        /// `SEO`.
        case seo(keywords: [String], quantity: Int64)
        /// `Mentions`.
        case mentions(usernames: [String], quantity: Int64)
        /// `Mentions with Hashtags`.
        case mentionsWithHashtags(usernames: [String], hashtags: [String], quantity: Int64)
        /// `Mentions Custom List`: as many pieces as there are names.
        case mentionsCustomList(usernames: [String])
        /// `Mentions User Followers`: mentions of those who follow a user.
        case mentionsUserFollowers(username: String, quantity: Int64)
        /// `Comment Likes`: for the comment that a user wrote.
        case commentLikes(username: String, quantity: Int64)
        /// `Mentions Media Likers`: mentions of those who like another post, by its address.
        case mentionsMediaLikers(media: String, quantity: Int64)
        /// `Comment Replies`: to the comment that a user wrote, as many as there are texts.
        case commentReplies(username: String, [String])
        /// `Poll`: votes for an answer, by its number.
        case poll(answer: Int64, quantity: Int64)
        /// `Invites from Groups`.
        case invitesFromGroups([String], quantity: Int64)
        /// `Web Traffic`.
        case webTraffic(WebTraffic, quantity: Int64)
    }

    /// What each new post of somebody gets.
    public struct Subscription: Hashable, Sendable {
        /// Whose posts, where the order has no link.
        public var username: String?
        /// How many posts to come; `nil` for all until it expires, where the panel has that.
        public var posts: Int64?
        /// How many posts that are there already.
        public var oldPosts: Int64?
        /// The least and the most pieces that a post gets.
        public var pieces: ClosedRange<Int64>?
        /// Minutes between a post and its pieces.
        public var delay: Int64?
        /// The last day, as `31/12/2026`.
        public var expiry: String?

        /// A subscription without what is `nil`.
        public init(
            username: String? = nil,
            posts: Int64? = nil,
            oldPosts: Int64? = nil,
            pieces: ClosedRange<Int64>? = nil,
            delay: Int64? = nil,
            expiry: String? = nil
        ) {
            self.username = username
            self.posts = posts
            self.oldPosts = oldPosts
            self.pieces = pieces
            self.delay = delay
            self.expiry = expiry
        }
    }

    /// Who visits a site.
    public struct WebTraffic: Hashable, Sendable {
        /// Where visitors come from.
        public enum Origin: Hashable, Sendable {
            /// A search at Google for these words.
            case google(keyword: String)
            /// Another page, by its address.
            case referrer(String)
            /// Nowhere: they type the address.
            case direct
        }

        /// The country as the panel writes it.
        public var country: String
        /// The device as the panel writes it.
        public var device: String
        /// Where they come from.
        public var origin: Origin

        /// Visitors of one sort.
        public init(country: String, device: String, origin: Origin) {
            self.country = country
            self.device = device
            self.origin = origin
        }
    }

    /// When an order is delivered in several runs. Each run is of the order's quantity, and all of them are paid for.
    public struct DripFeed: Hashable, Sendable {
        /// How many runs.
        public var runs: Int64
        /// Minutes between the starts of two runs.
        public var interval: Int64

        /// So many runs, so many minutes apart.
        public init(runs: Int64, interval: Int64) {
            self.runs = runs
            self.interval = interval
        }
    }

    /// The id of the service, as ``PanelService/id``.
    public var service: String
    /// What it is for: a post, a profile, a site. Only a subscription may do without.
    public var link: String?
    /// What is ordered.
    public var kind: Kind
    /// `nil` for an order that is delivered at once.
    public var dripFeed: DripFeed?
    /// The caller's own id of the order, where the panel takes one as `request_id`: the same id makes no second order.
    public var requestID: String?
    /// Which reaction, where the service has several.
    public var reaction: String?
    /// What the panel or the service asks for besides; no name that is among ``parameters`` already.
    public var more: [Parameter] = []

    /// An order; what is `nil` is not sent.
    public init(
        service: String,
        link: String? = nil,
        _ kind: Kind,
        dripFeed: DripFeed? = nil,
        requestID: String? = nil,
        reaction: String? = nil
    ) {
        self.service = service
        self.link = link
        self.kind = kind
        self.dripFeed = dripFeed
        self.requestID = requestID
        self.reaction = reaction
    }
}

// MARK: On the wire

extension NewOrder {
    /// What is sent, in this order, besides key and action.
    public var parameters: [Parameter] {
        var form = Form()
        form.add(.service, service)
        form.add(.link, link)
        form.add(kind)
        form.add(.runs, dripFeed?.runs)
        form.add(.interval, dripFeed?.interval)
        form.add(.reaction, reaction)
        form.add(.requestID, requestID)
        return form.parameters + more
    }

    /// A text of a list that is not one line, and so would be none or several; `nil` when there is none.
    var brokenLine: String? {
        kind.lines.first { $0.isBlank || $0.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } }
    }

    private struct Form {
        var parameters: [Parameter] = []

        mutating func add(_ name: ParameterName, _ value: String?) {
            if let value { parameters.append(Parameter(name.rawValue, value)) }
        }

        mutating func add(_ name: ParameterName, _ value: Int64?) { add(name, value.map { String($0) }) }

        mutating func add(_ name: ParameterName, _ lines: [String]) { add(name, lines.joined(separator: "\n")) }

        mutating func add(_ kind: Kind) {
            switch kind {
            case .standard, .package: break
            case .customComments(let comments), .customCommentsPackage(let comments): add(.comments, comments)
            case .mentionsHashtag(let hashtag, _): add(.hashtag, hashtag)
            case .subscription(let subscription): add(subscription)
            case .seo(let keywords, _): add(.keywords, keywords)
            case .mentions(let usernames, _), .mentionsCustomList(let usernames): add(.usernames, usernames)
            case .mentionsWithHashtags(let usernames, let hashtags, _):
                add(.usernames, usernames)
                add(.hashtags, hashtags)
            case .mentionsUserFollowers(let username, _), .commentLikes(let username, _): add(.username, username)
            case .mentionsMediaLikers(let media, _): add(.media, media)
            case .commentReplies(let username, let comments):
                add(.username, username)
                add(.comments, comments)
            case .poll(let answer, _): add(.answerNumber, answer)
            case .invitesFromGroups(let groups, _): add(.groups, groups)
            case .webTraffic(let traffic, _): add(traffic)
            }
            add(.quantity, kind.quantity)
        }

        private mutating func add(_ subscription: Subscription) {
            add(.username, subscription.username)
            add(.posts, subscription.posts)
            add(.oldPosts, subscription.oldPosts)
            add(.min, subscription.pieces?.lowerBound)
            add(.max, subscription.pieces?.upperBound)
            add(.delay, subscription.delay)
            add(.expiry, subscription.expiry)
        }

        private mutating func add(_ traffic: WebTraffic) {
            add(.country, traffic.country)
            add(.device, traffic.device)
            switch traffic.origin {
            case .google(let keyword):
                add(.typeOfTraffic, 1)
                add(.googleKeyword, keyword)
            case .referrer(let page):
                add(.typeOfTraffic, 2)
                add(.referringURL, page)
            case .direct:
                add(.typeOfTraffic, 3)
            }
        }
    }
}

extension NewOrder.Kind {
    /// How many pieces; `nil` where something else says so.
    fileprivate var quantity: Int64? {
        switch self {
        case .standard(let quantity), .mentionsHashtag(_, let quantity), .seo(_, let quantity),
            .mentions(_, let quantity), .mentionsWithHashtags(_, _, let quantity),
            .mentionsUserFollowers(_, let quantity), .commentLikes(_, let quantity),
            .mentionsMediaLikers(_, let quantity), .poll(_, let quantity), .invitesFromGroups(_, let quantity),
            .webTraffic(_, let quantity):
            quantity
        case .package, .customComments, .customCommentsPackage, .subscription, .mentionsCustomList, .commentReplies:
            nil
        }
    }

    /// All texts that are lines of a list.
    fileprivate var lines: [String] {
        switch self {
        case .customComments(let lines), .customCommentsPackage(let lines), .seo(let lines, _),
            .mentions(let lines, _), .mentionsCustomList(let lines), .commentReplies(_, let lines),
            .invitesFromGroups(let lines, _):
            lines
        case .mentionsWithHashtags(let usernames, let hashtags, _): usernames + hashtags
        case .standard, .package, .mentionsHashtag, .subscription, .mentionsUserFollowers, .commentLikes,
            .mentionsMediaLikers, .poll, .webTraffic:
            []
        }
    }
}
