import PanelCore

extension StoredSetting: StoredRecord {
    static let mapping = TableMapping<StoredSetting>(
        "settings",
        key: ["name": { .text($0.text) }],
        columns: ["value": { .text($0.value) }]
    ) { reader in
        StoredSetting(name: reader.text(), value: reader.text())
    }
}
