/// The types of service, by the names that every panel uses on the wire.
///
/// The first seven are those of the panel's own API document; the others are sold by panels whose catalogues an
/// operator may resell.
package enum ServiceType: String, CaseIterable, Sendable {
    case standard = "Default"
    case package = "Package"
    case customComments = "Custom Comments"
    case customCommentsPackage = "Custom Comments Package"
    case mentionsHashtag = "Mentions Hashtag"
    case subscriptions = "Subscriptions"
    case seo = "SEO"
    case mentions = "Mentions"
    case mentionsWithHashtags = "Mentions with Hashtags"
    case mentionsCustomList = "Mentions Custom List"
    case mentionsUserFollowers = "Mentions User Followers"
    case commentLikes = "Comment Likes"
    case mentionsMediaLikers = "Mentions Media Likers"
    case commentReplies = "Comment Replies"
    case poll = "Poll"
    case invitesFromGroups = "Invites from Groups"
    case webTraffic = "Web Traffic"

    /// The type that a catalogue names, however it spells it: `custom_comments`, `CUSTOM COMMENTS`.
    package init?(named text: String) {
        guard let name = LooseName(text), let type = ServiceType.named[name] else { return nil }
        self = type
    }

    private static let named = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { type in LooseName(type.rawValue).map { ($0, type) } }
    )

    /// How much of the charged quantity the rate is the price of; that of subscriptions by pieces is the price of
    /// ``piecesPerRate`` pieces.
    package var rateUnit: Int64 {
        switch self {
        case .package, .subscriptions, .customCommentsPackage: 1
        default: ServiceType.piecesPerRate
        }
    }

    /// How many pieces a rate is the price of.
    package static let piecesPerRate: Int64 = 1000

    /// What the charged quantity of an order is read from.
    package var quantitySource: QuantitySource {
        switch self {
        case .package, .customCommentsPackage: .one
        case .subscriptions: .posts
        case .customComments, .commentReplies: .lines(of: .comments)
        case .mentionsCustomList: .lines(of: .usernames)
        default: .quantity
        }
    }

    /// The parameters that an order must have besides its link and what ``quantitySource`` names.
    package var requiredParameters: [ParameterName] {
        switch self {
        case .standard, .package, .customComments, .subscriptions, .mentionsCustomList: []
        case .customCommentsPackage: [.comments]
        case .mentionsHashtag: [.hashtag]
        case .seo: [.keywords]
        case .mentions: [.usernames]
        case .mentionsWithHashtags: [.usernames, .hashtags]
        case .mentionsUserFollowers, .commentLikes, .commentReplies: [.username]
        case .mentionsMediaLikers: [.media]
        case .poll: [.answerNumber]
        case .invitesFromGroups: [.groups]
        case .webTraffic: [.country, .device, .typeOfTraffic]
        }
    }
}

/// Where the charged quantity of an order comes from.
package enum QuantitySource: Sendable, Equatable {
    /// The `quantity` parameter, bounded by the service's minimum and maximum.
    case quantity
    /// Always 1, whatever was sent.
    case one
    /// The number of lines with text in a parameter, bounded by the service's minimum and maximum.
    case lines(of: ParameterName)
    /// The `posts` parameter or, without it, `quantity`; with ``SubscriptionRate/post`` bounded by the service's
    /// minimum and maximum. `old_posts` come on top.
    case posts
}

/// Where the visitors of a website seem to come from: what `type_of_traffic` can be, on every panel that sells it.
package enum TrafficOrigin: String, CaseIterable, Sendable {
    case google = "1"
    case otherSite = "2"
    case nowhere = "3"

    /// The parameter that says more.
    package var requiredParameter: ParameterName? {
        switch self {
        case .google: .googleKeyword
        case .otherSite: .referringURL
        case .nowhere: nil
        }
    }
}
