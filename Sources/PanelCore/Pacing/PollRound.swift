/// What one call told of the orders that a provider was asked about: what has to be written down, and when to ask next.
package struct PollRound: Sendable {
    /// What a provider says of one order.
    package enum Reply {
        /// A report, with a digest that is the same for the same report. The report itself is made only when it is news.
        case report(digest: Int, () -> UpstreamReport)
        /// That it does not know the order, in its own words.
        case unknown(words: String)
    }

    /// What was heard of an order and has to be written down.
    private struct Heard {
        let order: PolledOrder
        let answer: PolledOrder.Answer
        let news: PolledOrder.News
        let record: RecordReports.Answer
    }

    /// The orders of which nothing new was heard, as they are asked about next.
    package private(set) var unchanged: [PolledOrder] = []
    private var heard: [Heard] = []
    private let pace: PollPace
    private let instant: Instant

    /// A call that was answered.
    ///
    /// - Parameters:
    ///   - instant: When it was.
    ///   - reply: What was said of an order; `nil` when it was left out.
    package init(
        _ orders: [PolledOrder],
        pace: PollPace,
        at instant: Instant,
        reply: (PolledOrder) -> Reply?
    ) {
        (self.pace, self.instant) = (pace, instant)
        unchanged.reserveCapacity(orders.count)
        for order in orders where !hear(reply(order), of: order, else: .missing) {
            unchanged.append(order.repeated(pace: pace, at: instant))
        }
    }

    /// A call that came to nothing. Staff are told of what has been silent for too long.
    package init(unanswered orders: [PolledOrder], pace: PollPace, at instant: Instant) {
        (self.pace, self.instant) = (pace, instant)
        for order in orders where !hear(nil, of: order, else: .unheard) {
            unchanged.append(order.postponed(by: pace.base, at: instant))
        }
    }

    /// - Returns: Whether something has to be written down.
    private mutating func hear(_ reply: Reply?, of order: PolledOrder, else silence: PolledOrder.Answer) -> Bool {
        let answer: PolledOrder.Answer =
            switch reply {
            case .report(let digest, _): .report(digest: digest)
            case .unknown(let words): .unknown(digest: words.hashValue)
            case nil: silence
            }
        guard let news = order.news(in: answer, at: instant) else { return false }
        let record: RecordReports.Answer
        switch (news, reply) {
        case (.report, .report(_, let make)): record = .report(make())
        case (.unknown, .unknown(let words)): record = .unknown(words: words)
        case (.silent(let days), _): record = .silent(days: days)
        case (.settled, _): record = .settled
        case (.report, _), (.unknown, _): return false
        }
        heard.append(Heard(order: order, answer: answer, news: news, record: record))
        return true
    }

    /// What has to be written down; `nil` when nothing is new.
    package func command(of provider: ProviderID, now: Timestamp) -> RecordReports? {
        guard !heard.isEmpty else { return nil }
        let items = heard.map { heard in
            RecordReports.Item(key: heard.order.key, upstreamID: heard.order.upstreamID, answer: heard.record)
        }
        return RecordReports(provider: provider, items: items, now: now)
    }

    /// The orders of which there was news, as they are asked about next.
    ///
    /// - Parameters:
    ///   - results: What was made of the news; `nil` when they could not be written down: then they are asked about again.
    ///   - now: When that is.
    package func changed(_ results: RecordReports.Outcome?, at now: Instant) -> [PolledOrder] {
        heard.compactMap { heard in
            guard let results else { return heard.order.postponed(by: pace.base, at: now) }
            return heard.order.after(heard.news, heard.answer, results[heard.order.key], pace: pace, at: instant)
        }
    }
}
