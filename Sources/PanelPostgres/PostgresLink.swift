import CLibPQ
import Glibc

/// A connection on the level of libpq: messages go out, results come in. Used by one thread at a time.
///
/// All messages of an exchange are sent before the first result is read, and both directions go on while one of them
/// waits: a server that can not get rid of its results stops reading, and would wait for a client that only writes.
final class PostgresLink {
    /// One message and what it is for.
    enum Message {
        /// Names a statement; an empty name is overwritten by the next one.
        case prepare(name: String, sql: String, types: [UInt32])
        /// Asks for the types of a prepared statement's parameters.
        case describe(name: String)
        case execute(name: String, BinaryParameters)
        /// Prepares and executes without a name.
        case perform(sql: String, types: [UInt32], BinaryParameters)
    }

    private let connection: OpaquePointer
    /// Whether the connection can still be used.
    private(set) var isUsable = true

    /// Connects, and waits for that.
    ///
    /// - Throws: ``PostgresError/unavailable(reason:)`` or ``PostgresError/unreadableURL``.
    init(url: String) throws(PostgresError) {
        guard PostgresLink.isReadable(url) else { throw .unreadableURL }
        // What stands before the operator's string is overridden by it, what stands behind it overrides.
        var options = [
            ("fallback_application_name", "panel"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
        ]
        if getenv("PGCONNECT_TIMEOUT") == nil { options.append(("connect_timeout", "5")) }
        options += [("dbname", url), ("client_encoding", "UTF8")]
        guard let connection = PostgresLink.connect(options) else { throw .unavailable(reason: "out of memory") }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK, PQsetnonblocking(connection, 1) == 0,
            PQenterPipelineMode(connection) == 1
        else {
            let reason = PostgresLink.text(PQerrorMessage(connection))
            throw .unavailable(reason: reason)
        }
        // Else libpq prints what the server notes.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
    }

    deinit {
        PQfinish(connection)
    }

    private static func isReadable(_ url: String) -> Bool {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        // Without "=" or a scheme it would be the name of a database.
        return options != nil
    }

    private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
        let keys = options.map { strdup($0.0) }
        let values = options.map { strdup($0.1) }
        defer { for pointer in keys + values { free(pointer) } }
        return PQconnectdbParams(keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }

    static func text(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "" }
        let line = String(cString: text).split(separator: "\n").joined(separator: "; ")
        return line.isEmpty ? "no reason was given" : line
    }

    // MARK: Exchanges

    /// Sends `messages` and hands over the result of each, in order. After the first that fails the server does
    /// nothing of the rest.
    ///
    /// - Parameter take: Gets the number of the message and its result. What it throws is thrown at the end.
    /// - Throws: ``PostgresError``; afterwards the link is not usable if the connection broke.
    func exchange(
        _ messages: [Message],
        timeout: Duration,
        take: (Int, OpaquePointer) throws -> Void
    ) throws {
        let deadline = ContinuousClock.now + timeout
        do {
            for message in messages { try send(message) }
            guard PQpipelineSync(connection) == 1 else { throw loss() }
            try flush(until: deadline)
            try receive(messages.count, until: deadline, take)
        } catch let error as PostgresError where error.isLoss {
            isUsable = false
            throw error
        }
    }

    /// What happened with the first message that failed, by its number.
    struct Refusal: Error {
        let message: Int
        let state: String
        let text: String
    }

    private func receive(
        _ count: Int,
        until deadline: ContinuousClock.Instant,
        _ take: (Int, OpaquePointer) throws -> Void
    ) throws {
        var failure: (any Error)?
        for number in 0..<count {
            while let result = try nextResult(until: deadline) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                    guard failure == nil else { continue }
                    do { try take(number, result) } catch { failure = error }
                case PGRES_PIPELINE_ABORTED: continue
                default:
                    let refusal = try refusal(number, result)
                    failure = failure ?? refusal
                }
            }
        }
        // The synchronization point is a result of its own, without an end.
        let sync = try nextResult(until: deadline)
        defer { PQclear(sync) }
        guard let sync, PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw loss() }
        if let failure { throw failure }
    }

    private func refusal(_ number: Int, _ result: OpaquePointer) throws -> Refusal {
        // The primary message only: the details repeat stored values.
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
        guard let message, PQstatus(connection) == CONNECTION_OK, !PostgresError.endOfConnection.contains(state) else {
            throw PostgresError.lost(reason: message ?? PostgresLink.text(PQerrorMessage(connection)))
        }
        return Refusal(message: number, state: state, text: message)
    }

    private func loss() -> PostgresError {
        .lost(reason: PostgresLink.text(PQerrorMessage(connection)))
    }

    private func send(_ message: Message) throws {
        let code =
            switch message {
            case .prepare(let name, let sql, let types):
                PQsendPrepare(connection, name, sql, Int32(types.count), types)
            case .describe(let name):
                PQsendDescribePrepared(connection, name)
            case .execute(let name, let parameters):
                parameters.withPointers { count, values, lengths, formats in
                    PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
                }
            case .perform(let sql, let types, let parameters):
                parameters.withPointers { count, values, lengths, formats in
                    PQsendQueryParams(connection, sql, count, types, values, lengths, formats, 1)
                }
            }
        guard code == 1 else { throw loss() }
    }

    // MARK: Waiting

    private func flush(until deadline: ContinuousClock.Instant) throws {
        while true {
            switch PQflush(connection) {
            case 0: return
            case 1:
                let events = try wait(for: POLLIN | POLLOUT, until: deadline)
                if events & ~POLLOUT != 0, PQconsumeInput(connection) == 0 { throw loss() }
            default: throw loss()
            }
        }
    }

    private func nextResult(until deadline: ContinuousClock.Instant) throws -> OpaquePointer? {
        while PQisBusy(connection) == 1 {
            _ = try wait(for: POLLIN, until: deadline)
            guard PQconsumeInput(connection) == 1 else { throw loss() }
        }
        return PQgetResult(connection)
    }

    private func wait(for events: Int32, until deadline: ContinuousClock.Instant) throws -> Int32 {
        var descriptor = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
        while true {
            let (seconds, attoseconds) = (deadline - .now).components
            let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw PostgresError.lost(reason: "no answer in time") }
            let count = poll(&descriptor, 1, Int32(min(milliseconds, 1_000_000)))
            if count > 0 { return Int32(descriptor.revents) }
            if count < 0, errno != EINTR { throw PostgresError.lost(reason: String(cString: strerror(errno))) }
        }
    }
}

extension BinaryParameters {
    /// Calls `body` with the arrays that libpq wants.
    fileprivate func withPointers<Result>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        // Never empty: a null pointer would be NULL.
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { buffer in
                let values = ranges.map { range in range.flatMap { buffer.baseAddress?.advanced(by: $0.lowerBound) } }
                let lengths = ranges.map { Int32($0?.count ?? 0) }
                return body(Int32(ranges.count), values, lengths, Array(repeating: 1, count: ranges.count))
            }
        }
    }
}
