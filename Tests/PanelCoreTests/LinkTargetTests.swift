import PanelCore
import PanelTesting
import Testing

struct LinkTargetTests {
    @Test(arguments: [
        (
            "instagram.com/p/Cx1",
            [
                "https://www.instagram.com/p/Cx1/", "http://instagram.com/p/Cx1", "HTTPS://WWW.Instagram.COM/p/Cx1//",
                "www.instagram.com/p/Cx1", "Instagram.com/p/Cx1/?", "https://instagram.com/p/Cx1?igsh=MzRl",
                "https://www.instagram.com/p/Cx1/?igshid=a&utm_source=ig_web_copy_link", "instagram.com:443/p/Cx1",
                "https://instagram.com./p/Cx1/#", "http://instagram.com:80/p/Cx1?&IGSH=b&",
            ]
        ),
        ("instagram.com", ["https://instagram.com", "https://www.instagram.com/", "http://Instagram.com/?fbclid=x"]),
        (
            "youtube.com/watch?v=aB_1",
            [
                "https://www.youtube.com/watch?v=aB_1", "https://youtube.com/watch?v=aB_1&si=x&feature=shared",
                "https://www.youtube.com/watch/?si=x&v=aB_1&pp=y&utm_medium",
            ]
        ),
        ("youtube.com/watch?v=aB_1&t=30", ["https://www.youtube.com/watch?v=aB_1&t=30&si=x"]),
        ("x.com/ann/status/1", ["https://x.com/ann/status/1?s=20&t=abc", "https://www.x.com/ann/status/1/?ref_src=a"]),
        ("m.youtube.com/watch?v=a", ["https://m.youtube.com/watch?v=a&feature=share"]),
        ("tiktok.com/@ann/video/7", ["https://www.tiktok.com/@ann/video/7?is_from_webapp=1&sender_device=pc&_r=1"]),
        (
            "facebook.com/ann/posts/1",
            [
                "https://www.facebook.com/ann/posts/1?mibextid=a&rdid=b&fbclid=c",
                "https://facebook.com/ann/posts/1/?__cft__[0]=AZ&__tn__=%2CO",
                "facebook.com/ann/posts/1?__cft__%5B0%5D=AZ",
            ]
        ),
        ("example.com:8080/a", ["https://www.example.com:8080/a/?gclid=1&mc_eid=2", "EXAMPLE.com:8080/a"]),
        ("example.com#/a/", ["https://example.com/#/a/", "http://www.example.com#/a/"]),
        ("ví-dụ.vn/đơn", ["https://www.ví-dụ.vn/đơn/", "http://ví-dụ.vn/đơn?utm_source=x"]),
        ("localhost/a", ["http://localhost/a/", "https://LOCALHOST/a"]),
    ])
    func linksThatLeadToTheSame(target: String, links: [String]) {
        for link in links { #expect(LinkTarget.text(of: link) == target, "\(link)") }
    }

    @Test(arguments: [
        ("https://example.com/a", "https://example.com/A"), ("https://example.com/a", "https://example.com/a?b=1"),
        ("https://example.com/?a=1", "https://example.com/?A=1"), ("example.com/?a=1", "example.com/?a=2"),
        ("https://example.com/a", "https://m.example.com/a"), ("https://example.com/a", "https://example.com:8443/a"),
        ("https://example.com/#a", "https://example.com/#b"), ("https://example.com/a", "ftp://example.com/a"),
        // Names that mean something elsewhere.
        ("https://example.com/?s=1", "https://example.com/?s=2"), ("example.com/?si=1", "example.com/?si=2"),
        ("https://youtu.be/a?t=1", "https://youtu.be/a?t=2"), ("https://example.com/a", "https://example.com/a%2F"),
        ("ann", "Ann"), ("@ann", "ann"), ("ann/", "ann"), ("www.com", "com"),
        // User names can have dots.
        ("john.doe", "John.Doe"), ("john.doe", "www.john.doe"), ("john.doe", "john.doe."), ("john.doe", "john.doe:80"),
        ("https://www.com/a", "https://com/a"),
        ("https://example.com/caf\u{E9}", "https://example.com/cafe\u{301}"),
    ])
    func linksThatLeadElsewhere(one: String, other: String) {
        #expect(!LinkTarget.text(of: one).utf8.elementsEqual(LinkTarget.text(of: other).utf8))
    }

    @Test(arguments: [
        "", "ann", "@ann.lee", "Ann Lee", "a/b/", "/p/1/", "?a.b", "#", "https://", "HTTP://", "https:///a/", "://a.b",
        "tg://resolve?domain=Ann", "mailto:Ann@Example.com", "https://Ann@Example.com/", "https://a b.com/",
        "https://https://Example.com/", "Example.com:/a/", "Example.com:x/a/", "xin chào. Tạm biệt/",
    ])
    func whatIsNoLinkOfTheWebIsItsOwnTarget(text: String) {
        #expect(LinkTarget.text(of: text) == text)
    }

    @Test func theTargetOfATargetIsItself() {
        let pieces = [
            "http://", "HTTPS://", "www.", "WWW.", "a", "A", ".", "com", ":80", ":443", ":", "8", "/", "//", "?", "#",
            "&", "=", "utm_a", "igsh=1", "si", "youtube.com", "x.com", "s=1", "@", " ", "é", "😀", "%2F",
        ]
        var random = Seeded(22)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...9, using: &random)
            let link = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let target = LinkTarget.text(of: link)
            #expect(LinkTarget.text(of: target).utf8.elementsEqual(target.utf8), "\(link)")
            #expect(target.utf8.count <= link.utf8.count)
        }
    }
}
