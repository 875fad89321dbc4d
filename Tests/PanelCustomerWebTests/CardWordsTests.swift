import PanelCore
import PanelMarkup
import PanelTesting
import Testing

/// Phones show no headings of columns: what is a number or a time there has its word in the cell.
struct CardWordsTests {
    @Test(
        arguments: [
            (.statement, ["Balance"], ["Số dư"]), (.funds, ["Reference"], ["Mã giao dịch"]),
            (.orders, ["Charge", "Delivered"], ["Giá", "Đã giao"]), (.ordersOutcomes, ["Order"], ["Đơn"]),
            (.services, ["Quantity"], ["Số lượng"]), (.account, ["Last seen"], ["Hoạt động"]),
        ] as [(PageSample, Set<String>, Set<String>)]
    )
    func cardsSayWhatHeadingsSay(_ sample: PageSample, _ english: Set<String>, _ vietnamese: Set<String>) throws {
        for (language, words) in [(Language.english, english), (.vietnamese, vietnamese)] {
            let page = try MarkupReader.read(sample.html(typed: "minhanh", in: language).bytes)
            #expect(Set(page.all("td").flatMap { $0.all("span") }.compactMap { $0["data-word"] }) == words)
        }
    }

    @Test func aPriceInTheNewsHasItsUnit() throws {
        let page = try MarkupReader.read(PageSample.updates.html(typed: "minhanh", in: .english).bytes)
        let prices = page.all("td").filter { $0["class"]?.contains("sum") == true }.map(\.text)
        #expect(prices.contains { $0.contains("per 1,000") })
        #expect(prices.allSatisfy { $0 == "–" || $0.contains("per ") })
    }
}
