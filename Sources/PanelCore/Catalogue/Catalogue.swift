/// All that decides what can be ordered and for how much, as of one version. What is one customer's own, ``Customer`` has.
///
/// A command that was priced with a catalogue checks, under the lock of its transaction, that this version is
/// still the current one.
package struct Catalogue: Sendable {
    package let version: SettingsVersion
    /// Every service, disabled ones too, in catalogue order: by the position of the category, then by their own.
    package let services: [Service]
    package let linkRules: [LinkRule]
    package let settings: Settings
    private let places: [ServiceID: Int]

    package init(
        version: SettingsVersion,
        services: [Service],
        linkRules: [LinkRule],
        settings: Settings = Settings()
    ) {
        self.version = version
        self.linkRules = linkRules
        self.settings = settings
        self.services = Catalogue.ordered(services)
        places = Dictionary(uniqueKeysWithValues: zip(self.services.map(\.id), self.services.indices))
    }

    /// The service of that id, disabled or not.
    package subscript(id: ServiceID) -> Service? {
        places[id].map { services[$0] }
    }

    private static func ordered(_ services: [Service]) -> [Service] {
        var categoryPositions: [String: Int64] = [:]
        for service in services {
            categoryPositions[service.category] = Swift.min(
                categoryPositions[service.category] ?? .max,
                service.position
            )
        }
        return services.sorted { left, right in
            let leftCategory = categoryPositions[left.category] ?? 0
            let rightCategory = categoryPositions[right.category] ?? 0
            return (leftCategory, left.position, left.id) < (rightCategory, right.position, right.id)
        }
    }
}

/// Counts the changes of what servers keep in memory for all customers: services, prices, link rules, providers.
package struct SettingsVersion: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: SettingsVersion, right: SettingsVersion) -> Bool {
        left.rawValue < right.rawValue
    }

    package var next: SettingsVersion { SettingsVersion(rawValue: rawValue + 1) }
}
