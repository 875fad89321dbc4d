/// Why a setting stays as it is.
package enum SettingRefusal: Error, Hashable, Sendable {
    /// It can not have that value.
    case incorrect(SettingName)
    /// There are orders, with which it stays as it is.
    case isFixed(SettingName)
}
