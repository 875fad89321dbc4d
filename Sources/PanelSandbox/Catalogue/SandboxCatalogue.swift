package import PanelCore

/// What a sandbox sells when it is not told otherwise.
package enum SandboxCatalogue {
    /// At least one service of every type, with different rates, bounds and offers; ids count from 1.
    package static let sample: [Service] = rows.enumerated().map { index, row in
        Service(
            id: ServiceID(rawValue: Int64(index + 1)),
            position: Int64(index + 1),
            name: row.name,
            type: row.type,
            category: row.category,
            rate: Money(row.rate) ?? .zero,
            minimum: row.range.lowerBound,
            maximum: row.range.upperBound,
            subscriptionRate: row.offers.contains(.pieces) ? .pieces : .post,
            maximumPosts: row.offers.contains(.pieces) ? 10 : nil,
            offersRefill: row.offers.contains(.refill),
            offersCancel: row.offers.contains(.cancel),
            offersDripFeed: row.offers.contains(.dripFeed)
        )
    }

    private struct Offers: OptionSet {
        let rawValue: Int

        static let refill = Offers(rawValue: 1)
        static let cancel = Offers(rawValue: 2)
        static let dripFeed = Offers(rawValue: 4)
        /// A subscription by pieces, for ten posts where no number of them is said.
        static let pieces = Offers(rawValue: 8)
        static let all: Offers = [.refill, .cancel, .dripFeed]
    }

    private struct Row {
        let category: String
        let name: String
        let type: ServiceType
        let rate: String
        let range: ClosedRange<Int64>
        let offers: Offers

        init(
            _ category: String,
            _ name: String,
            _ type: ServiceType,
            _ rate: String,
            _ range: ClosedRange<Int64>,
            _ offers: Offers = []
        ) {
            self.category = category
            self.name = name
            self.type = type
            self.rate = rate
            self.range = range
            self.offers = offers
        }
    }

    private static let rows: [Row] = [
        Row("Views", "Sandbox views", .standard, "0.5", 10...1_000_000, .all),
        Row("Views", "Sandbox views, slow", .standard, "0.027", 100...10_000_000, [.dripFeed]),
        Row("Likes", "Sandbox likes", .standard, "1.2", 50...50_000, [.cancel]),
        Row("Likes", "Sandbox likes, kept for 30 days", .standard, "3.75", 20...20_000, [.refill, .cancel]),
        Row("Followers", "Sandbox followers", .standard, "4.6", 100...100_000, [.refill]),
        Row("Packages", "Sandbox starter package", .package, "9.99", 1...1),
        Row("Comments", "Sandbox comments", .customComments, "18", 1...2000, [.cancel]),
        Row("Comments", "Sandbox comment package", .customCommentsPackage, "6.5", 1...1),
        Row("Comments", "Sandbox comment likes", .commentLikes, "2.1", 10...5000, [.cancel]),
        Row("Comments", "Sandbox replies", .commentReplies, "21", 1...500),
        Row("Mentions", "Sandbox mentions", .mentions, "7", 10...10_000),
        Row("Mentions", "Sandbox mentions of a hashtag", .mentionsHashtag, "6.2", 100...10_000),
        Row("Mentions", "Sandbox mentions with hashtags", .mentionsWithHashtags, "7.4", 10...10_000),
        Row("Mentions", "Sandbox mentions of a list", .mentionsCustomList, "8", 1...1000),
        Row("Mentions", "Sandbox mentions of followers", .mentionsUserFollowers, "5.9", 100...10_000),
        Row("Mentions", "Sandbox mentions of media likers", .mentionsMediaLikers, "5.8", 100...10_000),
        Row("Subscriptions", "Sandbox subscription", .subscriptions, "0.15", 1...100, [.cancel]),
        Row("Groups", "Sandbox poll votes", .poll, "3.3", 20...20_000),
        Row("Groups", "Sandbox invitations", .invitesFromGroups, "11", 50...5000),
        Row("Websites", "Sandbox SEO", .seo, "30", 10...1000),
        Row("Websites", "Sandbox traffic", .webTraffic, "0.8", 500...1_000_000, [.dripFeed]),
        Row("New posts", "Sandbox subscription by pieces", .subscriptions, "0.09", 10...500_000, [.cancel, .pieces]),
    ]
}
