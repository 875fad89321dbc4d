import PanelCore
import PanelWire

/// Answers as they stand in the documentation. The API's own code writes them.
struct ExampleAnswers {
    let currency: String
    let profile: ResponseProfile
    let messages: Language

    var services: [UInt8] {
        ServiceList([
            Service(
                id: ServiceID(rawValue: 1),
                name: "Facebook views",
                type: .standard,
                category: "Facebook",
                rate: Money(micros: 2_500_000),
                minimum: 200,
                maximum: 10_000,
                offersRefill: true,
                offersCancel: true,
                offersDripFeed: true
            ),
            Service(
                id: ServiceID(rawValue: 2),
                name: "Tiktok views",
                type: .standard,
                category: "Tiktok",
                rate: Money(micros: 4_000_000),
                minimum: 10,
                maximum: 1500
            ),
        ]).bytes
    }

    var add: [UInt8] { Answers.orderPlaced(OrderID(rawValue: 23501), profile: profile, language: messages) }
    var status: [UInt8] { Answers.status(completed, currency: currency) }

    var statuses: [UInt8] {
        let running = OrderState(
            status: .inProgress,
            netCharge: Money(micros: 1_442_190),
            startCount: 234,
            remains: 10
        )
        return Answers.statuses([("123", partial), ("456", nil), ("789", running)], currency: currency)
    }

    var cancels: [UInt8] {
        Answers.cancels([("9", .failure(.unknownOrder)), ("2", .success(()))], profile: profile)
    }

    /// A program that asks for one order to be canceled gets this.
    var cancel: [UInt8] {
        switch profile {
        case .seed: Answers.cancels([("2", .success(()))], profile: profile)
        case .perfectpanel: Answers.cancel(OrderID(rawValue: 2))
        }
    }

    var refill: [UInt8] { Answers.refill(RefillID(rawValue: 23501)) }

    var refills: [UInt8] {
        let taken = [1, 2].map { (text: "\($0)", result: Result<_, APIRefusal>.success(RefillID(rawValue: $0))) }
        return Answers.refills(taken + [("3", .failure(.unknownOrder))], profile: profile)
    }

    var refillStatus: [UInt8] { Answers.refillStatus(RefillID(rawValue: 23501), .completed, profile: profile) }

    var refillStatuses: [UInt8] {
        Answers.refillStatuses([("1", .completed), ("2", .rejected), ("3", nil)])
    }

    var balance: [UInt8] { balance(Money(micros: 100_842_920)) }
    var wholeBalance: [UInt8] { balance(Money(micros: 48_000_000)) }

    private func balance(_ amount: Money) -> [UInt8] {
        Answers.balance(amount, currency: currency, profile: profile)
    }

    var orders: [UInt8] {
        let order = CustomerOrder(
            id: OrderID(rawValue: 23501),
            service: ServiceID(rawValue: 1),
            link: ExampleOrder.link,
            quantity: 1000,
            createdAt: Timestamp(milliseconds: 1_795_829_400_000),
            state: partial
        )
        return Answers.orders([order], currency: currency)
    }

    func refusal(_ refusal: APIRefusal, of action: Action) -> [UInt8] {
        Answers.refusal(refusal, action: action, single: true, profile: profile, language: messages)
    }

    private var completed: OrderState {
        OrderState(status: .completed, netCharge: Money(micros: 278_190), startCount: 3572, remains: 157)
    }

    private var partial: OrderState {
        OrderState(status: .partial, netCharge: Money(micros: 278_190), startCount: 3572, remains: 157)
    }
}
