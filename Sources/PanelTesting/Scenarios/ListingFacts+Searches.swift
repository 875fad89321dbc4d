import PanelCore
import PanelStore
import Testing

extension ListingFacts {
    /// Looks for orders in all ways that customers can, and compares with what is found by looking at each order.
    func checkSearches(_ orders: [Order], _ moment: Comment) async throws {
        for account in accounts {
            let own = orders.filter { $0.account == account.id }
            for search in searches(own) {
                let query = FilteredOrders(search.criteria, in: search.period, of: account.id, Part(limit: 3))
                let found = try await pages(of: query, on: panel).map(\.order)
                let expected = own.filter { search.means($0) }
                #expect(found == expected, "\(moment): \(search)")
                // However few are looked at for a page, all are found in the end.
                let slow = FilteredOrders(
                    search.criteria,
                    in: search.period,
                    of: account.id,
                    lookingAt: 2,
                    Part(limit: 2)
                )
                #expect(try await pages(of: slow, on: panel).map(\.order) == expected, "\(moment): \(search)")
            }
            let ids = orders.map(\.id)
            let records = try await panel.store.read(OrdersByID(ids, of: account.id))
            #expect(records.values.map(\.order).sorted { $0.id > $1.id } == own, moment)
        }
    }

    private func searches(_ own: [Order]) -> [Search] {
        let moments = [nil] + own.prefix(1).map(\.createdAt) + own.dropFirst(own.count / 2).prefix(1).map(\.createdAt)
        var searches: [Search] = []
        for service in [nil, ServiceID(rawValue: 1), ServiceID(rawValue: 99)] {
            for status in [nil, OrderStatus.pending, .partial] {
                for from in moments {
                    for before in moments {
                        let criteria = OrderCriteria(status: status, service: service)
                        searches.append(Search(criteria: criteria, period: .init(from: from, before: before)))
                    }
                }
            }
        }
        let texts = Set(own.map(\.link)).sorted() + own.prefix(2).map { "#\($0.id)" } + ["999999", "example.com/none"]
        for text in texts {
            searches.append(Search(criteria: OrderCriteria(text: text), period: .always))
            searches.append(
                Search(criteria: OrderCriteria(text: text, status: .pending), period: .init(from: moments.last ?? nil))
            )
        }
        return searches
    }

    private struct Search: CustomStringConvertible {
        let criteria: OrderCriteria
        let period: OrderCriteria.Period

        func means(_ order: Order) -> Bool {
            guard criteria.status.map({ $0 == order.status }) ?? true,
                criteria.service.map({ $0 == order.service }) ?? true, period.contains(order.createdAt)
            else { return false }
            guard let text = criteria.text else { return true }
            if let id = criteria.orderID { return order.id == id }
            return LinkTarget.text(of: order.link) == LinkTarget.text(of: text)
        }

        var description: String {
            "\(criteria) \(period)"
        }
    }
}
