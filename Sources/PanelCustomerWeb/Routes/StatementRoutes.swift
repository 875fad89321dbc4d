import HTTPTypes
import Hummingbird
import NIOCore
import PanelCore
import PanelOperations
import PanelStore
import PanelWeb

extension CustomerPages {
    func addStatementRoutes(to router: RouterGroup<PageContext>) {
        router.get("statement") { request, context in
            let (visit, session) = try context.loggedIn()
            return try await statement(visit, session, request.query)
        }
        router.get("statement.csv") { request, context in try await statementCSV(request, context) }
        // Not as the router makes it of GET, which says that the file is empty.
        router.head("statement.csv") { request, context in try await statementCSV(request, context) }
    }

    private func statement(_ visit: Visit, _ session: KnownSession, _ query: FormFields) async throws -> Response {
        let today = CalendarMonth(of: frame(visit, here: .statement).today)
        let asked = query["month"]
        let month = asked.isEmpty ? today : CalendarMonth(asked)
        let shown = month ?? today
        let cursor = query.has("after") && month != nil ? Cursor(query["after"]) : nil
        let frame = frame(visit, here: month == nil ? .statement : .statementOf(shown))
        let answer: StatementOfSpan.Answer
        do {
            answer = try await customer(visit, session).statement(in: frame.zone.span(of: shown), after: cursor)
        } catch is BadCursor {
            return error(.badRequest, visit)
        }
        var model = StatementModel(answer, of: shown, today: today, after: cursor) { frame.zone.day(at: $0) }
        if month == nil { model.wrongMonth = String(asked.prefix(40)) }
        return page(StatementPage(frame, model).html, status: month == nil ? .unprocessableContent : .ok)
    }

    /// The file, which is read and sent page by page: it has no end that is known before it is there.
    private func statementCSV(_ request: Request, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let asked = request.query["month"]
        let month = CalendarMonth(asked)
        guard asked.isEmpty || month != nil else { return try await statement(visit, session, request.query) }
        let customer = try await customer(visit, session)
        let zone = frame(visit, here: .statement).zone
        let span = month.map { zone.span(of: $0) }
        // Of what goes wrong at once there is a page.
        let first = try await customer.statementInOrder(in: span, after: nil)
        var fields = headers.fields(type: "text/csv; charset=utf-8")
        fields[.contentDisposition] = #"attachment; filename="\#(StatementCSV.name(of: month))""#
        return Response(
            status: .ok,
            headers: fields,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: StatementCSV.head))
                var page = first
                while true {
                    try await writer.write(ByteBuffer(bytes: page.entries.flatMap { StatementCSV.line($0, in: zone) }))
                    guard let next = page.next else { break }
                    page = try await customer.statementInOrder(in: span, after: next)
                }
                try await writer.finish(nil)
            }
        )
    }
}

extension TimeZoneName {
    /// From the beginning of a month's first day there to the beginning of the day after its last.
    fileprivate func span(of month: CalendarMonth) -> Range<Timestamp> {
        start(of: month.firstDay)..<start(of: month.dayAfter)
    }
}
