import Synchronization
import Testing

/// Customers who order at servers that come and go, and send the same request again until it is answered.
final class Shoppers: Sendable {
    struct State {
        /// The orders by customer and request.
        var answered: [Request: Int64] = [:]
        /// What was answered first, letter by letter.
        var texts: [Request: String] = [:]
        /// What there was no money for.
        var refused: Set<Request> = []
        /// What was sent, answered or not.
        var asked: Set<Request> = []
        /// What nobody asks for any more.
        var left: Set<Request> = []
        var contradictions: [Request] = []
        var strange: [String] = []
        /// How often nothing, or only "not now", was answered.
        var unanswered = 0
        /// What was said last instead of an answer, by port.
        var excuses: [Int: String] = [:]
        var hasEnded = false
        var turn = 0
    }

    struct Request: Hashable, Sendable {
        let customer: String
        let id: String

        var link: String { "https://example.com/\(id)" }
    }

    struct Customer: Sendable {
        let name: String
        let key: String
        let service: String
    }

    let state = Mutex(State())
    /// Where they order, one after the other.
    private let ports: [Int]
    /// The statuses that only say that nobody is there.
    private let excuses: ClosedRange<Int>

    /// - Parameter areBehindBalancer: Whether a balancer may say, too, that nobody is there. A server says it in one way.
    init(_ ports: [Int], areBehindBalancer: Bool = false) {
        self.ports = ports
        excuses = areBehindBalancer ? 502...504 : 503...503
    }

    /// No new orders from here on.
    func end() {
        state.withLock { $0.hasEnded = true }
    }

    /// The database is an older one from now on: what it does not have is nobody's business any more.
    ///
    /// - Parameter known: What it has.
    func leave(allBut known: [Request: Int64]) {
        state.withLock { state in
            state.left.formUnion(state.asked.subtracting(known.keys))
            let contradicted = state.answered.filter { request, order in known[request] ?? order != order }
            state.contradictions += contradicted.keys
            state.answered = known
            state.texts = state.texts.filter { known[$0.key] != nil }
            state.refused = []
        }
    }

    /// Orders one after another until there are to be no more.
    func shop(as customer: Customer, _ number: Int, every pause: Duration) async throws {
        for count in 0..<100_000 where !state.withLock({ $0.hasEnded }) {
            let request = Request(customer: customer.name, id: "\(customer.name)-\(number)-\(count)")
            try await order(request, as: customer)
            // Now and then somebody asks again what was answered already.
            if count % 7 == 3 { _ = await ask(request, as: customer) }
            try await Task.sleep(for: pause)
        }
    }

    /// Orders until there is an answer.
    ///
    /// - Parameter port: Where; `nil` is at one after the other.
    func order(
        _ request: Request,
        as customer: Customer,
        at port: Int? = nil,
        within limit: Duration = .seconds(300)
    ) async throws {
        do {
            try await eventually("an answer", within: limit, every: .milliseconds(50)) {
                await ask(request, as: customer, at: port) ? true : nil
            }
        } catch is DidNotHappen {
            let excuses = state.withLock { $0.excuses }
            throw DidNotHappen(description: "\(request.id) is not answered within \(limit), but: \(excuses)")
        }
    }

    /// Sends a request once.
    ///
    /// - Parameter port: Where; `nil` is at the next one.
    /// - Returns: Whether it was answered, or nobody wants an answer any more.
    func ask(_ request: Request, as customer: Customer, at port: Int? = nil) async -> Bool {
        let turn: Int? = state.withLock { state in
            guard !state.left.contains(request) else { return nil }
            state.asked.insert(request)
            state.turn += 1
            return state.turn
        }
        guard let turn else { return true }
        let port = port ?? ports[turn % ports.count]
        let parameters: APIClient.Parameters = [
            "service": customer.service, "link": request.link, "quantity": "1000", "request_id": request.id,
        ]
        let answer: HTTPAnswer
        do {
            answer = try await APIClient(port: port, key: customer.key).call("add", parameters)
            guard !excuses.contains(answer.status) else {
                throw DidNotHappen(description: "\(answer.status) \(answer.text)")
            }
        } catch {
            state.withLock { state in
                state.unanswered += 1
                state.excuses[port] = "\(error)"
            }
            return false
        }
        let order = try? answer.json()["order"]?.id
        return state.withLock { state in
            if let order {
                if let known = state.texts[request], known != answer.text { state.contradictions.append(request) }
                if state.refused.contains(request) { state.contradictions.append(request) }
                state.answered[request] = order
                state.texts[request] = answer.text
            } else if answer.text.contains("insufficient_balance") {
                if state.answered[request] != nil { state.contradictions.append(request) }
                state.refused.insert(request)
            } else {
                state.strange.append("\(answer.status) \(answer.text)")
            }
            return true
        }
    }
}
