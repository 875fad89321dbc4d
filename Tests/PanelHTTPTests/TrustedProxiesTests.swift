import NIOCore
import PanelHTTP
import Testing

struct TrustedProxiesTests {
    private func client(_ peer: String, _ forwardedFor: [String], trusting: [String]) throws -> String {
        let proxies = TrustedProxies(try trusting.map { try #require(AddressRange($0)) })
        return proxies.client(of: try #require(ClientAddress(peer)), forwardedFor: forwardedFor).description
    }

    @Test func nobodyIsBelievedUnlessTrusted() throws {
        #expect(try client("127.0.0.1", ["192.0.2.1"], trusting: []) == "127.0.0.1")
        #expect(try client("192.0.2.9", ["192.0.2.1"], trusting: ["127.0.0.1"]) == "192.0.2.9")
    }

    @Test(arguments: [
        (["192.0.2.1"], "192.0.2.1"),
        // What stands before the last hop was said by a stranger.
        (["10.0.0.7, 192.0.2.1"], "192.0.2.1"),
        (["8.8.8.8,192.0.2.1 , 10.1.2.3"], "192.0.2.1"),
        (["8.8.8.8", "192.0.2.1", "10.1.2.3"], "192.0.2.1"),
        (["192.0.2.1:4711"], "192.0.2.1"),
        (["[2001:db8::1]:4711"], "2001:db8::1"),
        (["::ffff:192.0.2.1"], "192.0.2.1"),
        // As far as it can be followed.
        (["192.0.2.1, unknown"], "127.0.0.1"),
        (["192.0.2.1, unknown, 10.0.0.1"], "10.0.0.1"),
        ([""], "127.0.0.1"),
        ([], "127.0.0.1"),
        (["10.0.0.2, 10.0.0.1"], "10.0.0.2"),
    ])
    func theLastHopThatIsNotTrustedAsks(forwardedFor: [String], client expected: String) throws {
        #expect(try client("127.0.0.1", forwardedFor, trusting: ["127.0.0.1", "10.0.0.0/8"]) == expected)
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
        ("192.0.2.7/24", "192.0.2.1", true), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("::/0", "2001:db8::1", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("::1", "::1", true), ("::1", "::2", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true), ("192.0.2.1/32", "192.0.2.1", true),
    ])
    func rangesHoldWhatBeginsAlike(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(#require(ClientAddress(address))) == isInside)
    }

    @Test(arguments: [
        "", "localhost", "192.0.2.1/33", "192.0.2.1/", "192.0.2.1/-1", "::1/129", "192.0.2", "192.0.2.1:80", "[::1]:80",
        "192.0.2.1/8/8", "/8",
    ])
    func whatIsNoRange(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func addressesOfConnections() throws {
        #expect(ClientAddress(try SocketAddress(ipAddress: "192.0.2.1", port: 80))?.description == "192.0.2.1")
        #expect(ClientAddress(try SocketAddress(ipAddress: "2001:db8::1", port: 80)) == ClientAddress("2001:DB8:0::1"))
        #expect(ClientAddress(try SocketAddress(unixDomainSocketPath: "/tmp/x")) == nil)
    }
}
