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

    /// The services as they were when the panel was made, so that there is news of some: the last ones were not there yet,
    /// and some cost something else.
    static let firstServices: [Service] = services.dropLast(newServices).map { service in
        var service = service
        if let percent = formerPrices[service.id.rawValue] {
            service.rate = service.rate.scaled(by: percent, over: 100) ?? service.rate
        }
        return service
    }

    private static let newServices = 2
    /// In percent of what they cost now. Nothing was ordered of them.
    private static let formerPrices: [Int64: Int64] = [4: 110, 9: 125, 16: 80]

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
            "Facebook — lượt thích bài viết (post likes)",
            .standard,
            "1.2",
            50...50_000,
            [.cancel],
            "Tham số reaction chọn cảm xúc. / The parameter reaction says which: LIKE, LOVE, CARE, HAHA, WOW, SAD, ANGRY."
        ),
        Row(
            "Facebook",
            "Facebook — theo dõi trang cá nhân (followers)",
            .standard,
            "3.8",
            100...100_000,
            [.refill, .cancel, .dripFeed],
            "Bảo hành 30 ngày, bắt đầu trong 10 phút. / Refilled for 30 days, starts within 10 minutes."
        ),
        Row(
            "Facebook",
            "Facebook — thích và theo dõi fanpage (page likes)",
            .standard,
            "4.6",
            100...50_000,
            [.refill, .oneAtATime]
        ),
        Row(
            "Facebook",
            "Facebook — bình luận theo nội dung của bạn (custom comments)",
            .customComments,
            "18",
            5...2000,
            [.cancel],
            "Mỗi dòng là một bình luận. / Each line is a comment."
        ),
        Row("Facebook", "Facebook — thích một bình luận (comment likes)", .commentLikes, "2.1", 10...5000, [.cancel]),
        Row("Facebook", "Facebook — bình chọn (poll votes)", .poll, "3.3", 20...20_000),
    ]

    private static let tiktok: [Row] = [
        Row("TikTok", "Tiktok views", .standard, "4", 10...1500, [.cancel]),
        Row("TikTok", "TikTok — lượt xem nhanh (fast views)", .standard, "0.027", 100...1_000_000, [.dripFeed]),
        Row("TikTok", "TikTok — tim video (likes)", .standard, "0.9", 10...100_000, [.refill, .cancel, .dripFeed]),
        Row("TikTok", "TikTok — người theo dõi (followers)", .standard, "3.1", 50...50_000, [.refill, .cancel]),
        Row(
            "TikTok",
            "TikTok — bình luận theo nội dung của bạn (custom comments)",
            .customComments,
            "12.5",
            5...1000,
            [.cancel]
        ),
        Row(
            "TikTok",
            "TikTok — gói khởi đầu: 1.000 xem, 100 tim, 10 bình luận (starter package)",
            .package,
            "1.75",
            1...1
        ),
        Row(
            "TikTok",
            "TikTok — người xem livestream 30 phút (live viewers)",
            .standard,
            "9.9",
            10...5000,
            [],
            "view_time: mỗi người xem ở lại bao nhiêu giây. / How many seconds each viewer stays."
        ),
    ]

    private static let instagram: [Row] = [
        Row(
            "Instagram",
            "Instagram — người theo dõi (followers)",
            .standard,
            "2.95",
            50...100_000,
            [.refill, .cancel, .dripFeed],
            "Tài khoản phải để công khai. / The profile must be public."
        ),
        Row("Instagram", "Instagram — thích bài viết (likes)", .standard, "0.65", 10...100_000, [.cancel, .dripFeed]),
        Row(
            "Instagram",
            "Instagram — nhắc tên theo hashtag (mentions by hashtag)",
            .mentionsHashtag,
            "5.5",
            100...50_000
        ),
        Row("Instagram", "Instagram — nhắc tên (mentions)", .mentions, "5.2", 100...50_000),
        Row(
            "Instagram",
            "Instagram — nhắc tên kèm hashtag (mentions with hashtags)",
            .mentionsWithHashtags,
            "5.9",
            100...50_000
        ),
        Row(
            "Instagram",
            "Instagram — nhắc tên theo danh sách của bạn (custom list)",
            .mentionsCustomList,
            "4.8",
            10...20_000
        ),
        Row(
            "Instagram",
            "Instagram — nhắc tên người theo dõi của một tài khoản (user's followers)",
            .mentionsUserFollowers,
            "4.4",
            100...50_000
        ),
        Row(
            "Instagram",
            "Instagram — nhắc tên người thích một bài (media likers)",
            .mentionsMediaLikers,
            "4.9",
            100...20_000
        ),
        Row(
            "Instagram",
            "Instagram — tự động thích bài mới (auto likes)",
            .subscriptions,
            "0.08",
            1...1000,
            [.cancel],
            "Thích mọi bài mới của một tài khoản. / Likes each new post of an account: from min to max."
        ),
        Row("Instagram", "Instagram — tự động xem bài mới (auto views)", .subscriptions, "0.05", 1...500, [.cancel]),
    ]

    private static let youtube: [Row] = [
        Row("YouTube", "YouTube — lượt xem (views)", .standard, "1.6", 500...1_000_000, [.refill, .cancel, .dripFeed]),
        Row(
            "YouTube",
            "YouTube — người đăng ký kênh (subscribers)",
            .standard,
            "14",
            50...20_000,
            [.refill, .cancel],
            "Khoảng 200 mỗi ngày, bảo hành 30 ngày. / About 200 a day, refilled for 30 days."
        ),
        Row("YouTube", "YouTube — trả lời bình luận (comment replies)", .commentReplies, "16", 5...500),
        Row(
            "YouTube",
            "YouTube — gói 10 bình luận của bạn (10 custom comments)",
            .customCommentsPackage,
            "0.85",
            1...1
        ),
        Row("YouTube", "YouTube — giờ xem, 15 phút mỗi lượt (watch time)", .standard, "21", 100...20_000, [.refill]),
    ]

    private static let shopee: [Row] = [
        Row("Shopee", "Shopee — người theo dõi shop (followers)", .standard, "2.2", 50...20_000, [.cancel]),
        Row("Shopee", "Shopee — thích sản phẩm (product likes)", .standard, "1.9", 10...10_000, [.cancel]),
        Row("Shopee", "Shopee — đánh giá theo nội dung của bạn (reviews)", .customComments, "45", 1...100, [.cancel]),
    ]

    private static let telegram: [Row] = [
        Row(
            "Telegram",
            "Telegram — thành viên kênh (channel members)",
            .standard,
            "1.35",
            100...100_000,
            [.refill, .cancel]
        ),
        Row("Telegram", "Telegram — lượt xem bài viết (post views)", .standard, "0.12", 100...500_000, [.dripFeed]),
        Row("Telegram", "Telegram — cảm xúc (reactions)", .standard, "0.4", 20...20_000),
        Row("Telegram", "Telegram — mời từ nhóm khác (invites from groups)", .invitesFromGroups, "6.8", 100...10_000),
    ]

    private static let website: [Row] = [
        Row("Website và SEO", "Từ khóa lên top tìm kiếm (search ranking)", .seo, "25", 10...5000),
        Row("Website và SEO", "Lượt truy cập theo từ khóa (keyword visits)", .seo, "11", 100...50_000),
        Row(
            "Website và SEO",
            "Lượt truy cập theo quốc gia (traffic by country)",
            .webTraffic,
            "0.75",
            500...1_000_000,
            [.cancel],
            "Nguồn: 1 Google (google_keyword), 2 trang khác (referring_url), 3 trực tiếp. / From: Google, another site, directly."
        ),
        Row("Website và SEO", "Gói bài viết PR trên 5 báo (press articles)", .package, "120", 1...1),
    ]

    private static let groups: [Row] = [
        Row(
            "Nhóm và sự kiện",
            "Facebook — thành viên nhóm (group members)",
            .standard,
            "5.1",
            100...50_000,
            [.refill, .cancel]
        ),
        Row("Nhóm và sự kiện", "Facebook — quan tâm sự kiện (event responses)", .standard, "3.6", 20...10_000),
        Row("Nhóm và sự kiện", "Facebook — chia sẻ vào nhóm (group shares)", .standard, "7.25", 10...5000, [.cancel]),
    ]
}
