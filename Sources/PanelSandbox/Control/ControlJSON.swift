import PanelCore
import PanelWire

extension JSONWriter {
    /// Adds `items` as an array.
    fileprivate mutating func appendList<Item>(_ items: some Sequence<Item>, _ append: (inout JSONWriter, Item) -> Void)
    {
        self.append("[")
        for (index, item) in items.enumerated() {
            if index > 0 { self.append(",") }
            append(&self, item)
        }
        self.append("]")
    }

    fileprivate mutating func append(_ name: StaticString, money: Money) {
        append(name)
        append("\"")
        appendMoney(money)
        append("\"")
    }

    fileprivate mutating func append(_ name: StaticString, integer: Int64) {
        append(name)
        appendInteger(integer)
    }

    fileprivate mutating func append(_ name: StaticString, string: String) {
        append(name)
        appendString(string)
    }
}

extension SandboxLedger {
    /// As `GET /sandbox/books` shows it.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 1024 + orders.count * 320)
        writer.append(#"{"exact":"#)
        writer.appendBool(isExact)
        writer.append(#","balances":"#)
        writer.appendList(balances) { writer, row in
            writer.append(#"{"key":"#, string: row.key)
            writer.append(#","start":"#, money: row.start)
            writer.append(#","balance":"#, money: row.balance)
            writer.append(#","orders":"#, integer: Int64(row.orders))
            writer.append(#","charged":"#, money: row.charged)
            writer.append(#","refunded":"#, money: row.refunded)
            writer.append("}")
        }
        writer.append(#","requests":"#)
        writer.append(requests)
        writer.append(#","orders":"#)
        writer.appendList(orders) { $0.append($1) }
        writer.append("}")
        return writer.bytes
    }
}

extension JSONWriter {
    /// As `GET /sandbox/requests` shows them.
    mutating func append(_ requests: [Action: SandboxLedger.Count]) {
        append("{")
        for (index, action) in Action.allCases.enumerated() {
            let count = requests[action] ?? SandboxLedger.Count()
            if index > 0 { append(",") }
            appendString(action.rawValue)
            append(#":{"received":"#, integer: Int64(count.received))
            append(#","executed":"#, integer: Int64(count.executed))
            append(#","faulted":"#, integer: Int64(count.faulted))
            append("}")
        }
        append("}")
    }

    fileprivate mutating func append(_ order: SandboxLedger.Order) {
        append(#"{"order":"#, integer: order.id)
        append(#","key":"#, string: order.key)
        append(#","service":"#, integer: order.service.rawValue)
        append(#","link":"#, string: order.link)
        append(#","quantity":"#, integer: order.quantity)
        append(#","charge":"#, money: order.charge)
        append(#","refunded":"#, money: order.refunded)
        append(#","status":"#, string: order.status.wireName)
        append(#","remains":"#, integer: order.remains)
        append(#","start_count":"#, integer: order.startCount)
        append(#","created_at":"#, integer: order.createdAt.milliseconds)
        append(#","request_id":"#)
        if let requestID = order.requestID { appendString(requestID) } else { append("null") }
        append(#","parameters":{"#)
        for (index, entry) in order.parameters.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { append(",") }
            appendString(entry.key)
            append(":")
            appendString(entry.value)
        }
        append("}}")
    }
}

extension FaultSchedule {
    /// As `GET /sandbox/faults` shows it: what was put there, and how often each rule came to pass.
    static func json(_ entries: [Entry]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64 + entries.count * 128)
        writer.appendList(entries) { writer, entry in
            let fault = entry.fault
            writer.append(#"{"action":"#, string: fault.action?.rawValue ?? "*")
            writer.append(#","fault":"#, string: fault.name.rawValue)
            writer.append(#","executes":"#)
            writer.appendBool(fault.isExecuting)
            if let times = fault.times { writer.append(#","times":"#, integer: Int64(times)) }
            writer.append(#","chance":"#, integer: Int64(fault.chance))
            writer.append(#","after":"#, integer: Int64(fault.after))
            if let delay = fault.delay {
                writer.append(#","delay":"#)
                writer.append(json: Array("\(delay)".utf8))
            }
            writer.append(#","hits":"#, integer: Int64(entry.hits))
            writer.append("}")
        }
        return writer.bytes
    }
}
