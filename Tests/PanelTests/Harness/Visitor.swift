import Foundation
import Testing

/// Somebody who has logged in to the pages, by the cookies that their browser keeps.
struct Visitor: Sendable {
    let port: Int
    private let cookies: String

    /// Logs in as a browser does, with the form of the page.
    static func logIn(_ name: String, password: String, at port: Int) async throws -> Visitor {
        let page = try await Visitor(port: port, cookies: "").answer("/login")
        let token = try #require(page.text.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1, "\(page.text)")
        let before = Visitor(port: port, cookies: page.cookies)
        let form = APIClient.form([("csrf", String(token)), ("name", name), ("password", password)])
        let answer = try await before.answer("/login", posting: form)
        try #require(answer.status == 303, "\(answer.text)")
        return Visitor(port: port, cookies: answer.cookies)
    }

    private func answer(_ path: String, posting form: String? = nil) async throws -> HTTPAnswer {
        try await RawConnection.blocking { try ask(path, posting: form).receiveAnswer() }
    }

    /// Asks for a page on a connection of its own, which ends behind the answer.
    ///
    /// - Parameter room: How many bytes may come before they are read.
    func ask(_ path: String, posting form: String? = nil, room: Int32? = nil) throws -> RawConnection {
        let connection = try RawConnection(port: port, room: room)
        let host = "127.0.0.1:\(port)"
        var head = "\(form == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n"
        if !cookies.isEmpty { head += "Cookie: \(cookies)\r\n" }
        if let form {
            head += "Origin: http://\(host)\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            head += "Content-Length: \(form.utf8.count)\r\n"
        }
        connection.send(head + "\r\n" + (form ?? ""))
        return connection
    }

    /// Reads a file to its end.
    ///
    /// - Returns: Of how many bytes it is.
    func download(_ path: String) async throws -> Int {
        try await RawConnection.blocking {
            let connection = try ask(path)
            let head = try connection.receiveHead()
            guard head.hasPrefix("HTTP/1.1 200 ") else { throw RawConnection.Failure(description: head) }
            return try connection.receiveChunks()
        }
    }
}

extension HTTPAnswer {
    /// What a browser sends back of the cookies that it got.
    fileprivate var cookies: String {
        let set = headers["set-cookie"]?.split(separator: "\n") ?? []
        return set.map { $0.prefix { $0 != ";" } }.joined(separator: "; ")
    }
}
