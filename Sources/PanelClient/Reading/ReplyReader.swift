/// Reads answers that have a reply for each of several ids.
///
/// Panels answer with an object of replies by their ids, with a list of rows that each name their id, with either in an
/// envelope, and, when one id was asked for, with its reply alone.
struct ReplyReader<Reply> {
    /// The ids that were asked for. Replies about others are left out.
    let asked: [String]
    /// The fields of a row that can hold its id.
    let idNames: [StaticString]
    /// Reads the reply of one id, from the row or from what stands under the id; `nil` when it is none.
    let read: (JSONValue) -> Reply?
    /// Whether an object is a reply by itself, so that it is not taken for replies by their ids.
    let isReply: (JSONValue) -> Bool

    /// - Throws: ``AnswerReader/Failure/refused(_:)`` for an error that is no reply of an id.
    func replies(_ root: JSONValue) throws(AnswerReader.Failure) -> [String: Reply] {
        var replies: [String: Reply] = [:]
        replies.reserveCapacity(asked.count)
        let ids = Set(asked)
        guard try collect(root, ids, into: &replies, depth: 0) else { throw .unexpected("no reply to any id") }
        return replies
    }

    /// Reads all replies that `value` holds.
    ///
    /// - Returns: Whether it has a shape that is known.
    private func collect(
        _ value: JSONValue,
        _ ids: Set<String>,
        into replies: inout [String: Reply],
        depth: Int
    ) throws(AnswerReader.Failure) -> Bool {
        switch value.kind {
        case .array:
            return try collectRows(value, ids, into: &replies)
        case .object:
            if collectByID(value, ids, into: &replies) { return true }
            if let id = rowID(value) {
                if ids.contains(id) { replies[id] = read(value) }
                return true
            }
            // An envelope's own status is not that of an order.
            if depth < 3, let inner = envelope(value), !isEmpty(inner) {
                return try collect(inner, ids, into: &replies, depth: depth + 1)
            }
            if let message = ErrorDialects.message(in: value, mayBeOrder: true) { throw .refused(message) }
            guard isReply(value) else { return isEmpty(value) }
            return takeSole(value, into: &replies)
        case .string, .number, .true, .false, .null:
            return false
        }
    }

    /// Rows that each name their id.
    private func collectRows(
        _ list: JSONValue,
        _ ids: Set<String>,
        into replies: inout [String: Reply]
    ) throws(AnswerReader.Failure) -> Bool {
        var isKnown = isEmpty(list)
        for row in list.elements {
            if let id = rowID(row) {
                isKnown = true
                if ids.contains(id) { replies[id] = read(row) }
            } else if collectByID(row, ids, into: &replies) {
                isKnown = true
            }
        }
        guard !isKnown else { return true }
        var rows = list.elements
        guard let row = rows.next(), rows.next() == nil else { return false }
        if let message = ErrorDialects.message(in: row, mayBeOrder: true) { throw .refused(message) }
        return isReply(row) && takeSole(row, into: &replies)
    }

    /// Replies by their ids: at least one name is an id that was asked for.
    private func collectByID(_ object: JSONValue, _ ids: Set<String>, into replies: inout [String: Reply]) -> Bool {
        var isKnown = false
        for field in object.fields {
            guard let name = field.name.text, ids.contains(name) else { continue }
            isKnown = true
            replies[name] = read(field.value)
        }
        return isKnown
    }

    /// The reply of the only id that was asked for.
    private func takeSole(_ value: JSONValue, into replies: inout [String: Reply]) -> Bool {
        guard asked.count == 1, let reply = read(value) else { return false }
        replies[asked[0]] = reply
        return true
    }

    private func rowID(_ row: JSONValue) -> String? {
        guard row.isObject else { return nil }
        for name in idNames {
            if let id = row.value(name)?.id { return id }
        }
        return nil
    }

    /// What an object has around the replies. A list of ids, as a subscription has, is no envelope.
    private func envelope(_ object: JSONValue) -> JSONValue? {
        for name: StaticString in ["orders", "data", "result", "results", "refills", "response"] {
            guard let inner = object.value(name), !inner.isScalar else { continue }
            if inner.isArray, let first = inner.elements.first(where: { _ in true }), first.isScalar { continue }
            return inner
        }
        return nil
    }

    private func isEmpty(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .object: value.fields.first { _ in true } == nil
        case .array: value.elements.first { _ in true } == nil
        case .string, .number, .true, .false, .null: false
        }
    }
}
