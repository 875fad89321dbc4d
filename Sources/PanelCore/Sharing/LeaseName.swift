/// What only one of the servers that share a panel does at a time.
package enum LeaseName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Calling a provider.
    case provider(ProviderID)
    /// Running a job of that name.
    case job(String)

    private static let providerPrefix = "provider:"
    private static let jobPrefix = "job:"

    /// As it is stored.
    package var description: String {
        switch self {
        case .provider(let id): LeaseName.providerPrefix + id.description
        case .job(let name): LeaseName.jobPrefix + name
        }
    }

    /// - Parameter stored: What ``description`` gave.
    package init?(stored: String) {
        if stored.hasPrefix(LeaseName.jobPrefix) {
            self = .job(String(stored.dropFirst(LeaseName.jobPrefix.count)))
        } else if stored.hasPrefix(LeaseName.providerPrefix),
            let id = ProviderID(String(stored.dropFirst(LeaseName.providerPrefix.count)))
        {
            self = .provider(id)
        } else {
            return nil
        }
    }

    package static func < (left: LeaseName, right: LeaseName) -> Bool {
        left.description < right.description
    }

    package var provider: ProviderID? {
        if case .provider(let id) = self { id } else { nil }
    }
}
