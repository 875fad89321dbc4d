import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelOperations
import PanelWeb

// The pages on which orders are placed.
extension PageSample {
    func ordering(_ frame: Frame, typed: String) -> HTML? {
        newOrder(frame, typed: typed) ?? massOrder(frame, typed: typed)
    }

    // MARK: One order

    private func newOrder(_ frame: Frame, typed: String) -> HTML? {
        var model = NewOrderModel(finder: PageSample.finder(typed: typed))
        switch self {
        case .newOrderFinding: break
        case .newOrderNothingFound: (model.finder.rows, model.note) = ([], .serviceGone)
        case .newOrderEmpty: model.finder = ServiceFinder()
        case .newOrder: model.order = PageSample.order(.standard, typed: typed)
        case .newOrderComments: model.order = PageSample.order(.customComments, typed: typed)
        case .newOrderSubscription: model.order = PageSample.order(.subscriptions, typed: typed)
        case .newOrderTraffic: model.order = PageSample.order(.webTraffic, typed: typed)
        case .newOrderMoneyMissing: model.order = PageSample.order(.standard, typed: typed, balance: "1")
        case .newOrderRefused:
            model.order = PageSample.order(.standard, typed: typed)
            model.order?.refusal = .refused(.quantityBelowMinimum(200))
        case .newOrderCostsMore:
            model.order = PageSample.order(.standard, typed: typed)
            model.order?.refusal = .costsMore
        case .newOrderSuspended:
            (model.order, model.isSuspended) = (PageSample.order(.standard, typed: typed), true)
        case .newOrderKept: (model.order, model.note) = (PageSample.order(.poll, typed: typed), .kept)
        default: return nil
        }
        return NewOrderPage(frame, model).html
    }

    private static func finder(typed: String) -> ServiceFinder {
        ServiceFinder(
            text: typed,
            platform: .facebook,
            category: typed,
            platforms: [(.facebook, 214), (.website, 3), (.other, 1)],
            categories: [typed, "Facebook — Video"],
            rows: (1...3).map { id in
                .init(id: ServiceID(rawValue: id), name: typed, rate: "2,50 $ / 1.000", isStarred: id == 1)
            },
            next: 20
        )
    }

    static func service(_ type: ServiceType, typed: String) -> Service {
        Service(
            id: ServiceID(rawValue: 1),
            name: typed,
            type: type,
            category: typed,
            rate: Money(micros: 2_500_000),
            minimum: 1,
            maximum: 10_000_000,
            subscriptionRate: .pieces,
            maximumPosts: 10,
            description: typed,
            offersRefill: true,
            offersCancel: true,
            offersDripFeed: true,
            linkPattern: LinkPattern(unchecked: "url")
        )
    }

    /// An order with something in every field, which costs 2.25.
    static func order(_ type: ServiceType, typed: String, balance: String = "100") -> NewOrderModel.Order {
        let service = service(type, typed: typed)
        let names = ParameterName.allCases.filter { ![.service, .quantity, .runs, .interval].contains($0) }
        let customer = Customer(
            account: owner,
            ownRates: [service.id: Money(micros: 2_250_000)],
            version: .unchanged
        )
        let catalogue = Catalogue(version: SettingsVersion(rawValue: 1), services: [service], linkRules: [])
        let priced = ParameterSet([
            .init(.service, "1"), .init(.quantity, "500"), .init(.comments, "a\nb"), .init(.posts, "2"),
            .init(.max, "100"), .init(.runs, "2"), .init(.interval, "60"),
        ])
        return NewOrderModel.Order(
            service: service,
            rate: Money(micros: 2_250_000),
            typed: ParameterSet(
                names.map { .init($0, typed) } + [
                    .init(.quantity, "500"), .init(.runs, "2"), .init(.interval, "60"),
                ]
            ),
            quote: OrderQuote(
                price: try? OrderPrice(priced, customer: customer, catalogue: catalogue),
                refusal: nil,
                balance: Money(balance) ?? .zero
            ),
            times: UsualTimes(toStart: 300, toFinish: 7200),
            requestID: typed
        )
    }

    private static let owner = Account(
        id: AccountID(rawValue: 3),
        name: AccountName(unchecked: "minhanh"),
        role: .customer,
        profile: .seed,
        language: .vietnamese,
        discount: .none,
        keyDigest: KeyDigest(bytes: Array(repeating: 1, count: 32)),
        isSuspended: false,
        createdAt: now
    )

    // MARK: Many orders

    private func massOrder(_ frame: Frame, typed: String) -> HTML? {
        var model = MassOrderModel(lines: typed)
        model.example = OrderLine(number: 1, text: typed)
        let sending = MassOrderModel.Sending(lines: typed, requestID: typed)
        switch self {
        case .massOrder: break
        case .massOrderRefused: model.state = .refused(.tooMany(1000))
        case .massOrderChecked: model.state = .checked(PageSample.check(typed: typed), nil, sending)
        case .massOrderKept: model.state = .checked(PageSample.check(typed: typed), .kept, sending)
        case .massOrderCostsMore: model.state = .checked(PageSample.check(typed: typed), .costsMore, sending)
        case .massOrderSuspended:
            model.state = .checked(PageSample.check(typed: typed), .refused(.accountSuspended), sending)
            model.isSuspended = true
        case .massOrderAnswered: model.state = .answered(PageSample.answers(typed: typed), sending)
        default: return nil
        }
        return MassOrderPage(frame, model).html
    }

    private static func refusals(typed: String) -> [LineRefusal] {
        let problems: [OrderLine.Problem] = [
            .malformed, .takesNoQuantity, .needsForm(ServiceID(rawValue: 1)), .refused(.incorrectService),
            .refused(.incorrectLink), .refused(.quantityBelowMinimum(1)), .refused(.insufficientBalance),
        ]
        let sent = ParameterSet([.init(.service, "1"), .init(.link, typed), .init(.quantity, typed)])
        return problems.map { LineRefusal($0, sent: sent, missing: Money(micros: 1_200_000)) }
    }

    private static func check(typed: String) -> MassCheck {
        let price = order(.standard, typed: typed).quote.price!
        let refused = refusals(typed: typed).map { MassCheck.Outcome.refused($0) }
        let outcomes = [.good(price)] + refused + [.placed(OrderID(rawValue: 1_000_210))]
        return MassCheck(
            lines: outcomes.enumerated().map { index, outcome in
                MassCheck.Line(
                    line: OrderLine(number: index + 1, text: "1|\(typed)|500"),
                    service: index == 1 || index == 4 ? nil : service(.standard, typed: typed),
                    outcome: outcome
                )
            },
            sum: price.charge,
            balance: Money(micros: 100_000_000)
        )
    }

    private static func answers(typed: String) -> [MassOutcome.Line] {
        let price = order(.standard, typed: typed).quote.price
        let id = OrderID(rawValue: 1_000_210)
        let answers: [MassOutcome.Answer] =
            [.placed(id, price), .placed(id, nil), .costsMore, .notKnown] + refusals(typed: typed).map { .refused($0) }
        return answers.enumerated().map { index, answer in
            MassOutcome.Line(
                line: OrderLine(number: index + 1, text: "1|\(typed)|500"),
                service: index == 4 ? nil : service(.standard, typed: typed),
                answer: answer
            )
        }
    }
}
