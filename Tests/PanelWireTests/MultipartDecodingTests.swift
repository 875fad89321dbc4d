import PanelCore
import PanelWire
import Testing

struct MultipartDecodingTests {
    private static let type = "multipart/form-data; boundary=X"

    private static func part(_ header: String, _ content: String = "v") -> String {
        "--X\r\n\(header)\r\n\r\n\(content)\r\n--X--\r\n"
    }

    @Test(arguments: [
        "Content-Disposition: form-data; name=\"link\"",
        "Content-Disposition: form-data; name=link",
        "Content-Disposition: form-data ; name=link ",
        "content-disposition:form-data;name=\"link\"",
        "CONTENT-DISPOSITION: FORM-DATA; NAME=\"link\"",
        "Content-Disposition: form-data; name=\"li\\nk\"",
        "Content-Disposition: form-data; filename=\"a; name=key\"; name=\"link\"",
        "Content-Disposition: form-data; filename=\"a\\\"; name=\\\"key\"; name=\"link\"",
        "Content-Disposition: form-data; name=\"link\"; filename=\"a.txt\"\r\nContent-Type: text/plain; charset=utf-16",
        "Content-Type: application/octet-stream\r\nContent-Length: 99\r\nContent-Disposition: form-data; name=link",
    ])
    func nameIsFound(header: String) throws {
        #expect(try decode(Self.part(header), Self.type) == [.link: "v"])
    }

    @Test(arguments: [
        "", "\r\n", "v\r\n", "\r\nv", "--X", "\n--X", "\r\n-X", "\r--X", "\r\r\n--Y", "a\r\n\r\nb", "100%+%41", "Tốt 👍",
        "\0", "--X--", "\r\n--", "\r\n--\r\n--x",
    ])
    func contentIsKeptAsItIs(content: String) throws {
        let header = "Content-Disposition: form-data; name=\"link\""
        #expect(try decode(Self.part(header, content), Self.type) == [.link: content])
    }

    @Test(arguments: [
        "multipart/form-data; boundary=X",
        "multipart/form-data;boundary=X",
        "Multipart/Form-Data; Boundary=\"X\"",
        "multipart/form-data; charset=utf-8; boundary=X ; a=b",
        "multipart/form-data; a=\"; boundary=Y\"; boundary=X",
        "multipart/form-data; boundary=\"\\X\"",
        " multipart/form-data ;;boundary=X",
    ])
    func boundaryIsFound(contentType: String) throws {
        let body = Self.part("Content-Disposition: form-data; name=\"link\"")
        #expect(try decode(body, contentType) == [.link: "v"])
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data;", "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"X", "multipart/form-data; xboundary=X",
        "multipart/form-data; boundary=Y", "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=\"\u{E9}\"",
        "multipart/form-data; boundary=\(String(repeating: "X", count: 71))",
        "multipart/form-data; boundary=\"X\r\nX\"",
    ])
    func withoutBoundaryNothingIsRead(contentType: String) {
        let body = Self.part("Content-Disposition: form-data; name=\"link\"")
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, contentType) }
    }

    @Test
    func longestBoundaryIsTaken() throws {
        let boundary = String(repeating: "-", count: 70)
        let body = "--\(boundary)\r\nContent-Disposition: form-data; name=key\r\n\r\nk\r\n--\(boundary)--"
        #expect(try decode(body, "multipart/form-data; boundary=\(boundary)") == [.key: "k"])
    }

    private static let good = "--X\r\nContent-Disposition: form-data; name=\"link\"\r\n\r\nv"

    @Test(
        arguments: [
            ("preamble\r\n" + good + "\r\n--X--", [.link: "v"]),
            ("\r\n" + good + "\r\n--X--", [.link: "v"]),
            ("--Y\r\n--X-\r\n" + good + "\r\n--X--", nil),
            ("a--X\r\n" + good + "\r\n--X--", [.link: "v"]),
            (good + "\r\n--X--\r\nepilogue\r\n--X", [.link: "v"]),
            (good + "\r\n--X-- \t", [.link: "v"]),
            (
                good + "\r\n--X \t\r\nContent-Disposition: form-data; name=key\r\n\r\nk\r\n--X--",
                [.link: "v", .key: "k"]
            ),
            ("--X--", [:]),
            ("--X--\r\n", [:]),
        ] as [(String, [ParameterName: String]?)]
    )
    func textAroundPartsIsPassedOver(body: String, expected: [ParameterName: String]?) throws {
        if let expected {
            #expect(try decode(body, Self.type) == expected)
        } else {
            #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
        }
    }

    @Test(arguments: [
        "nothing of it", "--X", "--X\r\n", "--X\r\n\r\n", good, good + "\r\n", good + "\r\n--X", good + "\r\n--X-",
        good + "\r\n--X\r\n", good + "\r\n--X--garbage", good + "\r\n--Xgarbage\r\n", good + "\n--X--\n",
        good + "\r\n--X--\n", "--X\n" + good + "\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"link\"\n\nv\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"link\"\r\n--X--",
        "--X\r\nContent-Disposition: form-data; name=\"link\"\r\nv\r\n--X--",
    ])
    func brokenFramesAreRefused(body: String) {
        #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
    }

    @Test(arguments: [
        "Content-Type: text/plain",
        "Content-Disposition: form-data",
        "Content-Disposition: form-data; filename=\"name\"",
        "Content-Disposition: form-data; name=\"link",
        "Content-Disposition: form-data; name",
        "Content-Disposition: attachment; name=\"link\"",
        "Content-Disposition form-data; name=\"link\"",
        "Content-Disposition: form-data;\r\n name=\"link\"",
        "Content-Disposition: form-data; name=link\r\nContent-Disposition: form-data; name=key",
        "Content-Disposition: form-data; name=link\rX: y",
        "Content-Disposition: form-data; name=link\nX: y",
    ])
    func headersWithoutOneNameAreRefused(header: String) {
        #expect(throws: APIRefusal.incorrectRequest) { try decode(Self.part(header), Self.type) }
    }

    @Test
    func headersHaveALimit() throws {
        let disposition = "Content-Disposition: form-data; name=link\r\nX: "
        // The header ends with two line ends.
        let longest = disposition + String(repeating: "x", count: 8 * 1024 - disposition.utf8.count - 4)
        #expect(try decode(Self.part(longest), Self.type) == [.link: "v"])
        for extra in ["x", "xx", "xxx", String(repeating: "x", count: 9000)] {
            #expect(throws: APIRefusal.incorrectRequest) { try decode(Self.part(longest + extra), Self.type) }
        }
    }

    @Test
    func valueOfKnownParameterIsUTF8() throws {
        for name in ["link", "unknown"] {
            var body = Array("--X\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8)
            body += [0xFF, 0xFE] + Array("\r\n--X--\r\n".utf8)
            if name == "link" {
                #expect(throws: APIRefusal.incorrectRequest) { try decode(body, Self.type) }
            } else {
                #expect(try decode(body, Self.type) == [:])
            }
        }
    }
}
