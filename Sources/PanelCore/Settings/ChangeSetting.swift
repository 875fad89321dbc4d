/// Sets a setting.
package struct ChangeSetting: StaffCommand {
    package let name: SettingName
    /// As it is typed.
    package let value: String

    package init(_ name: SettingName, to value: String) {
        self.name = name
        self.value = value
    }

    package func permission(in scope: Scope) -> Permission { .manageSettings }
    package var action: AuditAction { "change_setting" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.load(StoredSetting.self, ExactText(name.rawValue))
        if name.setting.endsWithOrders { reads.anyOrder = true }
    }

    /// - Returns: The value as it is stored.
    package func execute(in scope: inout Scope) throws(SettingRefusal) -> String {
        guard let value = name.setting.stored(typed: value) else { throw .incorrect(name) }
        let stored = scope[StoredSetting.self, ExactText(name.rawValue)]
        guard value != stored?.value ?? name.setting.fallbackText else { return value }
        guard !name.setting.endsWithOrders || !scope.hasOrders else { throw .isFixed(name) }
        let setting = StoredSetting(name: name.rawValue, value: value)
        if stored == nil { scope.insert(setting) } else { scope.update(setting) }
        return value
    }
}
