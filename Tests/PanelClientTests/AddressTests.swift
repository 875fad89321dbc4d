import NIOCore
import PanelClient
import Testing

struct AddressTests {
    static let urls: [(text: String, url: String, host: String, port: Int, path: String)] = [
        ("https://panel.example/api/v2", "https://panel.example/api/v2", "panel.example", 443, "/api/v2"),
        ("https://panel.example", "https://panel.example/api/v2", "panel.example", 443, "/api/v2"),
        ("HTTP://Panel.Example/", "http://panel.example/api/v2", "panel.example", 80, "/api/v2"),
        ("http://panel.example:8080/x.php", "http://panel.example:8080/x.php", "panel.example", 8080, "/x.php"),
        ("https://panel.example:443/", "https://panel.example/api/v2", "panel.example", 443, "/api/v2"),
        (" https://a_b-c.example/%20 ", "https://a_b-c.example/%20", "a_b-c.example", 443, "/%20"),
        ("http://10.0.0.1/", "http://10.0.0.1/api/v2", "10.0.0.1", 80, "/api/v2"),
        ("http://[::1]:81/", "http://[::1]:81/api/v2", "::1", 81, "/api/v2"),
        ("https://shop.example/?api=1", "https://shop.example/?api=1", "shop.example", 443, "/?api=1"),
        ("https://shop.example?api=1", "https://shop.example/?api=1", "shop.example", 443, "/?api=1"),
        ("https://shop.example:81?a", "https://shop.example:81/?a", "shop.example", 81, "/?a"),
        (
            "http://a.example/b?c=/d?e=%2F&f[]=:1", "http://a.example/b?c=/d?e=%2F&f[]=:1", "a.example", 80,
            "/b?c=/d?e=%2F&f[]=:1"
        ),
        ("https://shop.example/?", "https://shop.example/?", "shop.example", 443, "/?"),
    ]

    @Test(arguments: urls) func url(text: String, url: String, host: String, port: Int, path: String) throws {
        let read = try #require(PanelURL(text))
        #expect(read.description == url)
        #expect(read.host == host)
        #expect(read.port == port)
        #expect(read.path == path)
    }

    @Test(arguments: [
        "", "panel.example", "ftp://panel.example", "https://", "https:///api", "https://user@panel.example/",
        "https://user:pass@panel.example/", "https://panel.example/#a", "https://panel.example/?a=1#b",
        "https://user@panel.example?a=1", "https://?a=1", "https://panel.example/?a=b@c",
        "https://panel.example:0/", "https://panel.example:65536/", "https://panel.example:/",
        "https://panel.example:a/",
        "https://panel.example:80:80/", "https://pa nel.example/", "https://panel.example/a b",
        "https://pänel.example/",
        "https://panel.example/\r\nX: y", "https://panel.example\\@other.example/", "https://[::1/",
        "https://[localhost]/",
        "https://[fe80::1%25eth0]/", "https://::1/", "https://-panel.example/", "https://.example/",
        "http:/panel.example",
        "https://" + String(repeating: "a", count: 254) + "/",
    ])
    func malformedURL(text: String) {
        #expect(PanelURL(text) == nil)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9",
        "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::2", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:2::1",
        "2001:1ff::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::1", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1",
        "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "4000::1",
    ])
    func refusedAddress(text: String) throws {
        let address = try SocketAddress(ipAddress: text, port: 80)
        #expect(AddressPolicy.publicOnly.refuses(address))
        #expect(!AddressPolicy.any.refuses(address))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.0.3.1", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2001:db9::1", "2002:808:808::1",
        "2606:4700::1111", "3ffe::1",
    ])
    func publicAddress(text: String) throws {
        #expect(!AddressPolicy.publicOnly.refuses(try SocketAddress(ipAddress: text, port: 80)))
    }

    /// The last ones are ways to write 127.0.0.1 that resolvers understand.
    @Test(arguments: [
        "127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]", "127.1", "2130706433", "0x7f.0.0.1",
    ])
    func literalOfALocalAddress(host: String) async throws {
        let url = try #require(PanelURL("http://\(host)/"))
        #expect(url.literalAddressIsRefused(by: .publicOnly))
        #expect(!url.literalAddressIsRefused(by: .any))
        let error = await failure { () throws(PanelClientError) in try await url.check(.publicOnly) }
        #expect(error?.kind == .notSent(.addressRefused))
        try await url.check(.any)
    }

    @Test func nameThatIsLocal() async throws {
        let url = try #require(PanelURL("http://localhost/"))
        #expect(!url.literalAddressIsRefused(by: .publicOnly))
        let error = await failure { () throws(PanelClientError) in try await url.check(.publicOnly) }
        #expect(error?.kind == .notSent(.addressRefused))
        #expect(error?.wasWritten == false)
    }

    @Test func publicLiteral() async throws {
        let url = try #require(PanelURL("https://8.8.8.8/"))
        #expect(!url.literalAddressIsRefused(by: .publicOnly))
        try await url.check(.publicOnly)
    }
}
