// The yardstick of `make bench`: what the HTTP server underneath the panel does when it has nothing to decide and
// nothing to store. It reads the request's body as the panel must, and answers a constant.
//
//     noop-server [--listen HOST:PORT]     port 0 picks a free one

import HTTPTypes
import Hummingbird
import Logging
import NIOCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@main
struct NoOpServer {
    /// As the panel's limit, so that both collect a body the same way.
    static let largestBody = 256 * 1024

    static func main() async throws {
        guard let address = ListenAddress(arguments: CommandLine.arguments) else {
            print("usage: noop-server [--listen HOST:PORT]")
            exit(64)
        }
        var logger = Logger(label: "noop-server")
        logger.logLevel = .error
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                print("listening on http://\(address.host):\(port)")
                // Output to a file or a pipe is buffered; whoever waits for the line would wait for ever.
                fflush(nil)
            },
            logger: logger
        )
        try await application.runService()
    }

    private static func router() -> Router<BasicRequestContext> {
        let headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        let answer = ByteBuffer(string: #"{"status":"success"}"#)
        let router = Router()
        router.post("/api/v2") { request, _ in
            _ = try await request.body.collect(upTo: NoOpServer.largestBody)
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: answer))
        }
        return router
    }
}

/// Where to listen, from the command line.
struct ListenAddress {
    var host = "127.0.0.1"
    var port = 8080

    /// `nil` when the arguments, of which the first is the program's name, are none that the program knows.
    init?(arguments: [String]) {
        switch arguments.count {
        case ...1:
            return
        case 3 where arguments[1] == "--listen":
            let parts = arguments[2].split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let port = Int(parts[1]), (0...65535).contains(port) else { return nil }
            host = String(parts[0])
            self.port = port
        default:
            return nil
        }
    }
}
