import Foundation
package import PanelCore

/// A time zone by its name in the IANA database, such as `Asia/Ho_Chi_Minh`.
package struct Zone: Hashable, Sendable {
    package let name: String
    private let zone: TimeZone

    package static let utc = Zone(name: "UTC", zone: .gmt)

    /// - Returns: `nil` for a name that the system does not know. Abbreviations such as `ICT` are none.
    package init?(_ name: String) {
        if name == Zone.utc.name {
            self = .utc
            return
        }
        guard name.utf8.count <= 64, name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.init(name: name, zone: zone)
    }

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// How far its clocks are ahead of UTC at a moment.
    package func minutesEast(at moment: Timestamp) -> Int64 {
        let date = Date(timeIntervalSince1970: TimeInterval(moment.milliseconds / 1000))
        return Int64(zone.secondsFromGMT(for: date) / 60)
    }

    /// The zones of most customers, from west to east, for a list to choose from.
    package static let common = [
        "UTC", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin",
        "Europe/Istanbul", "Europe/Moscow", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
        "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Shanghai", "Asia/Singapore", "Asia/Manila", "Asia/Tokyo",
        "Asia/Seoul", "Australia/Sydney",
    ]
}
