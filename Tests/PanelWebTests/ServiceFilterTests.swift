import PanelCore
import PanelWeb
import Testing

struct ServiceFilterTests {
    @Test func comesBackFromItsAddress() {
        var filter = ServiceFilter()
        #expect(Address.servicesFound(filter).path == "/services")
        filter.text = "lượt xem & “100%” +1=#?"
        filter.platform = .facebook
        filter.category = "Facebook — bình luận/thích"
        (filter.withRefill, filter.withCancel, filter.withDripFeed, filter.favouritesOnly) = (true, true, true, true)
        filter.after = ServiceID(rawValue: 12)
        let path = Address.servicesFound(filter).path
        #expect(path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "#") })
        let query = String(path.drop { $0 != "?" }.dropFirst())
        #expect(ServiceFilter(FormFields(query: query)) == filter)
        #expect(Address.servicesFound(ServiceFilter(), at: ServiceID(rawValue: 3)).path == "/services#s3")
    }

    @Test func whatCanNotBeIsLeftOut() {
        let long = String(repeating: "a", count: 600)
        let fields = FormFields(query: "q=+\(long)+&platform=nothing&category=\(long)&refill=0&after=-1&favourites=")
        var expected = ServiceFilter()
        expected.text = String(long.prefix(200))
        #expect(ServiceFilter(fields) == expected)
    }

    @Test func aChangeBeginsAnew() {
        var filter = ServiceFilter()
        filter.text = "a"
        filter.after = ServiceID(rawValue: 12)
        let changed = filter.with { $0.platform = .tiktok }
        #expect(changed.after == nil && changed.text == "a" && changed.platform == .tiktok)
    }
}
