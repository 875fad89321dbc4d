import PanelCore

extension Favourites: StoredRecord {
    static let mapping = TableMapping<Favourites>(
        "favourites",
        key: ["account_id": { .integer($0.rawValue) }],
        columns: ["services": { .blob(PackedNumbers.bytes(of: $0.services.map(\.rawValue))) }]
    ) { reader in
        Favourites(of: reader.id(), PackedNumbers<Int64>.numbers(in: reader.blob()).map(ServiceID.init(rawValue:)))
    }
}

extension ServiceNews: StoredRecord {
    static let mapping = TableMapping<ServiceNews>(
        "service_news",
        key: [
            "version": { .integer($0.version.rawValue) },
            "service_id": { .integer($0.service.rawValue) },
        ],
        columns: [
            "created_at": { .integer($0.at.milliseconds) },
            "old_rate": { SQLValue($0.oldRate?.micros) },
            "new_rate": { SQLValue($0.newRate?.micros) },
            "is_new": { SQLValue($0.isNew) },
        ]
    ) { reader in
        ServiceNews(
            Key(version: SettingsVersion(rawValue: reader.integer()), service: reader.id()),
            at: reader.timestamp(),
            oldRate: reader.optionalInteger().map(Money.init(micros:)),
            newRate: reader.optionalInteger().map(Money.init(micros:)),
            isNew: reader.flag()
        )
    }
}

/// The medians stand beside the times that they are made of, for whoever reads those of all services.
extension ServiceTimes: StoredRecord {
    static let mapping = TableMapping<ServiceTimes>(
        "service_times",
        key: ["service_id": { .integer($0.rawValue) }],
        columns: [
            "to_start": { SQLValue($0.usual?.toStart) },
            "to_finish": { SQLValue($0.usual?.toFinish) },
            "orders": {
                .blob(PackedNumbers.bytes(of: $0.orders.flatMap { [$0.toStart, $0.toFinish].map(Int32.init) }))
            },
        ]
    ) { reader in
        let service: ServiceID = reader.id()
        _ = (reader.optionalInteger(), reader.optionalInteger())
        let numbers = PackedNumbers<Int32>.numbers(in: reader.blob()).map(Int64.init)
        return ServiceTimes(
            of: service,
            stride(from: 0, to: numbers.count - 1, by: 2).map {
                OrderTimes(toStart: numbers[$0], toFinish: numbers[$0 + 1])
            }
        )
    }
}

extension CountedOrders: StoredRecord {
    static let mapping = TableMapping<CountedOrders>(
        "counted_orders",
        key: ["id": { .integer($0) }],
        columns: [
            "finished_at": { .integer($0.finishedAt.milliseconds) },
            "order_id": { .integer($0.order.rawValue) },
        ]
    ) { reader in
        _ = reader.integer()
        return CountedOrders(finishedAt: reader.timestamp(), order: reader.id())
    }
}

/// Numbers of one width, one behind the other, the highest byte of each first.
private enum PackedNumbers<Number: FixedWidthInteger> {
    static func bytes(of numbers: [Number]) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: number.bigEndian, Array.init) }
    }

    /// What is left at the end is none.
    static func numbers(in bytes: [UInt8]) -> [Number] {
        let width = Number.bitWidth / 8
        return stride(from: 0, through: bytes.count - width, by: width).map { start in
            bytes[start..<start + width].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }
    }
}
