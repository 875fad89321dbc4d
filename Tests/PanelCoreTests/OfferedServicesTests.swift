import PanelCore
import PanelTesting
import Testing

/// Finding what is offered.
struct OfferedServicesTests {
    @Test(
        arguments: [
            ("Theo dõi trang cá nhân", "theo doi trang ca nhan"), ("ĐƠN HÀNG", "don hang"), ("Ước ượng", "uoc uong"),
            ("Đặt \u{0065}\u{0302}\u{0301}", "dat e"), ("Café Ñandú Ålesund", "cafe nandu alesund"),
            ("Лайки 100%", "лайки 100%"), ("a\tb\u{A0}c", "a b c"),
        ]
    )
    func foldingTakesMarksAndCapitalsAway(text: String, folded: String) {
        #expect(FoldedText(text) == FoldedText(folded))
        #expect(String(decoding: FoldedText(text).bytes, as: UTF8.self) == folded)
    }

    @Test(
        arguments: [
            ("TikTok Views", "Fast", Platform.tiktok), ("Lượt xem", "YouTube — lượt xem", .youtube),
            ("Tăng theo dõi FB", "x", .facebook), ("X followers", "y", .x), ("Extra", "box of likes", .other),
            ("Website traffic", "z", .website), ("Instagram / TikTok", "z", .instagram),
        ]
    )
    func aPlatformIsNamedByCategoryOrName(category: String, name: String, platform: Platform) {
        var service = Service.sample(1)
        (service.category, service.name) = (category, name)
        #expect(Platform(of: service) == platform)
    }

    @Test(
        arguments: [
            ("theo doi", [1, 4]), ("DOI theo", [1, 4]), ("tiktok view", [2]), ("", [1, 2, 4]), ("2", [2]),
            ("zzz", []), ("facebook", [1]), ("4", [4]), ("fb", [1]), ("theo IG", [4]), ("yt", []),
        ] as [(String, [Int64])]
    )
    func allWordsMustStandThere(text: String, ids: [Int64]) {
        let found = offered.find(.init(text: text))
        #expect(found.map(\.service.id.rawValue) == ids)
    }

    /// Service 10 has "2" in its name and stands first.
    @Test func whoTypesAnIDFindsItFirst() {
        var named = Service.sample(10)
        (named.position, named.name) = (0, "Likes 2")
        var second = Service.sample(2)
        second.position = 1
        let offered = OfferedServices(catalogue([named, second]))
        #expect(offered.find(.init(text: "2")).map(\.service.id.rawValue) == [2, 10])
        #expect(offered.find(.init(text: "2"), limit: 1).map(\.service.id.rawValue) == [2])
    }

    @Test func whatIsNotOfferedIsNotFound() {
        #expect(!offered.entries.contains { $0.service.id.rawValue == 3 })
    }

    @Test func platformsAndCategoriesNarrow() {
        #expect(offered.platforms.map(\.platform) == [.facebook, .instagram, .tiktok])
        #expect(offered.platforms.map(\.count) == [1, 1, 1])
        #expect(offered.categories(of: .tiktok) == ["TikTok views"])
        #expect(offered.categories() == ["Facebook", "TikTok views", "Instagram"])
        #expect(offered.find(.init(platform: .instagram)).map(\.service.id.rawValue) == [4])
        #expect(offered.find(.init(text: "4", platform: .tiktok)).isEmpty)
        #expect(offered.find(.init(category: "Facebook")).map(\.service.id.rawValue) == [1])
    }

    @Test func aTextOfAnyLengthIsSearched() {
        #expect(offered.find(.init(text: String(repeating: "x ", count: 100_000))).isEmpty)
    }

    private var offered: OfferedServices {
        let kept = [
            ("Facebook", "Theo dõi trang"), ("TikTok views", "TikTok — view nhanh"), ("TikTok views", "Gone"),
            ("Instagram", "Instagram — theo dõi"),
        ]
        return OfferedServices(
            catalogue(
                kept.enumerated().map { index, text in
                    var service = Service.sample(Int64(index + 1))
                    (service.category, service.name) = text
                    service.position = Int64(index)
                    service.isEnabled = index != 2
                    return service
                }
            )
        )
    }

    private func catalogue(_ services: [Service]) -> Catalogue {
        Catalogue(version: SettingsVersion(rawValue: 1), services: services, linkRules: [])
    }
}
