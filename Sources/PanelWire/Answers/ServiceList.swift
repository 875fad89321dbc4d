package import PanelCore

/// The answer to `services`, written once for all. Customers' answers differ only in their prices, which are put in
/// while an answer is sent: however many have prices of their own, the rest is in memory once.
package struct ServiceList: Sendable, Equatable {
    /// The answer to whoever pays the list prices.
    package let bytes: [UInt8]
    private let prices: [Price]

    private struct Price: Sendable, Equatable {
        let service: ServiceID
        let listed: Money
        /// Where it stands in the bytes.
        let start: Int
        let end: Int
    }

    /// - Parameter services: What may be ordered, in catalogue order.
    package init(_ services: [Service]) {
        var capacity = 2
        for service in services {
            capacity += Answers.smallCapacity + service.name.utf8.count + service.category.utf8.count
            capacity += service.description?.utf8.count ?? 0
        }
        var writer = JSONWriter(capacity: capacity)
        var prices: [Price] = []
        prices.reserveCapacity(services.count)
        writer.appendArray(services) { writer, service in
            let place = writer.appendService(service)
            prices.append(
                Price(service: service.id, listed: service.rate, start: place.lowerBound, end: place.upperBound)
            )
        }
        // Not the array that it was written in, which is twice as large.
        bytes = Array(writer.bytes[...])
        self.prices = prices
    }

    /// How long the answer with other prices is, in bytes.
    package func length(rate: (ServiceID, Money) -> Money) -> Int {
        prices.reduce(bytes.count) { length, price in
            length - (price.end - price.start) + JSONWriter.length(of: rate(price.service, price.listed))
        }
    }

    /// A part of the answer with other prices.
    ///
    /// - Parameters:
    ///   - position: Zero at first; what is passed on to the next part. It is `nil` behind the last one.
    ///   - size: About how many bytes the part has.
    ///   - rate: The caller's own price of a service, by its id and its list price.
    package func part(from position: inout Int?, size: Int, rate: (ServiceID, Money) -> Money) -> [UInt8] {
        guard var index = position else { return [] }
        var writer = JSONWriter(capacity: size + Answers.smallCapacity)
        var copied = index == 0 ? 0 : prices[index - 1].end
        while index < prices.count, writer.bytes.count < size {
            let price = prices[index]
            writer.append(json: bytes[copied..<price.start])
            writer.appendMoney(rate(price.service, price.listed))
            copied = price.end
            index += 1
        }
        if index == prices.count {
            writer.append(json: bytes[copied...])
            position = nil
        } else {
            position = index
        }
        return writer.bytes
    }
}

extension JSONWriter {
    /// - Returns: Where the rate stands.
    fileprivate mutating func appendService(_ service: Service) -> Range<Int> {
        append(#"{"service":"#)
        appendInteger(service.id.rawValue)
        append(#","name":"#)
        appendString(service.name)
        append(#","type":"#)
        appendString(service.type.rawValue)
        append(#","category":"#)
        appendString(service.category)
        append(#","rate":""#)
        let start = bytes.count
        appendMoney(service.rate)
        let rate = start..<bytes.count
        append(#"","min":""#)
        appendInteger(service.minimum)
        append(#"","max":""#)
        appendInteger(service.maximum)
        append(#"","refill":"#)
        appendBool(service.offersRefill)
        append(#","cancel":"#)
        appendBool(service.offersCancel)
        append(#","dripfeed":"#)
        appendBool(service.offersDripFeed)
        if service.type == .subscriptions {
            append(#","subscription_rate":"#)
            appendString(service.subscriptionRate.rawValue)
        }
        if let maximumPosts = service.maximumPosts {
            append(#","max_posts":"#)
            appendString(String(maximumPosts))
        }
        if let description = service.description {
            append(#","desc":"#)
            appendString(description)
        }
        append("}")
        return rate
    }
}
