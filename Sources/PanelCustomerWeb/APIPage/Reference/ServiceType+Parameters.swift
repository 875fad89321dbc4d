import PanelCore

// Which parameters an order of a type has, for whoever reads about it. `OrderForm` takes them by the same tables.
extension ServiceType {
    /// What an order must have besides its service. Of each group one is enough.
    var orderParameters: [[ParameterName]] {
        let link: [ParameterName] = self == .subscriptions ? [.link, .username] : [.link]
        let quantity: [[ParameterName]] =
            switch quantitySource {
            case .quantity: [[.quantity]]
            case .one: []
            case .lines(let name): [[name]]
            case .posts: [[.posts, .quantity]]
            }
        let origin: [[ParameterName]] =
            self == .webTraffic ? [TrafficOrigin.allCases.compactMap(\.requiredParameter)] : []
        return [link] + quantity + requiredParameters.map { [$0] } + origin
    }

    /// What an order may have.
    var optionalParameters: [ParameterName] {
        let all: [ParameterName] = [.runs, .interval, .days, .reaction, .post, .viewTime, .requestID]
        let ofPosts: [ParameterName] = [.oldPosts, .min, .max, .delay, .expiry]
        return self == .subscriptions ? all + ofPosts : all
    }
}
