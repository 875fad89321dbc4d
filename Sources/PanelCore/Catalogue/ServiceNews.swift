/// What a change of the catalogue meant for customers, of one service: it is new, its price is another one, it is offered
/// no longer, or it is again.
package struct ServiceNews: Record {
    package static let lockRank = LockRank.last

    package let key: Key
    package let at: Timestamp
    /// Its list price before; `nil` when it was not offered.
    package let oldRate: Money?
    /// Its list price since; `nil` when it is not offered.
    package let newRate: Money?
    /// Whether the service was made by the change.
    package let isNew: Bool

    /// The catalogue that the change made, and the service. Of what happens to a service on its way from one catalogue to
    /// the next there is one entry.
    package struct Key: RecordKey {
        package let version: SettingsVersion
        package let service: ServiceID

        package init(version: SettingsVersion, service: ServiceID) {
            self.version = version
            self.service = service
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.version, left.service) < (right.version, right.service)
        }
    }

    /// For how many days it is news. It is kept no longer.
    package static let days: Int64 = 30

    package init(_ key: Key, at: Timestamp, oldRate: Money?, newRate: Money?, isNew: Bool) {
        self.key = key
        self.at = at
        self.oldRate = oldRate
        self.newRate = newRate
        self.isNew = isNew
    }

    package static func outdates(from old: ServiceNews?, to new: ServiceNews?) -> KeptInMemory? { nil }

    /// Whether there is anything to tell.
    fileprivate var isAny: Bool { oldRate != newRate }
}

extension Scope {
    /// Notes what customers are to learn of what was done to services since `before`, which is the state that a command
    /// found. What nobody was or is offered is no news, nor is what stays as it costs.
    mutating func noteNews(since before: Scope, at now: Timestamp) {
        let written = changes[Service.self]
        guard !written.inserted.isEmpty || !written.updated.isEmpty else { return }
        for id in Set(written.inserted.keys).union(written.updated.keys).sorted() {
            guard let service = self[Service.self, id] else { continue }
            let known = before[Service.self, id]
            let key = ServiceNews.Key(version: base.snapshot.version.next, service: id)
            // A command before it may have changed the same service on the way to the same catalogue.
            let earlier = self[ServiceNews.self, key]
            let news = ServiceNews(
                key,
                at: now,
                oldRate: earlier == nil ? known?.listedRate : earlier?.oldRate,
                newRate: service.listedRate,
                isNew: earlier?.isNew ?? (known == nil)
            )
            switch (earlier == nil, news.isAny) {
            case (true, true): insert(news)
            case (false, true): update(news)
            case (false, false): delete(ServiceNews.self, key)
            case (true, false): break
            }
        }
    }
}

extension Service {
    /// What customers are asked for; `nil` while they are not offered it.
    fileprivate var listedRate: Money? { isOffered ? rate : nil }
}

/// Something new of a service, as one customer sees it.
package enum OfferChange: Hashable, Sendable {
    /// It is in the catalogue for the first time.
    case new(Money)
    /// Its price is another one.
    case price(from: Money, to: Money)
    /// It is offered no longer.
    case gone
    /// It can be ordered, which it could not before.
    case offered(Money)
}

extension Customer {
    /// What news mean for this customer, at the prices that hold for them now; `nil` when nothing changes for them, as for
    /// whoever has a price agreed.
    package func change(by news: ServiceNews) -> OfferChange? {
        let (old, new) = (news.oldRate, news.newRate)
        guard let new = new.map({ rate(of: news.key.service, listed: $0) }) else { return .gone }
        guard let old = old.map({ rate(of: news.key.service, listed: $0) }) else {
            return news.isNew ? .new(new) : .offered(new)
        }
        return old == new ? nil : .price(from: old, to: new)
    }
}

/// Takes news away that are none any more.
package struct DropServiceNews: Command {
    package let keys: [ServiceNews.Key]

    package init(_ keys: [ServiceNews.Key]) {
        self.keys = keys
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(ServiceNews.self, keys)
    }

    package func execute(in scope: inout Scope) throws(Never) {
        for key in keys where scope[ServiceNews.self, key] != nil { scope.delete(ServiceNews.self, key) }
    }
}
