package import PanelAPI
package import PanelCore

/// What the documentation of the API says of this panel, and of no other.
package struct DocumentedPanel: Sendable {
    /// Where the API is, as `https://panel.example.com/api/v2`.
    let address: String
    /// The API's configuration, for its limits.
    let configuration: APIConfiguration
    /// What all amounts are in, as `USD`.
    let currency: String
    /// The types of the services that can be ordered now.
    let offeredTypes: Set<ServiceType>
    let example: ExampleOrder

    /// - Parameter address: Of the endpoint, as customers reach it.
    package init(address: String, configuration: APIConfiguration, catalogue: Catalogue) {
        self.address = address
        self.configuration = configuration
        currency = catalogue.settings.currency.code
        offeredTypes = Set(catalogue.services.lazy.filter(\.isOffered).map(\.type))
        example = ExampleOrder(catalogue)
    }
}

/// An order that the examples place: the least of a service that takes it, whoever tries it.
struct ExampleOrder: Sendable {
    let service: ServiceID
    /// The service's name; `nil` when the panel has no service that the example could be of.
    let name: String?
    let quantity: Int64

    static let link = "https://example.com/post/1"

    /// Takes the first service of the simplest type, if possible one whose link can be any and can come again.
    init(_ catalogue: Catalogue) {
        let services = catalogue.services.lazy.filter { $0.isOffered && $0.type == .standard }
        let isRefused = catalogue.linkRules.contains { $0.refuses(ExampleOrder.link) }
        let service =
            services.first {
                !isRefused && !$0.deniesDuplicates && $0.linkPattern?.accepts(ExampleOrder.link) ?? true
            } ?? services.first
        self.service = service?.id ?? ServiceID(rawValue: 1)
        name = service?.name
        quantity = service?.minimum ?? 1000
    }

    /// The parameters of an `add`, other than the key.
    var fields: [ParameterSet.Entry] {
        [
            .init(.service, String(service.rawValue)), .init(.link, ExampleOrder.link),
            .init(.quantity, String(quantity)),
        ]
    }
}
