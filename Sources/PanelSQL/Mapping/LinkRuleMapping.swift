import PanelCore

extension LinkRule: StoredRecord {
    static let mapping = TableMapping<LinkRule>("link_rules", columns: ["text": { .text($0.text) }]) { reader in
        LinkRule(id: reader.id(), text: reader.text())
    }
}
