import Glibc
import Logging
import NIOCore

/// Stands before everything that a listening socket accepts: counts it, and stops while there is no room or the system
/// has nothing left to accept with.
///
/// An `accept` that fails leaves the connection waiting, so trying again at once would do nothing else any more.
final class AcceptHandler: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    private static let pause = TimeAmount.milliseconds(100)
    /// Errors after which NIO lets a listening socket go on.
    private static let passing: Set<CInt> = [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED]

    private let table: ConnectionTable
    private let logger: Logger
    private var isPaused = false
    /// How often accepting failed in a row.
    private var failures = 0

    init(table: ConnectionTable, logger: Logger) {
        self.table = table
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if failures > 0 {
            logger.notice("Connections are accepted again.", metadata: ["failures": "\(failures)"])
            failures = 0
        }
        table.admit(unwrapInboundIn(data))
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        guard !isPaused else { return }
        if table.hasRoom() { context.read() } else { pause(context) { $0.read(context: $1) } }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let code = (error as? IOError)?.errnoCode, AcceptHandler.passing.contains(code) else {
            context.fireErrorCaught(error)
            return
        }
        // Whoever gave up before it was accepted is nobody's error.
        guard code != ECONNABORTED else { return }
        failures += 1
        if failures == 1 {
            logger.error("Connections cannot be accepted. It is tried again.", metadata: ["error": "\(error)"])
        }
        guard !isPaused else { return }
        // The read that failed stays asked for, and only this takes it back.
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        pause(context) { try? $1.channel.syncOptions?.setOption(.autoRead, value: true) }
    }

    /// Stops reading for a while.
    private func pause(
        _ context: ChannelHandlerContext,
        _ resume: @escaping @Sendable (AcceptHandler, ChannelHandlerContext) -> Void
    ) {
        isPaused = true
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: AcceptHandler.pause) {
            let (handler, context) = loopBound.value
            handler.isPaused = false
            resume(handler, context)
        }
    }
}
