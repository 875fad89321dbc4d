/// What a provider is sent for a submission: the parameters of an `add`, besides `key` and `action`.
package struct UpstreamRequest: Sendable, Equatable {
    package let parameters: [Parameter]

    /// One parameter, by the name that it has on the wire.
    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// - Parameters:
    ///   - sent: What the customer sent with the order besides link and quantity.
    ///   - idempotencyParameter: The parameter that the provider takes a caller's key in, if it does.
    package init(
        _ submission: Submission,
        of order: Order,
        sent: [ParameterSet.Entry],
        idempotencyParameter: String?
    ) {
        var parameters: [Parameter] = []
        if let destination = submission.destination {
            parameters.append(Parameter("service", destination.service.description))
        }
        parameters.append(Parameter("link", order.link))
        if order.type != .subscriptions {
            // Those that count lines themselves, or sell one package, ignore it; a family of panels refuses without.
            parameters.append(Parameter("quantity", String(order.quantityPerRun)))
        }
        if let dripFeed = order.dripFeed, submission.destination?.relaysDripFeed == true {
            parameters.append(Parameter("runs", String(dripFeed.runs)))
            parameters.append(Parameter("interval", String(dripFeed.interval)))
        }
        parameters += sent.map { Parameter($0.name.rawValue, $0.value) }
        if let idempotencyParameter, let key = submission.idempotencyKey {
            // The same for every attempt: whichever of them arrives first makes the order.
            parameters.append(Parameter(idempotencyParameter, key.description))
        }
        self.parameters = parameters
    }

    /// In one line, for an order's history.
    package var words: String {
        parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}
