import PanelCore

/// Which fields the form of a service has, and where.
struct OrderFieldSet {
    /// What is looked at first.
    let main: [ParameterName]
    /// For an order in several runs; none where the service has no such orders.
    let dripFeed: [ParameterName]
    /// What few orders have.
    let more: [ParameterName]

    /// - Parameter typed: What was typed already: none of it is left without its field.
    init(of service: Service, typed: ParameterSet) {
        let type = service.type
        let link = OrderFieldSet.linkField(of: service)
        var main = [link]
        switch type.quantitySource {
        case .quantity: main.append(.quantity)
        case .one: break
        case .lines(let name): main.append(name)
        case .posts: main += [.posts, .min, .max]
        }
        main += type.requiredParameters.filter { !main.contains($0) }
        if type == .webTraffic { main += TrafficOrigin.allCases.compactMap(\.requiredParameter) }
        var more: [ParameterName] = []
        if type == .subscriptions { more += [link == .link ? .username : .link, .oldPosts, .delay, .expiry] }
        more += [.reaction, .post, .viewTime]
        self.main = main
        self.more = more
        let days: [ParameterName] = typed.text(.days) == nil ? [] : [.days]
        dripFeed = service.offersDripFeed ? [.runs, .interval] + days : []
    }

    /// All of them.
    var all: [ParameterName] { main + dripFeed + more }

    /// What says where the order goes: subscriptions are for somebody, and take a name unless the operator says what a
    /// link looks like.
    static func linkField(of service: Service) -> ParameterName {
        guard service.type == .subscriptions else { return .link }
        return service.linkPattern.map { $0.text == "username" } ?? true ? .username : .link
    }
}

extension ParameterName {
    /// All that the form of an order can send to whoever delivers.
    static let ofOrder: [ParameterName] = allCases.filter { name in
        switch name {
        case .key, .action, .order, .orders, .refill, .refills, .limit, .requestID: false
        default: true
        }
    }

    /// Whether several lines are typed.
    var isLines: Bool {
        switch self {
        case .comments, .usernames, .hashtags, .keywords, .groups: true
        default: false
        }
    }

    /// Whether a number is typed.
    var isNumber: Bool {
        switch self {
        case .quantity, .runs, .interval, .days, .answerNumber, .posts, .oldPosts, .min, .max, .delay, .viewTime: true
        default: false
        }
    }
}

extension APIRefusal {
    /// The id of the field on the form of `service` that has to be changed; `nil` when none has, or it is not there.
    ///
    /// - Parameter typed: What was refused.
    func field(of service: Service, typed: ParameterSet) -> String? {
        let link = typed.text(.link) == nil ? OrderFieldSet.linkField(of: service) : .link
        return switch self {
        case .incorrectService: "find"
        case .insufficientBalance: "price"
        case .incorrectLink, .linkNotAllowed, .duplicateLink: link.id(on: service, typed)
        case .quantityBelowMinimum, .quantityAboveMaximum: service.quantityField?.id(on: service, typed)
        case .commentsRequired: ParameterName.comments.id(on: service, typed)
        case .incorrectParameter(let name): name.id(on: service, typed)
        case .dripFeedUnavailable: ParameterName.runs.id(on: service, typed)
        case .invalidKey, .accountSuspended, .incorrectRequest, .tooManyIDs, .requestIDReused, .unknownOrder,
            .cancelUnavailable, .refillUnavailable, .unknownRefill:
            nil
        }
    }
}

extension ParameterName {
    /// The id of its field, if the form has that.
    fileprivate func id(on service: Service, _ typed: ParameterSet) -> String? {
        OrderFieldSet(of: service, typed: typed).all.contains(self) ? rawValue : nil
    }
}

extension Service {
    /// What the bounds of the service are those of.
    fileprivate var quantityField: ParameterName? {
        switch type.quantitySource {
        case .quantity: .quantity
        case .one: nil
        case .lines(let name): name
        case .posts: countsPieces ? .max : .posts
        }
    }
}
