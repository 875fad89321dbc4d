import PanelCore
import PanelStore
import PanelWeb
import Testing

/// What is looked for goes into an address and comes back out of it.
struct OrderQueryTests {
    @Test(arguments: [
        OrderCriteria.all, OrderCriteria(text: "https://example.com/p?a=1&b=ế #?%"), OrderCriteria(status: .inProgress),
        OrderCriteria(
            text: "=+\"'<>",
            status: .partial,
            service: ServiceID(rawValue: .max),
            from: CalendarDay(yearMonthDay: "2026-02-28"),
            to: CalendarDay(yearMonthDay: "2026-03-01")
        ),
    ])
    func comesBackOutOfItsAddress(_ criteria: OrderCriteria) {
        let path = Address.ordersWhere(criteria, after: nil).path
        let query = OrderQuery(
            FormFields(query: path.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init))
        )
        #expect(query.criteria == criteria && query.problems == [])
        #expect(OrderQuery(criteria).criteria == criteria)
        #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "#") })
        #expect(Address.ordersCSVWhere(criteria).path == path.replacing("/orders", with: "/orders.csv"))
    }

    @Test func saysWhatItDoesNotUnderstand() {
        let query = OrderQuery(FormFields(query: "q=a&status=done&service=-1&from=26-1-1&to=2026-13-01"))
        #expect(query.problems == [.status, .service, .from, .to])
        #expect(query.criteria == OrderCriteria(text: "a"))
        #expect(
            [query.text, query.status, query.service, query.from, query.to] == [
                "a", "done", "-1", "26-1-1", "2026-13-01",
            ]
        )
        #expect(OrderQuery(FormFields(query: "from=2026-03-02&to=2026-03-01")).problems == [.emptyPeriod])
        #expect(OrderQuery(FormFields(query: "q=" + String(repeating: "a", count: 2049))).problems == [.tooLong])
        #expect(OrderQuery(FormFields(query: "q=++&status=&service=%20&from=&to=")).criteria == .all)
    }

    @Test func anAddressForTheSameOrderHasAllOfIt() {
        let fields: [ParameterSet.Entry] = [.init(.service, "5"), .init(.link, "a b&c"), .init(.comments, "một\nhai")]
        #expect(Address.reorder(fields).path == "/order?service=5&link=a%20b%26c&comments=m%E1%BB%99t%0Ahai")
        #expect(
            Address.ordersAfter(.all, after: Cursor("f.2"), .canceled, OrderID(rawValue: 7)).path
                == "/orders?after=f.2&done=canceled&order=7"
        )
        #expect(Address.orderRows([OrderID(rawValue: 7), OrderID(rawValue: 8)]).path == "/orders/rows?ids=7,8")
    }

    @Test func whatIsChosenOfManyIsAList() throws {
        let form = try #require(FormFields(Array("take=1&order=5&take=2".utf8)))
        #expect(form.list("take") == ["1", "2"] && form["take"] == "")
        #expect(form.list("order") == ["5"] && form["order"] == "5")
        #expect(form.list("nothing") == [])
        let twice = FormFields(Array("name=1&name=2".utf8))
        #expect(twice == nil)
    }
}
