/// Reads the parameters of an `add` for one service, and collects those that belong on the order.
package struct OrderForm {
    private let sent: ParameterSet
    private let service: Service
    private(set) var taken: [ParameterSet.Entry] = []

    /// Longest link and longest one-line parameter in bytes.
    package static let longestLine = 2048
    /// Longest `reaction` in characters.
    package static let longestReaction = 20
    /// Longest `reaction` in bytes.
    package static let mostReactionBytes = 512
    /// What `view_time` may be, in seconds.
    package static let viewTimeRange: ClosedRange<Int64> = 1...86_400
    /// The longest `delay` of a subscription, in minutes: 30 days.
    package static let longestDelay: Int64 = 43_200

    init(_ sent: ParameterSet, service: Service) {
        self.sent = sent
        self.service = service
    }

    /// The link; for a subscription without one, the user name.
    func link(refusedBy rules: [LinkRule]) throws(APIRefusal) -> String {
        let username = service.type == .subscriptions ? sent.said(.username) : nil
        guard let text = sent.text(.link) ?? username else { throw .incorrectLink }
        let link = text.trimmedASCII
        guard link.utf8.count <= OrderForm.longestLine, !link.hasControlCharacters(),
            service.linkPattern?.accepts(link) ?? true
        else { throw .incorrectLink }
        guard !rules.contains(where: { $0.refuses(link) }) else { throw .linkNotAllowed }
        return link
    }

    mutating func takeRequiredParameters() throws(APIRefusal) {
        if case .lines(let name) = service.type.quantitySource { try takeRequired(name) }
        for name in service.type.requiredParameters { try takeRequired(name) }
        guard service.type == .webTraffic else { return }
        guard let origin = sent.text(.typeOfTraffic).flatMap({ TrafficOrigin(rawValue: $0.trimmedASCII) }) else {
            throw .incorrectParameter(.typeOfTraffic)
        }
        if let name = origin.requiredParameter { try takeRequired(name) }
    }

    /// The charged quantity of one run.
    func quantity() throws(APIRefusal) -> Int64 {
        switch service.type.quantitySource {
        case .one:
            return 1
        case .lines(let name):
            return try bounded(Int64((sent[name] ?? "").nonBlankLineCount))
        case .quantity:
            return try bounded(sent[.quantity])
        case .posts:
            let (posts, overflow) = try newPosts().addingReportingOverflow(try oldPosts() ?? 0)
            guard !overflow, service.countsPieces || posts <= service.maximum else {
                throw .quantityAboveMaximum(service.maximum)
            }
            return posts
        }
    }

    /// The drip-feed that was asked for.
    func dripFeed() throws(APIRefusal) -> DripFeed? {
        let days = wish(.days)
        let runs = wish(.runs)
        let interval = wish(.interval)
        guard days != nil || runs != nil || interval != nil else { return nil }
        guard service.offersDripFeed else { throw .dripFeedUnavailable }
        if let days, runs == nil, interval == nil {
            let count = try OrderForm.number(days, in: DripFeed.daysRange, name: .days)
            return DripFeed(runs: count, interval: DripFeed.minutesPerDay)
        }
        // `days` beside `runs` or `interval` says two things at once.
        guard days == nil else { throw .incorrectParameter(.days) }
        return DripFeed(
            runs: try OrderForm.number(runs, in: DripFeed.runsRange, name: .runs),
            interval: try OrderForm.number(interval, in: DripFeed.intervalRange, name: .interval)
        )
    }

    mutating func takeOptionalParameters(today: CalendarDay) throws(APIRefusal) {
        try takeReaction()
        try takeLine(.post)
        if let time = wish(.viewTime) {
            let seconds = try OrderForm.number(time, in: OrderForm.viewTimeRange, name: .viewTime)
            taken.append(.init(.viewTime, String(seconds)))
        }
        if service.type == .subscriptions { try takeSubscription(today: today) }
    }

    // MARK: One parameter

    /// The value of an optional parameter for which zero is nothing, too.
    private func wish(_ name: ParameterName) -> String? {
        sent.said(name).flatMap { WholeNumber.parse(trimming: $0) == 0 ? nil : $0 }
    }

    private mutating func takeRequired(_ name: ParameterName) throws(APIRefusal) {
        guard let value = sent.text(name), OrderForm.isAcceptable(value, for: name) else {
            throw name == .comments ? .commentsRequired : .incorrectParameter(name)
        }
        taken.append(.init(name, value.trimmedASCII))
    }

    private mutating func takeLine(_ name: ParameterName) throws(APIRefusal) {
        guard let value = sent.said(name) else { return }
        guard OrderForm.isAcceptable(value, for: name) else { throw .incorrectParameter(name) }
        taken.append(.init(name, value.trimmedASCII))
    }

    private mutating func takeNumber(_ name: ParameterName, in range: ClosedRange<Int64>) throws(APIRefusal) {
        guard let value = sent.said(name) else { return }
        taken.append(.init(name, String(try OrderForm.number(value, in: range, name: name))))
    }

    private mutating func takeReaction() throws(APIRefusal) {
        guard let reaction = sent.said(.reaction)?.trimmedASCII else { return }
        // A `Character` can be of any length.
        guard reaction.utf8.count <= OrderForm.mostReactionBytes, reaction.count <= OrderForm.longestReaction,
            reaction.allSatisfy({ $0.isOfLetters || $0.isEmoji })
        else { throw .incorrectParameter(.reaction) }
        taken.append(.init(.reaction, reaction))
    }

    // MARK: Subscriptions

    private mutating func takeSubscription(today: CalendarDay) throws(APIRefusal) {
        try takeLine(.username)
        // Whoever delivers is told a number too where the customer named none: no more posts than are paid for.
        taken.append(.init(.posts, String(try newPosts())))
        if let old = try oldPosts() { taken.append(.init(.oldPosts, String(old))) }
        try takePiecesPerPost()
        try takeNumber(.delay, in: 0...OrderForm.longestDelay)
        guard let expiry = wish(.expiry)?.trimmedASCII else { return }
        guard let day = CalendarDay(dayMonthYear: expiry), day >= today else { throw .incorrectParameter(.expiry) }
        taken.append(.init(.expiry, expiry))
    }

    /// How many posts to come are ordered. None, or 0, is as many as come until it expires: then those are paid for
    /// that the service names.
    private func newPosts() throws(APIRefusal) -> Int64 {
        let posts = sent.said(.posts)
        if let posts, !WholeNumber.isSpelled(by: posts.trimmedUTF8) { throw .incorrectParameter(.posts) }
        let text = posts ?? sent.text(.quantity)
        guard service.countsPieces else {
            guard let text else { throw .incorrectParameter(.posts) }
            return try bounded(text)
        }
        let count: Int64? = if let text { WholeNumber.parse(trimming: text) } else { 0 }
        guard count == 0 else {
            guard let count, SubscriptionRate.postsRange.contains(count) else { throw .incorrectParameter(.posts) }
            return count
        }
        guard let most = service.maximumPosts else { throw .incorrectParameter(.posts) }
        return most
    }

    /// How many posts that are there already get something too, and are paid for like those to come.
    private func oldPosts() throws(APIRefusal) -> Int64? {
        guard let text = sent.said(.oldPosts) else { return nil }
        return try OrderForm.number(text, in: 0...SubscriptionRate.postsRange.upperBound, name: .oldPosts)
    }

    /// What each post gets: from `min` to `max`. Where that is what is paid for, `max` has to be there, and is `min`
    /// too where that is not.
    mutating func takePiecesPerPost() throws(APIRefusal) {
        var least = try pieces(.min)
        let most = try pieces(.max)
        if let least, let most, least > most { throw .incorrectParameter(.max) }
        if service.countsPieces {
            guard let most else { throw .incorrectParameter(.max) }
            least = try bounded(least ?? most)
            _ = try bounded(most)
        }
        if let least { taken.append(.init(.min, String(least))) }
        if let most { taken.append(.init(.max, String(most))) }
    }

    private func pieces(_ name: ParameterName) throws(APIRefusal) -> Int64? {
        guard let text = sent.said(name) else { return nil }
        return try OrderForm.number(text, in: 1...Int64.max, name: name)
    }

    // MARK: Numbers

    private func bounded(_ text: String?) throws(APIRefusal) -> Int64 {
        guard let digits = text?.trimmedUTF8, WholeNumber.isSpelled(by: digits) else {
            throw .quantityBelowMinimum(service.minimum)
        }
        // Digits beyond 64 bits are a whole number all the same, and above every maximum.
        guard let quantity = WholeNumber.parse(digits) else { throw .quantityAboveMaximum(service.maximum) }
        return try bounded(quantity)
    }

    private func bounded(_ quantity: Int64) throws(APIRefusal) -> Int64 {
        guard quantity >= service.minimum else { throw .quantityBelowMinimum(service.minimum) }
        guard quantity <= service.maximum else { throw .quantityAboveMaximum(service.maximum) }
        return quantity
    }

    private static func number(
        _ text: String?,
        in range: ClosedRange<Int64>,
        name: ParameterName
    ) throws(APIRefusal) -> Int64 {
        guard let text, let value = WholeNumber.parse(trimming: text), range.contains(value) else {
            throw .incorrectParameter(name)
        }
        return value
    }

    private static func isAcceptable(_ value: String, for name: ParameterName) -> Bool {
        switch name {
        case .comments:
            // Sentences for people to read: Arabic and Hebrew need marks of direction.
            return !value.hasControlCharacters(except: Array("\r\n\t".utf8), allowsDirection: true)
        case .usernames, .hashtags, .keywords, .groups:
            return !value.hasControlCharacters(except: Array("\r\n\t".utf8))
        case .answerNumber:
            return WholeNumber.parse(trimming: value) != nil
        default:
            return value.utf8.count <= OrderForm.longestLine && !value.trimmedASCII.hasControlCharacters()
        }
    }
}
