import PanelCore
import PanelWire

extension PanelClient {
    /// The most ids that one call can ask about.
    public static let mostIDs = IDList.maximum

    /// All services that the panel sells to this key.
    public func services() async throws(PanelClientError) -> PanelCatalogue {
        let limit = max(configuration.longestAnswer, configuration.longestCatalogue)
        return try await call(.services, [], longestAnswer: limit) { root throws(AnswerReader.Failure) in
            try CatalogueReader(root: root).catalogue()
        }
    }

    /// Places an order: at most once, over a connection of its own.
    ///
    /// - Throws: As the other `add`. A text of a list that is not one line is not sent: the panel would count
    ///   other pieces than the caller does.
    public func add(_ order: NewOrder) async throws(PanelClientError) -> AddedOrder {
        if let line = order.brokenLine {
            let text = PanelClientError.oneLine(redactor.redact(line), limit: 40)
            throw PanelClientError(.notSent(.invalidRequest), detail: "\"\(text)\" is not one line of text")
        }
        return try await add(order.parameters.map { ($0.name, $0.value) })
    }

    /// Places an order of whatever parameters: at most once, over a connection of its own.
    ///
    /// An error whose ``PanelClientError/wasWritten`` is `false` is a proof that the panel knows of nothing. One of the
    /// kind `.refused` with the status 200 says that it refused. After any other the order may exist.
    ///
    /// - Parameter parameters: All that the service needs, such as `service`, `link` and `quantity`, in the order in which
    ///   they are sent; not `key` and `action`, and no name twice.
    public func add(_ parameters: [(name: String, value: String)]) async throws(PanelClientError) -> AddedOrder {
        var names: Set<String> = ["key", "action"]
        for parameter in parameters {
            guard !parameter.name.isEmpty, names.insert(parameter.name).inserted else {
                let name = PanelClientError.oneLine(redactor.redact(parameter.name), limit: 40)
                throw PanelClientError(.notSent(.invalidRequest), detail: "the parameter \"\(name)\" is not possible")
            }
        }
        return try await call(.add, parameters, repetition: .never) { root throws(AnswerReader.Failure) in
            try AnswerReader(root: root).added()
        }
    }

    /// The states of up to ``mostIDs`` orders, by their ids as asked. An id of which the answer says nothing is missing.
    public func statuses(of ids: [String]) async throws(PanelClientError) -> [String: StatusReply] {
        try await replies(.status, "orders", ReplyReader.statuses(of: ids)).mapValues(cleaned)
    }

    /// The state of one order.
    ///
    /// - Throws: An error of the kind `.refused` also when the panel does not know the order: an answer that is nothing
    ///   but an error cannot be told from one about the key.
    public func status(of id: String) async throws(PanelClientError) -> StatusReply {
        cleaned(try await reply(.status, "order", ReplyReader.statuses(of: [id]), id))
    }

    /// Asks to cancel up to ``mostIDs`` orders. An id of which the answer says nothing is missing.
    public func cancel(_ ids: [String]) async throws(PanelClientError) -> [String: CancelReply] {
        try await replies(.cancel, "orders", ReplyReader.cancels(of: ids)).mapValues(cleaned)
    }

    /// Asks to cancel one order.
    ///
    /// - Throws: An error of the kind `.refused` also when it is the order that cannot be canceled, as with
    ///   ``status(of:)``.
    public func cancel(_ id: String) async throws(PanelClientError) -> CancelReply {
        cleaned(try await reply(.cancel, "order", ReplyReader.cancels(of: [id]), id))
    }

    /// Asks to refill one order: at most once, over a connection of its own.
    ///
    /// - Throws: An error of the kind `.refused` also when it is the order that cannot be refilled, as with
    ///   ``status(of:)``.
    public func refill(_ id: String) async throws(PanelClientError) -> RefillReply {
        cleaned(try await reply(.refill, "order", ReplyReader.refills(of: [id]), id, repetition: .never))
    }

    /// Asks to refill up to ``mostIDs`` orders: at most once, over a connection of its own. An id of which the answer
    /// says nothing, or no id of a refill, is missing.
    public func refills(_ ids: [String]) async throws(PanelClientError) -> [String: RefillReply] {
        try await replies(.refill, "orders", ReplyReader.refills(of: ids), repetition: .never).mapValues(cleaned)
    }

    /// The states of up to ``mostIDs`` refills, by their ids as asked. An id of which the answer says nothing is missing.
    public func refillStatuses(of ids: [String]) async throws(PanelClientError) -> [String: RefillStatusReply] {
        try await replies(.refillStatus, "refills", ReplyReader.refillStatuses(of: ids)).mapValues(cleaned)
    }

    /// The state of one refill.
    ///
    /// - Throws: An error of the kind `.refused` also when the panel does not know the refill, as with ``status(of:)``.
    public func refillStatus(of id: String) async throws(PanelClientError) -> RefillStatusReply {
        cleaned(try await reply(.refillStatus, "refill", ReplyReader.refillStatuses(of: [id]), id))
    }

    /// The newest orders of this key, the newest first: at most ``mostIDs``, where the panel lists orders (`orders`).
    ///
    /// - Throws: An error of the kind `.refused` also when the panel does not know the action.
    public func orders() async throws(PanelClientError) -> [ListedOrder] {
        let orders = try await call(named: "orders", []) { root throws(AnswerReader.Failure) in
            try OrderListReader(root: root).orders()
        }
        return orders.prefix(PanelClient.mostIDs).map(cleaned)
    }

    /// What is left of the money at the panel.
    public func balance() async throws(PanelClientError) -> PanelBalance {
        try await call(.balance, []) { root throws(AnswerReader.Failure) in try AnswerReader(root: root).balance() }
    }

    // MARK: Replies by ids

    private func replies<Reply>(
        _ action: Action,
        _ name: String,
        _ reader: ReplyReader<Reply>,
        repetition: Transport.Repetition = .harmless
    ) async throws(PanelClientError) -> [String: Reply] {
        guard !reader.asked.isEmpty else { return [:] }
        let list = try list(of: reader.asked)
        return try await call(action, [(name, list)], repetition: repetition) { root throws(AnswerReader.Failure) in
            try reader.replies(root)
        }
    }

    private func reply<Reply>(
        _ action: Action,
        _ name: String,
        _ reader: ReplyReader<Reply>,
        _ id: String,
        repetition: Transport.Repetition = .harmless
    ) async throws(PanelClientError) -> Reply {
        let list = try list(of: [id])
        return try await call(action, [(name, list)], repetition: repetition) { root throws(AnswerReader.Failure) in
            guard let reply = try reader.replies(root)[id] else { throw .unexpected("nothing about \(id)") }
            return reply
        }
    }

    private func list(of ids: [String]) throws(PanelClientError) -> String {
        guard ids.count <= PanelClient.mostIDs else {
            throw PanelClientError(.notSent(.invalidRequest), detail: "more than \(PanelClient.mostIDs) ids")
        }
        guard ids.allSatisfy(UpstreamID.isValid) else {
            throw PanelClientError(.notSent(.invalidRequest), detail: "an id that has not the form of one")
        }
        return ids.joined(separator: ",")
    }
}

/// Replies as they are handed out: their texts come from the panel, which may echo the key in them. What is known stays
/// as it is, as a short key can be a part of it.
extension PanelClient {
    private func cleaned(_ reply: StatusReply) -> StatusReply {
        switch reply {
        case .error(let text):
            return .error(cleaned(text))
        case .order(var order):
            guard case .unknown = order.status else { return reply }
            order.rawStatus = cleaned(order.rawStatus)
            order.status = .unknown(order.rawStatus)
            return .order(order)
        }
    }

    private func cleaned(_ order: ListedOrder) -> ListedOrder {
        var order = order
        order.service = order.service.map(cleaned)
        order.link = order.link.map { redactor.redact($0) }
        order.created = order.created.map(cleaned)
        if let state = order.state, case .order(let cleaned) = cleaned(.order(state)) { order.state = cleaned }
        return order
    }

    private func cleaned(_ reply: CancelReply) -> CancelReply {
        if case .refused(let text) = reply { .refused(cleaned(text)) } else { reply }
    }

    private func cleaned(_ reply: RefillReply) -> RefillReply {
        if case .refused(let text) = reply { .refused(cleaned(text)) } else { reply }
    }

    private func cleaned(_ reply: RefillStatusReply) -> RefillStatusReply {
        switch reply {
        case .status(let text): .status(RefillStatus(upstream: text) == nil ? cleaned(text) : text)
        case .error(let text): .error(cleaned(text))
        }
    }
}
