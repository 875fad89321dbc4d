import PanelCore

/// The catalogue of `panel demo`: every type of service, in categories with Vietnamese and English names.
enum DemoCatalogue {
    /// All services, with ids from 1 in catalogue order.
    static let services: [Service] = rows.enumerated().map { index, row in
        Service(
            id: ServiceID(rawValue: Int64(index + 1)),
            name: row.name,
            type: row.type,
            category: row.category,
            rate: Money(row.rate) ?? .zero,
            minimum: row.range.lowerBound,
            maximum: row.range.upperBound,
            description: row.description,
            offersRefill: row.offers.contains(.refill),
            offersCancel: row.offers.contains(.cancel),
            offersDripFeed: row.offers.contains(.dripFeed),
            deniesDuplicates: row.offers.contains(.oneAtATime),
            // A demo does not wait a day for a refill.
            refillAfterHours: 0
        )
    }

    private struct Offers: OptionSet {
        let rawValue: Int

        static let refill = Offers(rawValue: 1)
        static let cancel = Offers(rawValue: 2)
        static let dripFeed = Offers(rawValue: 4)
        static let oneAtATime = Offers(rawValue: 8)
    }

    private struct Row {
        let category: String
        let name: String
        let type: ServiceType
        let rate: String
        let range: ClosedRange<Int64>
        let offers: Offers
        let description: String?

        init(
            _ category: String,
            _ name: String,
            _ type: ServiceType,
            _ rate: String,
            _ range: ClosedRange<Int64>,
            _ offers: Offers = [],
            _ description: String? = nil
        ) {
            self.category = category
            self.name = name
            self.type = type
            self.rate = rate
            self.range = range
            self.offers = offers
            self.description = description
        }
    }

    private static let rows: [Row] = facebook + tiktok + instagram + youtube + shopee + telegram + website + groups

    private static let facebook: [Row] = [
        Row("Facebook", "Facebook views", .standard, "2.5", 200...10_000, [.refill, .cancel, .dripFeed]),
        Row(
            "Facebook",
            "Tăng lượt thích bài viết Facebook",
            .standard,
            "1.2",
            50...50_000,
            [.cancel],
            "Chọn cảm xúc bằng tham số reaction: LIKE, LOVE, CARE, HAHA, WOW, SAD, ANGRY."
        ),
        Row(
            "Facebook",
            "Tăng người theo dõi trang cá nhân",
            .standard,
            "3.8",
            100...100_000,
            [.refill, .cancel, .dripFeed],
            "Bảo hành 30 ngày."
        ),
        Row("Facebook", "Facebook page likes", .standard, "4.6", 100...50_000, [.refill, .oneAtATime]),
        Row(
            "Facebook",
            "Bình luận Facebook theo nội dung của bạn",
            .customComments,
            "18",
            5...2000,
            [.cancel],
            "Mỗi dòng là một bình luận."
        ),
        Row("Facebook", "Facebook comment likes", .commentLikes, "2.1", 10...5000, [.cancel]),
        Row("Facebook", "Facebook poll votes", .poll, "3.3", 20...20_000),
    ]

    private static let tiktok: [Row] = [
        Row("TikTok", "Tiktok views", .standard, "4", 10...1500, [.cancel]),
        Row("TikTok", "Tăng lượt xem video TikTok (nhanh)", .standard, "0.027", 100...1_000_000, [.dripFeed]),
        Row("TikTok", "Tăng tim TikTok", .standard, "0.9", 10...100_000, [.refill, .cancel, .dripFeed]),
        Row("TikTok", "TikTok followers", .standard, "3.1", 50...50_000, [.refill, .cancel]),
        Row("TikTok", "TikTok custom comments", .customComments, "12.5", 5...1000, [.cancel]),
        Row("TikTok", "Gói khởi đầu TikTok: 1.000 lượt xem, 100 tim, 10 bình luận", .package, "1.75", 1...1),
        Row(
            "TikTok",
            "TikTok live viewers, 30 minutes",
            .standard,
            "9.9",
            10...5000,
            [],
            "view_time is the time each viewer stays, in seconds."
        ),
    ]

    private static let instagram: [Row] = [
        Row("Instagram", "Instagram followers", .standard, "2.95", 50...100_000, [.refill, .cancel, .dripFeed]),
        Row("Instagram", "Tăng like Instagram", .standard, "0.65", 10...100_000, [.cancel, .dripFeed]),
        Row("Instagram", "Instagram mentions by hashtag", .mentionsHashtag, "5.5", 100...50_000),
        Row("Instagram", "Instagram mentions", .mentions, "5.2", 100...50_000),
        Row("Instagram", "Instagram mentions with hashtags", .mentionsWithHashtags, "5.9", 100...50_000),
        Row("Instagram", "Instagram mentions of a custom list", .mentionsCustomList, "4.8", 10...20_000),
        Row("Instagram", "Instagram mentions of a user's followers", .mentionsUserFollowers, "4.4", 100...50_000),
        Row("Instagram", "Instagram mentions of media likers", .mentionsMediaLikers, "4.9", 100...20_000),
        Row(
            "Instagram",
            "Instagram auto likes for new posts",
            .subscriptions,
            "0.08",
            1...1000,
            [.cancel],
            "username, posts, min, max, delay in minutes, expiry as d/m/Y."
        ),
        Row("Instagram", "Tự động xem cho bài viết mới", .subscriptions, "0.05", 1...500, [.cancel]),
    ]

    private static let youtube: [Row] = [
        Row("YouTube", "YouTube views", .standard, "1.6", 500...1_000_000, [.refill, .cancel, .dripFeed]),
        Row("YouTube", "Tăng người đăng ký kênh YouTube", .standard, "14", 50...20_000, [.refill, .cancel]),
        Row("YouTube", "YouTube comment replies", .commentReplies, "16", 5...500),
        Row("YouTube", "Gói 10 bình luận YouTube theo nội dung của bạn", .customCommentsPackage, "0.85", 1...1),
        Row("YouTube", "YouTube watch time, 15 minutes a view", .standard, "21", 100...20_000, [.refill]),
    ]

    private static let shopee: [Row] = [
        Row("Shopee", "Tăng người theo dõi shop Shopee", .standard, "2.2", 50...20_000, [.cancel]),
        Row("Shopee", "Shopee product likes", .standard, "1.9", 10...10_000, [.cancel]),
        Row("Shopee", "Đánh giá sản phẩm theo nội dung của bạn", .customComments, "45", 1...100, [.cancel]),
    ]

    private static let telegram: [Row] = [
        Row("Telegram", "Telegram channel members", .standard, "1.35", 100...100_000, [.refill, .cancel]),
        Row("Telegram", "Tăng lượt xem bài viết Telegram", .standard, "0.12", 100...500_000, [.dripFeed]),
        Row("Telegram", "Telegram reactions", .standard, "0.4", 20...20_000),
        Row("Telegram", "Telegram invites from groups", .invitesFromGroups, "6.8", 100...10_000),
    ]

    private static let website: [Row] = [
        Row("Website và SEO", "Từ khóa lên top tìm kiếm", .seo, "25", 10...5000),
        Row("Website và SEO", "SEO keyword visits", .seo, "11", 100...50_000),
        Row(
            "Website và SEO",
            "Website traffic by country",
            .webTraffic,
            "0.75",
            500...1_000_000,
            [.cancel],
            "type_of_traffic: 1 with google_keyword, 2 with referring_url, 3 direct."
        ),
        Row("Website và SEO", "Gói bài viết PR trên 5 báo", .package, "120", 1...1),
    ]

    private static let groups: [Row] = [
        Row("Nhóm và sự kiện", "Thành viên nhóm Facebook", .standard, "5.1", 100...50_000, [.refill, .cancel]),
        Row("Nhóm và sự kiện", "Event responses", .standard, "3.6", 20...10_000),
        Row("Nhóm và sự kiện", "Chia sẻ bài viết vào nhóm", .standard, "7.25", 10...5000, [.cancel]),
    ]
}
