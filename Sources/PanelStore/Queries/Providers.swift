package import PanelCore

/// The providers that were not removed, in the order in which they were made.
package struct Providers: Listing {
    package typealias Row = Provider

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// The provider that has a name, or else the last one that had it.
package struct ProviderNamed: Query {
    /// ``Provider/removedAt`` tells whether it has the name still.
    package typealias Answer = Provider?

    /// As somebody typed it.
    package let name: String

    package init(_ name: String) {
        self.name = name
    }
}

/// How many submissions without an outcome providers have, by how far they are.
package struct OpenSubmissions: Query {
    /// What is not in it is none.
    package typealias Answer = [ProviderID: [Submission.State: Int64]]

    package let providers: [ProviderID]

    package init(of providers: [ProviderID]) {
        self.providers = providers
    }
}
