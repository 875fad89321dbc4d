import PanelWeb
import Testing

struct PublicOriginTests {
    /// Browsers keep the cookies of encrypted connections, and of the machine itself.
    @Test(arguments: [
        ("https://panel.example", false, PublicOrigin.Obstacle?.none),
        ("https://0.0.0.0", false, nil),
        ("http://127.0.0.1:8080", false, nil),
        ("http://[::1]:8080", false, nil),
        ("http://localhost:8080", false, nil),
        ("http://panel.example", false, .cookiesAreSecure),
        ("http://192.168.1.7:8080", false, .cookiesAreSecure),
        ("http://127.example", false, .cookiesAreSecure),
        ("http://0.0.0.0:8080", false, .cookiesAreSecure),
        ("http://192.168.1.7:8080", true, nil),
        ("http://panel.lan", true, nil),
        ("http://0.0.0.0:8080", true, .isNowhere),
        ("http://[::]:8080", true, .isNowhere),
    ])
    func knowsWhatKeepsPeopleOut(text: String, allowsPlainHTTP: Bool, obstacle: PublicOrigin.Obstacle?) throws {
        #expect(try #require(PublicOrigin(text)).obstacle(allowsPlainHTTP: allowsPlainHTTP) == obstacle)
    }
}
