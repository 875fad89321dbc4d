import PanelCore
import PanelStore
import PanelWeb

/// Orders as lines of a CSV file, for programs and spreadsheets: the same in every language, with times on the clocks of
/// whoever reads it.
enum OrdersCSV {
    static let head = CSVRow([
        "id", "created_at", "service", "service_name", "link", "quantity", "charge", "refunded", "start_count",
        "remains",
        "status",
    ]).line

    /// By which spreadsheets know that it is UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How many orders are read at once.
    static let perRead = 1000

    static func line(of record: OrderRecord, in zone: TimeZoneName) -> [UInt8] {
        let order = record.order
        var row = CSVRow()
        row.append(order.id.rawValue)
        row.append(zone.iso8601(order.createdAt))
        row.append(order.service.rawValue)
        row.append(record.serviceName)
        row.append(order.link)
        row.append(order.quantity)
        row.append(order.charge)
        row.append(order.refunded)
        row.append(known: order.startCount)
        row.append(known: order.remains)
        row.append(order.status.wireName)
        return row.line
    }
}

extension CSVRow {
    /// Nothing for what is not known yet.
    fileprivate mutating func append(known number: Int64?) {
        if let number { append(number) } else { append("") }
    }
}
