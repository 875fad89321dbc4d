import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// How a connection becomes requests and answers: the parser, a ``ConnectionHandler``, and Hummingbird.
struct PanelChannel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: Responder
    /// Whether it is a socket in the file system, which only this process's own user and root may use.
    let isLocal: Bool
    let limits: PanelServer.Limits
    let table: ConnectionTable

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // A connection keeps the memory that it reads into for as long as it is open.
            let memory = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2048, maximum: 16 * 1024)
            try channel.syncOptions?.setOption(.recvAllocator, value: memory)
            try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
            var head = NIOHTTPDecoderLimitConfiguration()
            head.maxHeaderFieldSize = limits.head
            head.maxHeaderListSize = limits.head
            head.maxHeaderFieldCount = limits.fields
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                withPipeliningAssistance: false,
                withErrorHandling: false,
                // HTTPTypes has none that would have to be found.
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: head
            )
            if isLocal { try channel.pipeline.syncOperations.addHandler(PeerUserHandler()) }
            try channel.pipeline.syncOperations.addHandler(ConnectionHandler(limits: limits, table: table))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true)
            )
        }
    }

    func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }
}
