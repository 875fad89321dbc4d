/// What a catalogue offers, made ready to be found. It is made once per version of the catalogue: folding 10,000 names
/// costs as much as fifty searches.
package struct OfferedServices: Sendable {
    /// A service that can be ordered, with what it is found by.
    package struct Entry: Sendable {
        package let service: Service
        package let platform: Platform
        /// Its id, platform, name and category.
        fileprivate let text: FoldedText
    }

    /// What is wanted of them.
    package struct Wanted: Sendable, Equatable {
        /// All of its words must stand in a service's id, name, category or platform; marks do not matter. A platform may
        /// be called by its short name.
        package var text = ""
        package var platform: Platform?
        package var category: String?
        /// Whether a refill must be offered; and so on.
        package var withRefill = false
        package var withCancel = false
        package var withDripFeed = false
        /// Which of them may be found at all; `nil` for every one.
        package var among: Set<ServiceID>?

        package init(text: String = "", platform: Platform? = nil, category: String? = nil) {
            self.text = text
            self.platform = platform
            self.category = category
        }

        /// Longest text that is searched for, in characters; of a longer one the rest is not looked at.
        package static let longestText = 200
    }

    package let version: SettingsVersion
    /// In the order of the catalogue.
    package let entries: [Entry]

    /// The platforms that something is offered for, in the order in which ``Platform`` has them, each with its number
    /// of services.
    package let platforms: [(platform: Platform, count: Int)]
    private let categories: [String]
    private let categoriesOfPlatforms: [Platform: [String]]

    package init(_ catalogue: Catalogue) {
        version = catalogue.version
        entries = catalogue.services.filter(\.isOffered).map { service in
            let platform = Platform(of: service)
            let text = [
                service.id.description, platform.properName ?? platform.rawValue, service.name, service.category,
            ]
            return Entry(service: service, platform: platform, text: FoldedText(text.joined(separator: " ")))
        }
        let byPlatform = Dictionary(grouping: entries, by: \.platform)
        platforms = Platform.allCases.compactMap { platform in byPlatform[platform].map { (platform, $0.count) } }
        categories = OfferedServices.categories(of: entries)
        categoriesOfPlatforms = byPlatform.mapValues(OfferedServices.categories)
    }

    /// The categories of a platform, or all of them, in the order of the catalogue.
    package func categories(of platform: Platform? = nil) -> [String] {
        platform.map { categoriesOfPlatforms[$0] ?? [] } ?? categories
    }

    private static func categories(of entries: [Entry]) -> [String] {
        var seen: Set<ExactText> = []
        return entries.compactMap { entry in
            seen.insert(ExactText(entry.service.category)).inserted ? entry.service.category : nil
        }
    }

    /// The services that are wanted, in the order of the catalogue. One whose id was typed comes first.
    ///
    /// - Parameter limit: Most that are found.
    package func find(_ wanted: Wanted, limit: Int = .max) -> [Entry] {
        let words = FoldedText(String(wanted.text.prefix(Wanted.longestText))).words.map { word in
            (text: word, platform: Platform(shortName: word))
        }
        var found: [Entry] = []
        if let id = ServiceID(wanted.text.trimmedASCII), let entry = entries.first(where: { $0.service.id == id }),
            wanted.accepts(entry)
        {
            found.append(entry)
        }
        for entry in entries where found.count < limit {
            guard wanted.accepts(entry),
                words.allSatisfy({ $0.platform == entry.platform || entry.text.contains($0.text) }),
                found.first?.service.id != entry.service.id
            else { continue }
            found.append(entry)
        }
        return found
    }
}

extension OfferedServices.Wanted {
    fileprivate func accepts(_ entry: OfferedServices.Entry) -> Bool {
        (platform == nil || entry.platform == platform)
            && (category.map { ExactText($0) == ExactText(entry.service.category) } ?? true)
            && (!withRefill || entry.service.offersRefill)
            && (!withCancel || entry.service.offersCancel)
            && (!withDripFeed || entry.service.offersDripFeed)
            && (among?.contains(entry.service.id) ?? true)
    }
}
