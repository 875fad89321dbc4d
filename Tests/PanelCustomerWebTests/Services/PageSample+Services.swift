import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelOperations
import PanelStore
import PanelWeb

// The pages of what is offered.
extension PageSample {
    func offers(_ frame: Frame, typed: String) -> HTML? {
        var filter = ServiceFilter()
        switch self {
        case .services: return page(frame, typed: typed, filter)
        case .servicesFiltered:
            filter.text = typed
            filter.platform = .facebook
            filter.category = typed
            (filter.withRefill, filter.withCancel, filter.withDripFeed) = (true, true, true)
            // The one whose category is typed stands alone.
            return page(frame, typed: typed, filter)
        case .servicesSuspended: return page(frame, typed: typed, filter, isSuspended: true)
        case .servicesNothingFound:
            filter.text = typed
            filter.platform = .zalo
            return page(frame, typed: typed, filter)
        case .servicesNothingStarred:
            filter.favouritesOnly = true
            return page(frame, typed: typed, filter, favourites: [])
        case .servicesNoneOffered: return page(frame, typed: typed, filter, services: [])
        case .servicesTooManyStars: return page(frame, typed: typed, filter, refusal: .tooMany)
        case .updates: return UpdatesPage(frame, news(typed: typed), isSuspended: false, isFirst: true).html
        case .updatesOlder: return UpdatesPage(frame, news(typed: typed), isSuspended: true, isFirst: false).html
        case .updatesNothing:
            return UpdatesPage(frame, Page(rows: [], next: nil), isSuspended: false, isFirst: true).html
        default: return nil
        }
    }

    private func page(
        _ frame: Frame,
        typed: String,
        _ filter: ServiceFilter,
        services: [Service]? = nil,
        favourites: [Int64] = [1],
        isSuspended: Bool = false,
        refusal: FavouriteRefusal? = nil
    ) -> HTML {
        let catalogue = Catalogue(
            version: SettingsVersion(rawValue: 1),
            services: services ?? PageSample.offeredServices(typed: typed),
            linkRules: []
        )
        let times = [
            ServiceID(rawValue: 1): UsualTimes(toStart: 270, toFinish: 7000),
            ServiceID(rawValue: 2): UsualTimes(toStart: 20, toFinish: 50),
        ]
        let model = ServicesModel(
            of: OfferedServices(catalogue),
            filter,
            for: PageSample.customer(isSuspended: isSuspended),
            favourites: favourites.map(ServiceID.init(rawValue:)),
            times: times,
            refusal: refusal
        )
        return ServicesPage(frame, model).html
    }

    static func customer(isSuspended: Bool) -> Customer {
        let account = Account(
            id: AccountID(rawValue: 1),
            name: AccountName(unchecked: "minhanh"),
            role: .customer,
            profile: .seed,
            language: .vietnamese,
            discount: Discount(unchecked: 1000),
            keyDigest: KeyDigest(bytes: [1]),
            isSuspended: isSuspended,
            createdAt: now
        )
        return Customer(account: account, ownRates: [:], version: .unchanged)
    }

    /// Names, categories and descriptions are what a provider calls them.
    static func offeredServices(typed: String) -> [Service] {
        let isTyped = typed != "minhanh"
        func service(
            _ id: Int64,
            _ name: String,
            in category: String,
            _ rate: Int64,
            type: ServiceType = .standard
        )
            -> Service
        {
            Service(
                id: ServiceID(rawValue: id),
                position: id,
                name: name,
                type: type,
                category: category,
                rate: Money(micros: rate),
                minimum: id == 3 ? 5 : 200,
                maximum: 10_000,
                description: id == 2
                    ? (isTyped ? String(repeating: typed, count: 400) : "Chạy đều trong ngày.\nKhông cần mật khẩu.")
                    : nil,
                offersRefill: id != 3,
                offersCancel: id.isMultiple(of: 2),
                offersDripFeed: id == 1
            )
        }
        return [
            service(1, "Lượt xem video", in: "Facebook — lượt xem", 2_500_000),
            service(2, "Theo dõi trang, tài khoản Việt thật", in: "Facebook — lượt xem", 18_000_000),
            service(3, "Bình luận của bạn", in: "Facebook — bình luận", 18_000_000, type: .customComments),
            service(4, "Gói 100 thích", in: "TikTok", 900_000, type: .package),
            service(5, "Thích bài mới", in: "Instagram", 3_100_000, type: .subscriptions),
            service(6, isTyped ? typed : "Lưu bài viết", in: isTyped ? typed : "Khác", 1_234_567),
        ]
    }

    private func news(typed: String) -> Page<CustomerOperations.NewsItem> {
        let services = PageSample.offeredServices(typed: typed)
        let rate = Money(micros: 2_250_000)
        let changes: [OfferChange] = [
            .new(rate), .price(from: rate, to: Money(micros: 2_500_000)),
            .price(from: rate, to: Money(micros: 2_000_000)), .gone, .offered(rate), .gone,
        ]
        let items = zip(services, changes).enumerated().map { index, item in
            CustomerOperations.NewsItem(
                service: item.0,
                at: PageSample.now.adding(hours: -7 * Int64(index)),
                change: item.1
            )
        }
        return Page(rows: items, next: Cursor("w.3.1"))
    }
}
