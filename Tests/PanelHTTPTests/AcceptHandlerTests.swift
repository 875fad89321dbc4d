import Glibc
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import PanelHTTP

/// What a listening socket does when the system has nothing left to accept with. A process in that state does not live
/// long enough to be asked (libdispatch ends one that can not open its own `/proc/self/task`), hence no real one.
struct AcceptHandlerTests {
    private let lines = Lines()
    private let channel = EmbeddedChannel()

    init() throws {
        let lines = lines
        let logger = Logger(label: "test") { _ in lines }
        let table = ConnectionTable(PanelServer.Limits(), logger: logger)
        try channel.pipeline.syncOperations.addHandler(AcceptHandler(table: table, logger: logger))
    }

    @Test func acceptingThatFailsIsLoggedOnceAndGoesOn() throws {
        for code in [EMFILE, ENFILE, ENOBUFS, ENOMEM, EMFILE] { fail(code) }
        #expect(lines.count("cannot be accepted") == 1)
        #expect(isReading == false)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(99))
        #expect(isReading == false)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(isReading == true)

        try channel.writeInbound(EmbeddedChannel() as any Channel)
        try channel.writeInbound(EmbeddedChannel() as any Channel)
        #expect(lines.count("are accepted again") == 1)
        fail(EMFILE)
        #expect(lines.count("cannot be accepted") == 2)
        try channel.throwIfErrorCaught()
    }

    @Test func whoeverGaveUpIsNobodysError() throws {
        fail(ECONNABORTED)
        #expect(lines.all.isEmpty)
        #expect(isReading == nil)
        try channel.throwIfErrorCaught()
    }

    @Test func otherErrorsGoOn() {
        fail(EBADF)
        #expect(lines.all.isEmpty)
        #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }

    private func fail(_ code: CInt) {
        channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
    }

    /// What was said last of whether the socket is to be read; nil before anything was.
    private var isReading: Bool? {
        channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
    }
}

/// Keeps what is logged.
private struct Lines: LogHandler {
    private final class Store: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let store = Store()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var all: [String] { store.lines.withLock { $0 } }

    func count(_ text: String) -> Int { all.count { $0.contains(text) } }

    func log(event: LogEvent) { store.lines.withLock { $0.append("\(event.message)") } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
