import Hummingbird
import PanelCore
import PanelHTTP
import PanelOperations
import PanelStore
import PanelWire

/// Collects the bodies of requests, in a memory that is bounded as a whole.
struct BodyCollector: Sendable {
    private let limit: Int
    private let budget: BodyBudget
    private let prices: PricingCache

    init(_ configuration: APIConfiguration, prices: PricingCache) {
        limit = configuration.bodyLimit
        budget = BodyBudget(most: configuration.limits.bodies, mostUnknown: configuration.limits.bodiesWithoutKey)
        self.prices = prices
    }

    /// The whole body.
    ///
    /// - Throws: ``TransportError`` for what can not be collected; also what a lookup of the key throws.
    func collect(_ request: Request) async throws -> ByteBuffer {
        var body = ByteBuffer()
        var share: BodyBudget.Share?
        var parts = request.body.makeAsyncIterator()
        while let part = try await BodyCollector.next(of: &parts) {
            guard body.readableBytes + part.readableBytes <= limit else {
                throw TransportError.bodyTooLarge(limit: limit)
            }
            // A copy: the part keeps all that was read with it.
            body.writeImmutableBuffer(part)
            guard body.readableBytes > BodyBudget.free else { continue }
            let taken = if let share { share } else { try await self.share(of: body, request) }
            share = taken
            guard taken.grow(to: body.capacity) else { throw TransportError.noRoom }
        }
        return body
    }

    /// Whatever goes wrong is the sender's doing: a connection that ends, or broken chunks.
    private static func next(of parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do { return try await parts.next() } catch { throw TransportError.malformed }
    }

    /// The share of a body that is longer than most.
    private func share(of body: ByteBuffer, _ request: Request) async throws -> BodyBudget.Share {
        let key = RequestDecoder.earlyKey(
            body: body.readableBytesUInt8Span,
            contentType: request.headers[.contentType],
            query: request.uri.query.map { Substring($0) }
        )
        guard let key = key?.trimmedASCII else { return BodyBudget.Share(of: budget, isKnown: false) }
        let customer = try await prices.customer(key: KeyDigest(of: key))
        return BodyBudget.Share(of: budget, isKnown: customer != nil)
    }
}
