package import PanelCore
package import PanelStore

// What is offered, and what a customer makes of it.
extension CustomerOperations {
    // MARK: Favourites

    /// The services that the customer has starred, in the order in which they were. Some may not be offered any more.
    package func favourites() async throws -> [ServiceID] {
        try await store.read(FavouritesOfAccount(account.id)).services
    }

    /// Stars a service, or takes its star away. Doing it again changes nothing. A customer who is suspended may, too.
    ///
    /// - Returns: Why it is not to be done. A star can be taken from a service that is not offered any more.
    package func favour(_ service: ServiceID, _ isOn: Bool) async throws -> Result<Void, FavouriteRefusal> {
        guard let known = catalogue[service], known.isOffered || !isOn else { return .failure(.unknownService) }
        return try await writer.perform(SetFavourite(service, of: account.id, isOn: isOn))
    }

    // MARK: News

    /// Something new of a service.
    package struct NewsItem: Sendable, Equatable {
        package let service: Service
        package let at: Timestamp
        package let change: OfferChange

        package init(service: Service, at: Timestamp, change: OfferChange) {
            self.service = service
            self.at = at
            self.change = change
        }
    }

    /// What is new for the customer of the last ``ServiceNews/days``, the newest first, at the prices that they pay.
    ///
    /// - Returns: A page. It may have fewer items than were wanted before the end: what changes nothing for this customer
    ///   is left out.
    /// - Throws: `BadCursor` when the part begins where no page ended.
    package func news(_ part: Part) async throws -> Page<NewsItem> {
        let since = now().adding(days: -ServiceNews.days)
        var part = part
        for read in 1... {
            let page = try await store.read(NewsOfServices(since: since, part))
            let items = page.rows.compactMap(item)
            guard items.isEmpty, let next = page.next, read < CustomerOperations.mostReads else {
                return Page(rows: items, next: page.next)
            }
            part = Part(limit: part.limit, after: next)
        }
        return Page(rows: [], next: nil)
    }

    /// How many pages are read at most until one has something for the customer.
    private static let mostReads = 10

    private func item(of news: ServiceNews) -> NewsItem? {
        guard let service = catalogue[news.key.service], let change = customer.change(by: news) else { return nil }
        return NewsItem(service: service, at: news.at, change: change)
    }
}
