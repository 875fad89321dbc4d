import PanelCore
import PanelWeb
import PanelWords

extension ServicesPage {
    struct Words: PageWords {
        let title, updates, suspended: String
        let nothingOffered, whenNothingIsOffered: String
        let platform, favourites, all, website, otherPlatforms: String
        let find, nameOrID, search, refill, cancel, dripFeed, category, allCategories: String
        let nothingFound, whenNothingIsFound, nothingStarred, howToStar, showAll, more, wholeCategory: String
        let service, id, rate, bounds, quantity, order, listPrice, description, wholeDescription: String
        let services: @Sendable (Int, Language) -> String
        let found: @Sendable (Int, Language) -> String
        let left: @Sendable (Int, Language) -> String
        let refillDays: @Sendable (Int64) -> String

        func name(of platform: Platform) -> String {
            switch platform {
            case .website: website
            case .other: otherPlatforms
            default: platform.properName ?? otherPlatforms
            }
        }

        static let vi = Words(
            title: "Dịch vụ",
            updates: "Mới & đổi giá",
            suspended: "Tài khoản đang bị tạm khóa: bạn xem được giá nhưng không đặt được đơn.",
            nothingOffered: "Chưa có dịch vụ nào",
            whenNothingIsOffered: "Bảng giá chưa được mở. Hãy quay lại sau hoặc hỏi người quản lý trang.",
            platform: "Nền tảng",
            favourites: "Yêu thích",
            all: "Tất cả",
            website: "Website",
            otherPlatforms: "Khác",
            find: "Tìm dịch vụ",
            nameOrID: "Tên, mã hoặc nền tảng",
            search: "Tìm",
            refill: "Có bảo hành",
            cancel: "Hủy được",
            dripFeed: "Drip-feed",
            category: "Danh mục",
            allCategories: "Mọi danh mục",
            nothingFound: "Không tìm thấy dịch vụ nào",
            whenNothingIsFound: "Hãy thử từ ngắn hơn, hoặc bỏ bớt điều kiện lọc.",
            nothingStarred: "Chưa có dịch vụ yêu thích",
            howToStar: "Bấm vào ngôi sao trước một dịch vụ để lần sau tìm thấy ngay.",
            showAll: "Hiện tất cả dịch vụ",
            more: "Xem tiếp",
            wholeCategory: "Cả danh mục",
            service: "Dịch vụ",
            id: "Mã",
            rate: "Giá / 1.000",
            bounds: "Tối thiểu – tối đa",
            quantity: "Số lượng",
            order: "Đặt",
            listPrice: "giá niêm yết ",
            description: "Mô tả",
            wholeDescription: "Xem đầy đủ",
            services: { count, language in "\(count.words(in: language)) dịch vụ" },
            found: { count, language in "Tìm thấy \(count.words(in: language)) dịch vụ." },
            left: { count, language in "Còn \(count.words(in: language)) dịch vụ." },
            refillDays: { "Bảo hành \($0.words(in: .vietnamese)) ngày" }
        )

        static let en = Words(
            title: "Services",
            updates: "New & prices",
            suspended: "This account is suspended: you can look at prices, and order nothing.",
            nothingOffered: "No services yet",
            whenNothingIsOffered: "Nothing is on sale yet. Come back later, or ask whoever runs the panel.",
            platform: "Platform",
            favourites: "Favourites",
            all: "All",
            website: "Website",
            otherPlatforms: "Other",
            find: "Find a service",
            nameOrID: "Name, id or platform",
            search: "Search",
            refill: "With refill",
            cancel: "Can be canceled",
            dripFeed: "Drip-feed",
            category: "Category",
            allCategories: "Every category",
            nothingFound: "No service was found",
            whenNothingIsFound: "Try a shorter word, or take a filter away.",
            nothingStarred: "No favourites yet",
            howToStar: "Press the star before a service, and next time you find it here.",
            showAll: "Show all services",
            more: "Show more",
            wholeCategory: "Whole category",
            service: "Service",
            id: "ID",
            rate: "Rate / 1,000",
            bounds: "Min – max",
            quantity: "Quantity",
            order: "Order",
            listPrice: "list price ",
            description: "Description",
            wholeDescription: "Read all of it",
            services: { count, language in count == 1 ? "1 service" : "\(count.words(in: language)) services" },
            found: { count, language in
                count == 1 ? "1 service was found." : "\(count.words(in: language)) services were found."
            },
            left: { count, language in count == 1 ? "1 more service." : "\(count.words(in: language)) more services." },
            refillDays: { $0 == 1 ? "1 day refill" : "\($0.words(in: .english)) days refill" }
        )
    }
}
