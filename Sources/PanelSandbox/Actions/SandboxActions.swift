import PanelCore
import PanelWire
import Synchronization

/// Carries out the actions of the API v2 on the books, and words the answers.
final class SandboxActions: Sendable {
    let books: Mutex<SandboxBooks>
    let counts = RequestCounts()
    let clock: SandboxClock
    let catalogue: Catalogue
    private let customers: [String: Int]
    private let customer: Customer
    private let servicePlaces: [ServiceID: Int32]
    private let servicesAnswer: [UInt8]
    private let profile: ResponseProfile
    private let currency: String

    typealias Answer = Result<[UInt8], APIRefusal>

    init(_ configuration: SandboxProvider.Configuration) {
        books = Mutex(SandboxBooks(configuration))
        clock = SandboxClock(isManual: configuration.pace.isManual)
        profile = configuration.profile
        currency = configuration.currency
        let catalogue = Catalogue(
            version: SettingsVersion(rawValue: 1),
            services: configuration.services,
            linkRules: []
        )
        self.catalogue = catalogue
        customers = Dictionary(
            uniqueKeysWithValues: zip(configuration.keys, configuration.keys.indices)
        )
        customer = .anybody(profile: configuration.profile)
        servicePlaces = Dictionary(
            uniqueKeysWithValues: catalogue.services.enumerated().map { ($0.element.id, Int32($0.offset)) }
        )
        servicesAnswer = ServiceList(catalogue.services.filter(\.isEnabled)).bytes
    }

    /// The whole answer to a request, in the books' own truth but for what `lie` changes.
    func answer(_ sent: ParameterSet, action: Action?, lie: SandboxFault.Name? = nil) -> [UInt8] {
        switch perform(sent, action: action, lie: lie) {
        case .success(let bytes): bytes
        case .failure(let refusal): word(refusal, sent, action: action)
        }
    }

    /// A refusal as this sandbox words it.
    func word(_ refusal: APIRefusal, _ sent: ParameterSet, action: Action?) -> [UInt8] {
        Answers.refusal(
            refusal,
            action: action,
            single: sent.text(.orders) == nil,
            profile: profile,
            language: .english
        )
    }

    func customer(key: String?) -> Int? {
        key.flatMap { customers[$0.trimmedASCII] }
    }

    private func perform(_ sent: ParameterSet, action: Action?, lie: SandboxFault.Name?) -> Answer {
        guard let customer = customer(key: sent[.key]) else { return .failure(.invalidKey) }
        guard let action else { return .failure(.incorrectRequest) }
        do throws(APIRefusal) {
            switch action {
            case .services:
                counts.noteExecuted(action)
                return .success(servicesAnswer)
            case .add: return .success(try add(sent, customer: customer, lie: lie))
            case .status: return .success(try status(sent, customer: customer, lie: lie))
            case .cancel: return .success(try cancel(sent, customer: customer))
            case .refill: return .success(try refill(sent, customer: customer))
            case .refillStatus: return .success(try refillStatus(sent, customer: customer))
            case .balance:
                let balance = locked(action) { books, _ in books.holders[customer].balance }
                return .success(Answers.balance(balance, currency: currency, profile: profile))
            // Few panels have such a list.
            case .orders: return .failure(.incorrectRequest)
            }
        } catch {
            return .failure(error)
        }
    }

    /// Does something with books that are up to date.
    private func locked<Value>(
        _ action: Action,
        _ body: (inout SandboxBooks, _ now: Int64) -> Value
    ) -> Value {
        counts.noteExecuted(action)
        return books.withLock { books in
            // The clock is read under the lock, so that orders stand in the order of their times.
            let now = clock.elapsed
            books.settle(now: now)
            return body(&books, now)
        }
    }

    // MARK: Orders

    private func add(_ sent: ParameterSet, customer: Int, lie: SandboxFault.Name?) throws(APIRefusal) -> [UInt8] {
        let request = Result { () throws(APIRefusal) in
            try OrderRequest(
                sent,
                customer: self.customer,
                catalogue: catalogue,
                today: clock.timestamp(at: clock.elapsed).day
            )
        }
        let details = details(of: sent, request: try? request.get())
        let placed = locked(.add) { books, now in
            Result { () throws(APIRefusal) -> Int64 in
                // The first answer stands, whatever would be said today.
                if let earlier = try books.earlier(details, customer: customer) { return earlier }
                let request = try request.get()
                let placed = try books.place(
                    SandboxOrder(
                        customer: Int32(customer),
                        service: servicePlaces[request.service] ?? 0,
                        quantity: request.quantity,
                        charge: request.charge,
                        createdAt: now,
                        link: request.link,
                        details: details
                    )
                )
                switch lie {
                case .duplicateID: return placed.previous ?? placed.id
                case .foreignID: return books.foreignOrder(to: customer)
                default: return placed.id
                }
            }
        }
        return Answers.orderPlaced(OrderID(rawValue: try placed.get()), profile: profile, language: .english)
    }

    private func details(of sent: ParameterSet, request: OrderRequest?) -> SandboxOrder.Details? {
        let requestID = sent.text(.requestID)?.trimmedASCII
        // Key, action, service, link and quantity are all that most orders have.
        guard requestID != nil || sent.entries.count != 5 || sent[.quantity] == nil || request?.type != .standard else {
            return nil
        }
        let parameters = sent.entries.filter { $0.name != .key && $0.name != .action }
        var subscription: OrderState.Subscription?
        if let request, request.type == .subscriptions {
            let taken = ParameterSet(request.parameters)
            let posts = taken[.posts].flatMap { WholeNumber.parse(trimming: $0) }
            subscription = OrderState.Subscription(posts: posts ?? request.quantity, expiry: taken[.expiry] ?? "")
        }
        return SandboxOrder.Details(
            requestID: requestID,
            parameters: parameters.sorted { $0.name.rawValue < $1.name.rawValue },
            subscription: subscription
        )
    }

    private func status(
        _ sent: ParameterSet,
        customer: Int,
        lie: SandboxFault.Name?
    ) throws(APIRefusal) -> [UInt8] {
        if let list = sent.text(.orders) {
            let items = try statusItems(list)
            let states = locked(.status) { books, now in
                items.map { item in
                    (text: item.text, state: item.id.flatMap { state($0, books, customer, now, lie) })
                }
            }
            return Answers.statuses(states, currency: currency)
        }
        let id = sent.text(.order).flatMap(OrderID.init)
        let found = locked(.status) { books, now in
            id.flatMap { state($0, books, customer, now, lie) }
        }
        guard let found else { throw .unknownOrder }
        return Answers.status(found, currency: currency)
    }

    private func statusItems(_ list: String) throws(APIRefusal) -> [(text: String, id: OrderID?)] {
        if let ids = PlainIDs.parse(list) { return ids.map { (text: String($0), id: OrderID(rawValue: $0)) } }
        return try IDList.parse(list, as: OrderID.self).map { (text: $0.text, id: $0.id) }
    }

    private func state(
        _ id: OrderID,
        _ books: borrowing SandboxBooks,
        _ customer: Int,
        _ now: Int64,
        _ lie: SandboxFault.Name?
    ) -> OrderState? {
        guard let place = books.place(of: id, customer: customer) else { return nil }
        let state = books.state(at: place, now: now)
        guard let lie else { return state }
        return state.distorted(by: lie, order: books.orders[place])
    }

    private func cancel(_ sent: ParameterSet, customer: Int) throws(APIRefusal) -> [UInt8] {
        guard let list = sent.text(.orders) ?? sent.text(.order) else { throw .unknownOrder }
        let items = try IDList.parse(list, as: OrderID.self)
        let results = locked(.cancel) { books, now in
            items.map { item in
                let result = Result { () throws(APIRefusal) in
                    guard let place = item.id.flatMap({ books.place(of: $0, customer: customer) }) else {
                        throw .unknownOrder
                    }
                    let isOffered = catalogue.services[Int(books.orders[place].service)].offersCancel
                    try books.cancel(at: place, isOffered: isOffered, now: now)
                }
                return (text: item.text, result: result)
            }
        }
        return Answers.cancels(results, profile: profile)
    }

    // MARK: Refills

    private func refill(_ sent: ParameterSet, customer: Int) throws(APIRefusal) -> [UInt8] {
        let list = sent.text(.orders)
        guard let text = list ?? sent.text(.order) else { throw .unknownOrder }
        let items = try IDList.parse(text, as: OrderID.self)
        let results = locked(.refill) { books, now in
            items.map { item in
                let result = Result { () throws(APIRefusal) in
                    guard let place = item.id.flatMap({ books.place(of: $0, customer: customer) }) else {
                        throw .unknownOrder
                    }
                    let isOffered = catalogue.services[Int(books.orders[place].service)].offersRefill
                    return try books.refill(at: place, isOffered: isOffered, now: now)
                }
                return (text: item.text, result: result)
            }
        }
        guard list == nil else { return Answers.refills(results, profile: profile) }
        guard let first = results.first else { throw .unknownOrder }
        return Answers.refill(try first.result.get())
    }

    private func refillStatus(_ sent: ParameterSet, customer: Int) throws(APIRefusal) -> [UInt8] {
        if let list = sent.text(.refills) {
            let items = try IDList.parse(list, as: RefillID.self)
            let statuses = locked(.refillStatus) { books, now in
                items.map { item in
                    let status = item.id.flatMap { books.refillStatus(of: $0, customer: customer, now: now) }
                    return (text: item.text, status: status)
                }
            }
            return Answers.refillStatuses(statuses)
        }
        let id = sent.text(.refill).flatMap(RefillID.init)
        let status = locked(.refillStatus) { books, now in
            id.flatMap { books.refillStatus(of: $0, customer: customer, now: now) }
        }
        guard let id, let status else { throw .unknownRefill }
        return Answers.refillStatus(id, status, profile: profile)
    }
}

extension Customer {
    /// All keys of a sandbox pay the list price.
    fileprivate static func anybody(profile: ResponseProfile) -> Customer {
        Customer(
            account: Account(
                id: AccountID(rawValue: 1),
                name: AccountName(unchecked: "sandbox"),
                role: .customer,
                profile: profile,
                language: .english,
                discount: .none,
                keyDigest: KeyDigest(bytes: []),
                isSuspended: false,
                createdAt: Timestamp(milliseconds: 0)
            ),
            ownRates: [:],
            version: .unchanged
        )
    }
}
