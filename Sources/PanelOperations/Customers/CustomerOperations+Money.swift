package import PanelCore
package import PanelStore

// What a customer can know of the money that they paid in and spent.
extension CustomerOperations {
    /// Most entries of a page of the statement.
    package static let statementPage = 100

    /// What moved the balance in a span of time, a page of it, the newest first, with what there was before and after.
    ///
    /// - Parameter cursor: Where the page before it ended; `nil` for the first one.
    /// - Throws: ``BadCursor`` for a cursor that no page gave.
    package func statement(in span: Range<Timestamp>, after cursor: Cursor?) async throws -> StatementOfSpan.Answer {
        let part = Part(limit: CustomerOperations.statementPage, after: cursor)
        return try await store.read(StatementOfSpan(of: account.id, in: span, part))
    }

    /// The same from the oldest to the newest, for a file: each page is read on its own, so that none holds up the panel.
    ///
    /// - Parameters:
    ///   - span: `nil` for everything there is.
    ///   - cursor: Where the page before it ended; `nil` for the first one.
    package func statementInOrder(
        in span: Range<Timestamp>?,
        after cursor: Cursor?
    ) async throws -> StatementInOrder.Answer {
        try await store.read(StatementInOrder(of: account.id, in: span, Part(limit: 1000, after: cursor)))
    }

    /// The newest deposits, the newest first.
    package func deposits(limit: Int) async throws -> [Deposits.Row] {
        try await store.read(Deposits(of: account.id, Part(limit: limit))).rows
    }
}
