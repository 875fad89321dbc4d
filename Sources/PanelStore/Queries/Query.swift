/// A question to the store, as a value: what is asked, and what comes back. ``StoreReads/read(_:)`` answers it.
///
/// Its SQL is an extension in `PanelSQL/Queries/`.
package protocol Query: Sendable {
    associatedtype Answer: Sendable
}

/// A question whose answer is as long as there are rows. It is answered page by page, the last one as fast as the first.
package protocol Listing: Query where Answer == Page<Row> {
    associatedtype Row: Sendable

    /// Which part is wanted.
    var part: Part { get set }
}

/// Which part of a listing is wanted.
package struct Part: Sendable, Equatable {
    /// Most rows of a page.
    package static let mostRows = 10_000

    /// Most rows that are wanted, from 1 to ``mostRows``.
    package let limit: Int
    /// Where the page before it ended; `nil` for the first page.
    package let after: Cursor?

    /// - Parameter limit: What is beyond 1 and ``mostRows`` is brought to the nearest of both.
    package init(limit: Int, after: Cursor? = nil) {
        self.limit = min(max(1, limit), Part.mostRows)
        self.after = after
    }
}

/// A part of a listing.
package struct Page<Row: Sendable>: Sendable {
    /// May be fewer than were wanted, also before the end.
    package let rows: [Row]
    /// Where the next page begins; `nil` at the end.
    package let next: Cursor?

    package init(rows: [Row], next: Cursor?) {
        self.rows = rows
        self.next = next
    }
}

extension Page: Equatable where Row: Equatable {}

extension StoreReads {
    /// The first rows of a listing, at most `count`, of as many pages as it takes.
    ///
    /// - Parameter count: `nil` for all.
    package func rows<L: Listing>(of listing: L, atMost count: Int? = nil) async throws -> [L.Row] {
        var listing = listing
        var rows: [L.Row] = []
        while true {
            let missing = count.map { $0 - rows.count } ?? Part.mostRows
            guard missing > 0 else { return rows }
            listing.part = Part(limit: missing, after: listing.part.after)
            let page = try await read(listing)
            rows += page.rows
            guard let next = page.next else { return rows }
            listing.part = Part(limit: missing, after: next)
        }
    }
}
