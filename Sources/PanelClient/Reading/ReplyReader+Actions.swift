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
        return switch ActionOutcome(value.value("cancel") ?? value) {
        case .success: .accepted
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
        case .success, nil: nil
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
    case id(String)
    case failure(String)

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
            switch text.lowercased() {
            case "ok", "success", "true", "yes", "accepted", "canceled", "cancelled": self = .success
            default: self = value.id.flatMap(Self.numbered) ?? .failure(text)
            }
        case .object:
            if let id = value.value("id")?.id {
                self = .id(id)
            } else if value.value("status")?.nonBlankText?.lowercased() == "success"
                || value.value("success")?.flag == true
            {
                self = .success
            } else {
                return nil
            }
        }
    }

    /// A word such as `refused` has the form of an id too; one with a digit is taken for an id.
    private static func numbered(_ id: String) -> ActionOutcome? {
        id.utf8.contains(where: \.isASCIIDigit) ? .id(id) : nil
    }
}
