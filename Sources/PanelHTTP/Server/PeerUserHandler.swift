import Glibc
import NIOCore

/// Closes connections to a socket in the file system that do not come from this process's own user or from root,
/// whatever the permissions of the socket and of its directory have become.
final class PeerUserHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any
    typealias InboundOut = Any

    private var isRefused = false

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { check(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        check(context)
        if !isRefused { context.fireChannelActive() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isRefused { context.fireChannelRead(data) }
    }

    private func check(_ context: ChannelHandlerContext) {
        // Refused until it is known. On the channel's own loop the answer comes at once.
        isRefused = true
        let handler = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        guard let provider = context.channel as? any SocketOptionProvider else {
            return context.close(promise: nil)
        }
        let peer: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        peer.whenComplete { result in
            let (handler, context) = handler.value
            if case .success(let peer) = result, peer.user == 0 || peer.user == geteuid() {
                handler.isRefused = false
            } else {
                context.close(promise: nil)
            }
        }
    }
}

/// `struct ucred` of Linux, which Swift does not see: who connected to a socket in the file system, or made it.
package struct PeerCredentials: Sendable {
    package let process: Int32
    package let user: UInt32
    package let group: UInt32

    /// Of the other end of a connected socket.
    package init?(of descriptor: Int32) {
        var peer = PeerCredentials(process: 0, user: .max, group: .max)
        var size = socklen_t(MemoryLayout<PeerCredentials>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 else { return nil }
        self = peer
    }

    private init(process: Int32, user: UInt32, group: UInt32) {
        self.process = process
        self.user = user
        self.group = group
    }
}
