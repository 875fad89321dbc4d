import PanelWire

extension PanelClient {
    /// The most ids that one call can ask about.
    public static let mostIDs = 100

    private typealias Parameters = [(name: String, value: String)]

    /// All services that the panel sells to this key.
    public func services() async throws(PanelClientError) -> UpstreamCatalogue {
        let limit = max(configuration.longestAnswer, Configuration.longestCatalogue)
        return try await call(.services, [], longestAnswer: limit) { root throws(AnswerReader.Failure) in
            try CatalogueReader(root: root).catalogue()
        }
    }

    /// Places an order: at most once, over a connection of its own.
    ///
    /// An error whose ``PanelClientError/wasWritten`` is `false` is a proof that the panel knows of nothing. One of the
    /// kind `.refused` with the status 200 says that it refused. After any other the order may exist.
    ///
    /// - Parameter parameters: All that the service needs, such as `service`, `link` and `quantity`, in that order;
    ///   not `key` and `action`, and no name twice.
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
        let replies = try await replies(.status, ["orders": ids], ReplyReader.statuses(of: ids))
        return replies.mapValues {
            if case .error(let text) = $0 { .error(redactor.redact(text)) } else { $0 }
        }
    }

    /// The state of one order.
    ///
    /// - Throws: An error of the kind `.refused` also when the panel does not know the order: as an answer that is
    ///   nothing but an error, that cannot be told from one about the key.
    public func status(of id: String) async throws(PanelClientError) -> StatusReply {
        let replies = try await replies(.status, ["order": [id]], ReplyReader.statuses(of: [id]))
        return try sole(replies, id)
    }

    /// Asks to cancel up to ``mostIDs`` orders. An id of which the answer says nothing is missing from the result.
    public func cancel(_ ids: [String]) async throws(PanelClientError) -> [String: CancelReply] {
        let replies = try await replies(.cancel, ["orders": ids], ReplyReader.cancels(of: ids))
        return replies.mapValues {
            if case .refused(let text) = $0 { .refused(redactor.redact(text)) } else { $0 }
        }
    }

    /// Asks to refill one order: at most once, as ``add(_:)`` does.
    public func refill(_ id: String) async throws(PanelClientError) -> RefillReply {
        try sole(try await requestRefills("order", [id]), id)
    }

    /// Asks to refill up to ``mostIDs`` orders: at most once, as ``add(_:)`` does.
    public func refills(_ ids: [String]) async throws(PanelClientError) -> [String: RefillReply] {
        try await requestRefills("orders", ids)
    }

    /// The states of up to ``mostIDs`` refills, by their ids as asked.
    public func refillStatuses(of ids: [String]) async throws(PanelClientError) -> [String: RefillStatusReply] {
        let replies = try await replies(.refillStatus, ["refills": ids], ReplyReader.refillStatuses(of: ids))
        return replies.mapValues {
            if case .error(let text) = $0 { .error(redactor.redact(text)) } else { $0 }
        }
    }

    /// What is left of the money at the panel.
    public func balance() async throws(PanelClientError) -> UpstreamBalance {
        try await call(.balance, []) { root throws(AnswerReader.Failure) in try AnswerReader(root: root).balance() }
    }

    // MARK: Shared

    private func requestRefills(
        _ name: String,
        _ ids: [String]
    ) async throws(PanelClientError) -> [String: RefillReply] {
        let reader = ReplyReader.refills(of: ids)
        let replies = try await replies(.refill, [name: ids], reader, repetition: .never)
        return replies.mapValues {
            if case .refused(let text) = $0 { .refused(redactor.redact(text)) } else { $0 }
        }
    }

    private func replies<Reply>(
        _ action: Action,
        _ lists: KeyValuePairs<String, [String]>,
        _ reader: ReplyReader<Reply>,
        repetition: Transport.Repetition = .harmless
    ) async throws(PanelClientError) -> [String: Reply] {
        guard !reader.asked.isEmpty else { return [:] }
        guard reader.asked.count <= PanelClient.mostIDs, reader.asked.allSatisfy(PanelID.isValid) else {
            throw PanelClientError(.notSent(.invalidRequest), detail: "more than \(PanelClient.mostIDs) ids, or none")
        }
        let parameters = lists.map { (name: $0.key, value: $0.value.joined(separator: ",")) }
        return try await call(action, parameters, repetition: repetition) { root throws(AnswerReader.Failure) in
            try reader.replies(root)
        }
    }

    private func sole<Reply>(_ replies: [String: Reply], _ id: String) throws(PanelClientError) -> Reply {
        guard let reply = replies[id] else {
            throw PanelClientError(.unexpectedShape, httpStatus: 200, detail: "it says nothing about \(id)")
        }
        return reply
    }
}
