import PanelCore

/// What the replies of each action look like.
extension ReplyReader where Reply == StatusReply {
    static func statuses(of ids: [String]) -> ReplyReader {
        ReplyReader(
            asked: ids,
            idNames: ["order", "order_id", "id"],
            read: OrderReader.reply,
            isReply: OrderReader.isReply
        )
    }
}

extension ReplyReader where Reply == CancelReply {
    static func cancels(of ids: [String]) -> ReplyReader {
        ReplyReader(
            asked: ids,
            idNames: ["order", "order_id", "id"],
            read: { read($0) },
            isReply: { $0.value("cancel") != nil || ActionOutcome($0) == .success }
        )
    }

    private static func read(_ value: JSONValue) -> CancelReply? {
        if let message = ErrorDialects.message(in: value) { return .refused(message) }
        let said = value.value("cancel")
        return switch ActionOutcome(said ?? value) {
        case .success: .accepted
        // A status beside the id may be the order's own.
        case .begun: said == nil && value.isObject ? nil : .accepted
        // A count or the id of a request is as good as 1; a word with a digit is a reason.
        case .id(let id): id.utf8.allSatisfy(\.isASCIIDigit) ? .accepted : .refused(id)
        case .failure(let message): .refused(message)
        case nil: nil
        }
    }
}

extension ReplyReader where Reply == RefillReply {
    static func refills(of ids: [String]) -> ReplyReader {
        ReplyReader(
            asked: ids,
            idNames: ["order", "order_id"],
            read: { read($0) },
            isReply: { $0.value("refill", "refill_id") != nil }
        )
    }

    private static func read(_ value: JSONValue) -> RefillReply? {
        if let message = ErrorDialects.message(in: value) { return .refused(message) }
        return switch ActionOutcome(value.value("refill", "refill_id") ?? value) {
        case .id(let id): .accepted(id: id)
        case .failure(let message): .refused(message)
        // Without an id nothing can be asked about the refill.
        case .success, .begun, nil: nil
        }
    }
}

extension ReplyReader where Reply == RefillStatusReply {
    static func refillStatuses(of ids: [String]) -> ReplyReader {
        ReplyReader(
            asked: ids,
            idNames: ["refill", "refill_id", "id"],
            read: { read($0) },
            isReply: { $0.value("status") != nil }
        )
    }

    private static func read(_ value: JSONValue) -> RefillStatusReply? {
        if let message = ErrorDialects.message(in: value) { return .error(message) }
        let status = value.value("status") ?? value
        if let message = ErrorDialects.message(in: status) { return .error(message) }
        return status.nonBlankText.map { .status($0) }
    }
}

/// What stands for the outcome of an action on one order: `1`, `"ok"`, an id, `{"error":"…"}`.
private enum ActionOutcome: Equatable {
    case success
    /// It was taken and is still to be done.
    case begun
    case id(String)
    case failure(String)

    private static let successes = names([
        "ok", "success", "true", "yes", "accepted", "canceled", "cancelled", "requested", "cancel requested",
        "cancellation requested", "submitted", "received",
    ])
    private static let beginnings = names(["pending", "queued", "in queue", "processing", "canceling", "cancelling"])

    private static func names(_ texts: [String]) -> Set<LooseName> { Set(texts.compactMap { LooseName($0) }) }

    init?(_ value: JSONValue) {
        if let message = ErrorDialects.message(in: value) {
            self = .failure(message)
            return
        }
        switch value.kind {
        case .true: self = .success
        case .false: self = .failure("false")
        case .null, .array: return nil
        case .number:
            guard let id = value.id else {
                self = .failure(value.text ?? "0")
                return
            }
            self = .id(id)
        case .string:
            guard let text = value.nonBlankText else { return nil }
            self = Self.named(text) ?? value.id.flatMap(Self.numbered) ?? .failure(text)
        case .object:
            if let id = value.value("id")?.id {
                self = .id(id)
            } else if let status = value.value("status")?.nonBlankText.flatMap(Self.named) {
                self = status
            } else if value.value("success")?.flag == true {
                self = .success
            } else {
                return nil
            }
        }
    }

    private static func named(_ text: String) -> ActionOutcome? {
        guard let name = LooseName(text) else { return nil }
        return successes.contains(name) ? .success : beginnings.contains(name) ? .begun : nil
    }

    /// A word such as `refused` has the form of an id too; one with a digit is taken for an id.
    private static func numbered(_ id: String) -> ActionOutcome? {
        id.utf8.contains(where: \.isASCIIDigit) ? .id(id) : nil
    }
}
