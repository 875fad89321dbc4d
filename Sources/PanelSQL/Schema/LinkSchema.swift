import PanelCore

extension Migration {
    /// Stores what the guarded links of unfinished orders lead to, in place of the links.
    ///
    /// Of orders that were beside each other and lead to the same, the newest guards it for all. A program that stores
    /// links can not go on beside one that stores targets: neither finds what the other one guards.
    static let linkTargets = Migration(version: 14, statements: [], isCompatible: false) { connection in
        let orders = try connection.list(guarding) { reader in
            (id: OrderID(rawValue: reader.integer()), link: ActiveLink(service: reader.id(), link: reader.text()))
        }
        var held: [ActiveLink: OrderID] = [:]
        var others: [OrderID] = []
        for order in orders {
            if held[order.link] == nil { held[order.link] = order.id } else { others.append(order.id) }
        }
        try connection.run(
            [.any("DELETE FROM active_links")]
                + ChangesWriter.writing(insertion, held, width: 3) { link, order in
                    [.integer(link.service.rawValue), .text(link.target), .integer(order.rawValue)]
                }
                + ChangesWriter.writing(release, others, width: 1) { [.integer($0.rawValue)] }
        )
    }

    private static let insertion: SQL = "INSERT INTO active_links (service_id, link, order_id) VALUES ($1, $2, $3)"
    private static let release: SQL = "UPDATE orders SET guards_link = 0 WHERE id = $1"
    private static let guarding: SQL = """
        SELECT id, service_id, link FROM orders WHERE status <= 3 AND guards_link = 1 ORDER BY id DESC
        """
}
