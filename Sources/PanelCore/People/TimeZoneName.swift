/// A time zone that somebody can choose, by its name in the IANA database, `Asia/Ho_Chi_Minh`.
package struct TimeZoneName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Reads one of ``all``.
    package init?(_ text: String) {
        guard TimeZoneName.names.contains(text) else { return nil }
        description = text
    }

    /// Takes a name that was checked before it was stored.
    package init(unchecked text: String) {
        description = text
    }

    /// Those that can be chosen, from west to east: for each offset and habit of daylight saving that many people live
    /// with, the largest city.
    package static let all = names.map(TimeZoneName.init(unchecked:))

    private static let names = [
        "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix",
        "America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota", "America/Lima",
        "America/Halifax", "America/Caracas", "America/Santiago", "America/St_Johns", "America/Sao_Paulo",
        "America/Argentina/Buenos_Aires", "Atlantic/South_Georgia", "Atlantic/Azores", "UTC", "Europe/London",
        "Europe/Lisbon", "Africa/Casablanca", "Africa/Lagos", "Europe/Paris", "Europe/Berlin", "Europe/Madrid",
        "Europe/Rome", "Europe/Warsaw", "Africa/Johannesburg", "Africa/Cairo", "Europe/Athens", "Europe/Kyiv",
        "Asia/Jerusalem", "Europe/Istanbul", "Europe/Moscow", "Africa/Nairobi", "Asia/Riyadh", "Asia/Baghdad",
        "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Tashkent", "Asia/Kolkata", "Asia/Kathmandu",
        "Asia/Dhaka", "Asia/Yangon", "Asia/Ho_Chi_Minh", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai",
        "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Manila", "Australia/Perth",
        "Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney",
        "Pacific/Noumea", "Pacific/Auckland", "Pacific/Tongatapu",
    ]
}
