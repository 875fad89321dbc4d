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
    /// Most rows that are wanted, at least 1.
    package let limit: Int
    /// Where the page before it ended; `nil` for the first page.
    package let after: Cursor?

    /// - Parameter limit: Less than 1 is 1. Whoever asks for somebody else sees to it that it is not too much.
    package init(limit: Int, after: Cursor? = nil) {
        self.limit = min(max(1, limit), Int(Int32.max))
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
