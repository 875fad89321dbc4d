import Hummingbird
import PanelCore
import PanelWire
import Synchronization

/// The answers to `services`.
///
/// What all of them have in common is in memory once. Answers of usual size are kept for those who have the same prices.
/// All others are written piece by piece, while somebody takes them.
final class PriceLists: Sendable {
    /// What makes a customer's prices out of the list prices.
    private struct Terms: Hashable {
        let discount: Discount
        let ownRates: [ServiceID: Money]

        init(_ customer: Customer) {
            discount = customer.account.discount
            ownRates = customer.ownRates
        }

        var isListPrice: Bool { discount == .none && ownRates.isEmpty }
    }

    private struct State {
        var version: SettingsVersion?
        var list = ServiceList([])
        var answers: [Terms: ByteBuffer] = [:]
        /// What the answers have, in bytes.
        var size = 0
    }

    /// Some of them wait for each reader, and each takes the next power of two.
    private static let partSize = 24 * 1024

    private let limits: APIConfiguration.Limits
    private let state = Mutex(State())

    init(_ limits: APIConfiguration.Limits) {
        self.limits = limits
    }

    func answer(for customer: Customer, catalogue: Catalogue) -> ResponseBody {
        let terms = Terms(customer)
        let (kept, known) = state.withLock { state in
            state.version == catalogue.version ? (state.answers[terms], state.list) : (nil, nil)
        }
        if let kept { return ResponseBody(byteBuffer: kept) }
        let list = known ?? renewed(catalogue)
        let length = terms.isListPrice ? list.bytes.count : list.length(rate: customer.rate(of:listed:))
        guard length <= limits.priceList, keeps(length) else {
            return terms.isListPrice ? PriceLists.body(of: list) : PriceLists.body(of: list, customer, length: length)
        }
        var position: Int? = 0
        let answer = ByteBuffer(
            bytes: list.part(from: &position, size: length, rate: customer.rate(of:listed:))
        )
        state.withLock { state in
            guard state.version == catalogue.version, state.answers[terms] == nil else { return }
            state.answers[terms] = answer
            state.size += length
        }
        return ResponseBody(byteBuffer: answer)
    }

    /// Whether there is room for an answer.
    private func keeps(_ length: Int) -> Bool {
        state.withLock { $0.size + length <= limits.priceLists }
    }

    /// Writes the list anew. Most changes of the settings leave it as it was; then it stays the same in memory too, with
    /// the answers that were made of it, however slowly they are read.
    private func renewed(_ catalogue: Catalogue) -> ServiceList {
        let list = ServiceList(catalogue.services.filter(\.isOffered))
        return state.withLock { state in
            state.version = catalogue.version
            let isSame = state.list == list
            if !isSame { state.list = list }
            if !isSame || state.size > limits.priceLists / 2 {
                state.answers = [:]
                state.size = 0
            }
            return state.list
        }
    }

    private static func body(of list: ServiceList) -> ResponseBody {
        ResponseBody(contentLength: list.bytes.count) { writer in
            for start in stride(from: 0, to: list.bytes.count, by: partSize) {
                try await writer.write(ByteBuffer(bytes: list.bytes[start...].prefix(partSize)))
            }
            try await writer.finish(nil)
        }
    }

    private static func body(of list: ServiceList, _ customer: Customer, length: Int) -> ResponseBody {
        ResponseBody(contentLength: length) { writer in
            var position: Int? = 0
            while position != nil {
                let part = list.part(from: &position, size: partSize, rate: customer.rate(of:listed:))
                try await writer.write(ByteBuffer(bytes: part))
            }
            try await writer.finish(nil)
        }
    }
}
