/// A decision about a refill that its provider may have been asked for or not. Exactly one of `link` and `resubmit` is
/// given.
package struct RefillResolution: Codable, Sendable {
    package var link: String?
    package var resubmit: Bool?
    package var note: String

    package init(link: String?, resubmit: Bool?, note: String) {
        self.link = link
        self.resubmit = resubmit
        self.note = note
    }
}

/// A decision about an order that waits for a person. Exactly one of `link`, `resubmit`, `accept` and `refund` is
/// given.
package struct OrderResolution: Codable, Sendable {
    package var link: String?
    package var resubmit: Bool?
    package var accept: Bool?
    package var refund: Bool?
    package var note: String
    /// Which run of a drip-feed.
    package var run: Int64?

    package init(
        link: String?,
        resubmit: Bool?,
        accept: Bool?,
        refund: Bool?,
        note: String,
        run: Int64?
    ) {
        self.link = link
        self.resubmit = resubmit
        self.accept = accept
        self.refund = refund
        self.note = note
        self.run = run
    }
}
