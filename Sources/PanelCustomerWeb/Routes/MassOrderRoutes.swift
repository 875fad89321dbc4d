import HTTPTypes
import Hummingbird
import PanelCore
import PanelOperations
import PanelSecrets
import PanelStore
import PanelWeb

extension CustomerPages {
    func addMassOrderRoutes(to router: RouterGroup<PageContext>) {
        router.get("mass") { _, context in
            let (visit, session) = try context.loggedIn()
            return massOrderPage(MassOrderModel(), visit, try await customer(visit, session))
        }
        lead(to: .massOrder, from: [.massOrderPlace], in: router)
        router.post("mass") { _, context in
            let (visit, session) = try context.loggedIn()
            let customer = try await customer(visit, session)
            return try await checkMassOrder(visit.form["lines"], visit, customer)
        }
        router.post("mass/place") { _, context in try await placeMassOrder(context) }
    }

    private func massOrderPage(
        _ model: MassOrderModel,
        _ visit: Visit,
        _ customer: CustomerOperations,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var model = model
        model.isSuspended = customer.account.isSuspended
        model.example = customer.exampleOfLine()
        return page(MassOrderPage(frame(visit, here: .massOrder), model).html, status: status)
    }

    // MARK: Checking

    /// Shows what the check of a list finds.
    ///
    /// - Parameter requestID: Of the list when it may have been sent before; it gets a new one otherwise.
    private func checkMassOrder(
        _ text: String,
        requestID: String? = nil,
        note: MassOrderModel.Note? = nil,
        _ visit: Visit,
        _ customer: CustomerOperations,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let lines: [OrderLine]
        switch readLines(text) {
        case .success(let read): lines = read
        case .failure(let refusal): return refuse(refusal, text, visit, customer)
        }
        let check = try await customer.check(lines, requestID: requestID)
        let sending = MassOrderModel.Sending(lines: text, requestID: requestID ?? SecretToken().text)
        let model = MassOrderModel(lines: text, state: .checked(check, note, sending))
        return massOrderPage(model, visit, customer, status: status)
    }

    private func readLines(_ text: String) -> Result<[OrderLine], MassOrderModel.Refusal> {
        guard let lines = OrderLine.lines(of: text) else { return .failure(.tooMany(OrderLine.most)) }
        return lines.isEmpty ? .failure(.nothing) : .success(lines)
    }

    private func refuse(
        _ refusal: MassOrderModel.Refusal,
        _ text: String,
        _ visit: Visit,
        _ customer: CustomerOperations
    ) -> Response {
        let model = MassOrderModel(lines: text, state: .refused(refusal))
        return massOrderPage(model, visit, customer, status: .unprocessableContent)
    }

    /// The list that was typed before the session ended. Nothing was done with it.
    func keptMassOrder(
        _ text: String,
        requestID: String?,
        _ visit: Visit,
        _ customer: CustomerOperations,
        status: HTTPResponse.Status
    ) async throws -> Response {
        guard case .success = readLines(text) else {
            return massOrderPage(MassOrderModel(lines: text), visit, customer, status: status)
        }
        return try await checkMassOrder(text, requestID: requestID, note: .kept, visit, customer, status: status)
    }

    // MARK: Placing

    private func placeMassOrder(_ context: PageContext) async throws -> Response {
        let (visit, session) = try context.loggedIn()
        let customer = try await customer(visit, session)
        let (text, requestID) = (visit.form["lines"], visit.form["request_id"])
        let lines: [OrderLine]
        switch readLines(text) {
        case .success(let read): lines = read
        case .failure(let refusal): return refuse(refusal, text, visit, customer)
        }
        switch try await customer.place(lines, requestID: requestID, atMost: Money(visit.form["expected"])) {
        case .answered(let answers):
            let model = MassOrderModel(
                lines: answers.filter(\.isToBeMended).map(\.line.text).joined(separator: "\n"),
                state: .answered(answers, .init(lines: text, requestID: requestID))
            )
            return massOrderPage(model, try await seeingBalance(visit), customer)
        case .costsMore(let check):
            let sending = MassOrderModel.Sending(lines: text, requestID: requestID)
            let model = MassOrderModel(lines: text, state: .checked(check, .costsMore, sending))
            return massOrderPage(model, visit, customer, status: .conflict)
        case .refused(let refusal):
            return try await checkMassOrder(
                text,
                requestID: refusal == .accountSuspended ? requestID : nil,
                note: .refused(refusal),
                visit,
                customer,
                status: refusal == .accountSuspended ? .forbidden : .unprocessableContent
            )
        }
    }
}

extension CustomerPages {
    /// The visit with the balance as it is now.
    private func seeingBalance(_ visit: Visit) async throws -> Visit {
        try await visitor(visit).session(of: visit.token).map { visit.entering($0, by: visit.token) } ?? visit
    }
}

extension MassOutcome.Line {
    /// Whether it was not placed, and is known not to have been.
    fileprivate var isToBeMended: Bool {
        switch answer {
        case .refused, .costsMore: true
        case .placed, .notKnown: false
        }
    }
}
