import Foundation
import PanelTesting
import Testing

/// HAProxy in front of servers, set up as an operator would.
enum Balancer {
    /// Gives `body` the port of a balancer that is gone afterwards, whatever happens.
    static func with(_ ports: [Int], _ body: (Int) async throws -> Void) async throws {
        let port = try LoopbackPort.free()
        // A request is handed to another server only while nothing of it was sent: `retry-on` is left as it is.
        let configuration = """
            global
                maxconn 1000
            defaults
                mode http
                timeout connect 1s
                timeout client 60s
                timeout server 60s
                timeout check 2s
                retries 3
                option redispatch 1
            frontend panel
                bind 127.0.0.1:\(port)
                default_backend servers
            backend servers
                balance roundrobin
                option httpchk GET /healthz
                http-check expect status 200
                default-server check inter 200ms fall 2 rise 1
            \(ports.map { "    server panel-\($0) 127.0.0.1:\($0)" }.joined(separator: "\n"))

            """
        let program =
            ["/usr/sbin/haproxy", "/usr/bin/haproxy"].first(where: FileManager.default.fileExists) ?? "haproxy"
        try await SideProgram.with(program, ["-db", "-f"], configuration, listensOn: port) { try await body(port) }
    }
}

/// PgBouncer in front of a database server, in transaction mode.
enum Pooler {
    /// Gives `body` the port of a pooler that is gone afterwards, whatever happens.
    static func with(_ cluster: PostgresCluster, _ body: (Int) async throws -> Void) async throws {
        let port = try LoopbackPort.free()
        let configuration = """
            [databases]
            * = host=127.0.0.1 port=\(cluster.port) user=panel
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 4
            max_client_conn = 200

            """
        let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].first(where: FileManager.default.fileExists)
        // It refuses to run as root.
        let user = getuid() == 0 ? ["--user=nobody"] : []
        try await SideProgram.with(program ?? "pgbouncer", user, configuration, listensOn: port) {
            try await body(port)
        }
    }
}

/// A program that tests need beside the panel.
enum SideProgram {
    /// Runs a program with a file of its configuration as the last argument, until `body` ends.
    static func with(
        _ program: String,
        _ arguments: [String],
        _ configuration: String,
        listensOn port: Int,
        _ body: () async throws -> Void
    ) async throws {
        let directory = "/tmp/pt-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let file = directory + "/configuration"
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: file))
        let process = try ChildProcess(program, arguments + [file], outputs: directory + "/program")
        do {
            try await eventually("\(program) listens") {
                guard !process.hasExited else { throw DidNotHappen(description: process.output + process.errors) }
                return LoopbackPort.accepts(port) ? true : nil
            }
            try await body()
        } catch {
            process.send(SIGKILL)
            _ = await process.waitForExit()
            throw error
        }
        process.send(SIGKILL)
        _ = await process.waitForExit()
    }
}
