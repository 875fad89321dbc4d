import PanelCore

@testable import PanelSQL

/// Samples of the records about what is offered, for ``RecordSamples``.
enum OfferSamples {
    static let favourites = SamplePair(favourites(1), favourites(2))
    static let news = SamplePair(news(1, isNew: false), news(2, isNew: true))
    static let times = SamplePair(times(1, orders: 3), times(2, orders: 100))
    static let counted = SamplePair(counted(1), counted(2))

    private static func moment(_ number: Int64) -> Timestamp { Timestamp(milliseconds: 1000 + number) }

    private static func favourites(_ number: Int64) -> Favourites {
        Favourites(of: AccountID(rawValue: number), [number, .max, 256 + number].map(ServiceID.init(rawValue:)))
    }

    private static func news(_ number: Int64, isNew: Bool) -> ServiceNews {
        ServiceNews(
            ServiceNews.Key(version: SettingsVersion(rawValue: number), service: ServiceID(rawValue: 10 + number)),
            at: moment(20 + number),
            oldRate: Money(micros: 30 + number),
            newRate: Money(micros: 40 + number),
            isNew: isNew
        )
    }

    private static func times(_ number: Int64, orders: Int64) -> ServiceTimes {
        ServiceTimes(
            of: ServiceID(rawValue: number),
            (0..<orders).map { OrderTimes(toStart: $0, toFinish: .max - $0) }
        )
    }

    private static func counted(_ number: Int64) -> CountedOrders {
        CountedOrders(finishedAt: moment(number), order: OrderID(rawValue: 10 + number))
    }
}
