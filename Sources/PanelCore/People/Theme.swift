/// How the pages look to somebody.
package enum Theme: String, CaseIterable, Sendable {
    /// As the device says.
    case device
    case light
    case dark
}
