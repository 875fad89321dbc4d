import FoundationEssentials
import PanelCore

extension Timestamp {
    /// `2026-11-24T08:15:30Z`.
    var iso8601: String {
        Date(timeIntervalSince1970: Double(milliseconds / 1000)).ISO8601Format()
    }
}
