package import PanelCore

extension Answers {
    /// The catalogue.
    ///
    /// - Parameters:
    ///   - services: What the caller may order, in catalogue order.
    ///   - rate: The caller's own price of a service.
    package static func services(_ services: [Service], rate: (Service) -> Money) -> [UInt8] {
        var capacity = 2
        for service in services {
            capacity += smallCapacity + service.name.utf8.count + service.category.utf8.count
            capacity += service.description?.utf8.count ?? 0
        }
        var writer = JSONWriter(capacity: capacity)
        writer.appendArray(services) { writer, service in
            writer.appendService(service, rate: rate(service))
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func appendService(_ service: Service, rate: Money) {
        append(#"{"service":"#)
        appendInteger(service.id.rawValue)
        append(#","name":"#)
        appendString(service.name)
        append(#","type":"#)
        appendString(service.type.rawValue)
        append(#","category":"#)
        appendString(service.category)
        append(#","rate":""#)
        appendMoney(rate)
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
        if let description = service.description {
            append(#","desc":"#)
            appendString(description)
        }
        append("}")
    }
}
