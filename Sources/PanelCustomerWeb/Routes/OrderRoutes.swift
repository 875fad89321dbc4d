import HTTPTypes
import Hummingbird
import NIOCore
import PanelCore
import PanelMarkup
import PanelOperations
import PanelStore
import PanelWeb

extension CustomerPages {
    func addOrderRoutes(to router: RouterGroup<PageContext>) {
        router.get("orders") { request, context in try await orderList(request, context) }
        router.get("orders.csv") { request, context in try await ordersCSV(request, context) }
        // The router's own answer to it would say that the file is empty.
        router.head("orders.csv") { request, context in try await ordersCSV(request, context) }
        router.get("orders/rows") { request, context in try await orderRows(request, context) }
        router.get("orders/{id}") { request, context in try await order(request, context) }
        lead(to: .orders, from: [.ordersCancel, .ordersRefill], in: router)
        router.post("orders/cancel") { _, context in try await act(.cancel, context) }
        router.post("orders/refill") { _, context in try await act(.refill, context) }
    }

    // MARK: The list

    private func orderList(_ request: Request, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let query = OrderQuery(request.query)
        let after = request.query["after"].isEmpty ? nil : Cursor(request.query["after"])
        let customer = try await customer(visit, session)
        let page = try await orders(query, of: customer, visit, Part(limit: OrderListModel.perPage, after: after))
        var model = OrderListModel(
            query: query,
            counts: try await customer.orderCounts(),
            rows: page.rows,
            after: after,
            next: page.next
        )
        model.done = OrderDeed(rawValue: request.query["done"]).flatMap { deed in
            OrderID(request.query["order"]).map { (deed, $0) }
        }
        model.isSuspended = session.account.isSuspended
        let html = OrderListPage(frame(visit, here: .ordersWhere(query.criteria, after: after)), model).html
        return self.page(html, status: query.problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Nothing while it is not clear what is looked for.
    private func orders(
        _ query: OrderQuery,
        of customer: CustomerOperations,
        _ visit: Visit,
        _ part: Part
    ) async throws -> Page<OwnOrder> {
        guard query.problems.isEmpty else { return Page(rows: [], next: nil) }
        do {
            return try await customer.orders(query.criteria, in: period(query.criteria, visit), part)
        } catch is BadCursor {
            throw HTTPError(.badRequest)
        }
    }

    private func period(_ criteria: OrderCriteria, _ visit: Visit) -> OrderCriteria.Period {
        criteria.period(startOf: frame(visit, here: .orders).zone.start(of:))
    }

    /// What changes of some rows, of which those that are somebody else's are left out.
    private func orderRows(_ request: Request, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        guard let items = try? IDList.parse(request.query["ids"], as: OrderID.self) else {
            throw HTTPError(.badRequest)
        }
        let orders = try await customer(visit, session).orders(items.compactMap(\.id))
        let rows = OrderRows(frame: frame(visit, here: .orders), rows: orders)
        return fragment(rows.changing, request)
    }

    private func fragment(_ html: HTML, _ request: Request) -> Response {
        .fragment(html, ifNoneMatch: request.headers[.ifNoneMatch], headers: headers)
    }

    // MARK: One order

    private func order(_ request: Request, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        guard let id = context.parameters.get("id").flatMap({ OrderID($0) }),
            let details = try await customer(visit, session).order(id)
        else { throw HTTPError(.notFound) }
        let page = OrderPage(
            frame(visit, here: .order(id)),
            details,
            done: OrderDeed(rawValue: request.query["done"]),
            isSuspended: session.account.isSuspended
        )
        return request.wantsFragment ? fragment(page.fragment, request) : self.page(page.html)
    }

    // MARK: The file

    /// Read page by page while it is sent, so that a million orders take no more memory than a thousand, and nothing is
    /// held up by a client who reads slowly.
    private func ordersCSV(_ request: Request, _ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let query = OrderQuery(request.query)
        guard query.problems.isEmpty else { return try await orderList(request, context) }
        let customer = try await customer(visit, session)
        let (period, zone) = (period(query.criteria, visit), frame(visit, here: .orders).zone)
        var fields = headers.fields(type: "text/csv; charset=utf-8")
        fields[.contentDisposition] = #"attachment; filename="orders.csv""#
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: OrdersCSV.byteOrderMark + OrdersCSV.head))
            var next: Cursor?
            repeat {
                try Task.checkCancellation()
                let part = Part(limit: OrdersCSV.perRead, after: next)
                let page = try await customer.records(query.criteria, in: period, part)
                var lines = ByteBuffer()
                for record in page.rows { lines.writeBytes(OrdersCSV.line(of: record, in: zone)) }
                if lines.readableBytes > 0 { try await writer.write(lines) }
                next = page.next
            } while next != nil
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: fields, body: body)
    }
}
