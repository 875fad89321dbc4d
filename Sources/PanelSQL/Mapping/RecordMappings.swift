import PanelCore

/// The kinds of records that are stored. One that is not in this list can be neither loaded nor written.
enum RecordMappings {
    /// In the order in which rows are locked, and none before those that it refers to.
    static let all: [any RecordMapping] = [
        Account.mapping, Person.mapping, Credentials.mapping, Favourites.mapping, Provider.mapping, Service.mapping,
        OwnRate.mapping,
        LinkRule.mapping, StoredSetting.mapping,
        Refill.mapping,
        Credit.mapping, Restore.mapping, OrphanOrder.mapping, Session.mapping, OneTimeLink.mapping, Invitation.mapping,
        ServiceNews.mapping, ServiceTimes.mapping, CountedOrders.mapping,
    ]

    /// Those that are locked and written before orders, and those that come after them.
    static let beforeOrders = all.filter { $0.lockRank < .orders }
    static let afterOrders = all.filter { $0.lockRank >= .orders }

    private static let kinds = Set(all.map(\.kind))

    /// - Throws: ``SQLError/unmappedRecords(_:)`` when a kind of record has no mapping: it would be lost.
    static func check(_ records: ByKind) throws {
        let names = records.names(besides: kinds)
        guard names.isEmpty else { throw SQLError.unmappedRecords(names) }
    }
}
