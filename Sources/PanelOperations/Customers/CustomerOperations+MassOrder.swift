package import PanelCore
import PanelStore

extension CustomerOperations {
    /// How many lines of a list are placed at once. Each is a command of its own, of which the writer makes batches.
    private static let placedAtOnce = 64

    /// Checks and prices a list of orders as a whole, as if its lines were placed one after the other. Nothing changes.
    ///
    /// - Parameter requestID: Of a list that may have been sent before: what was placed then is not to be placed again.
    package func check(_ lines: [OrderLine], requestID: String? = nil) async throws -> MassCheck {
        // Before it is looked up what was placed: of what is placed meanwhile, the balance does not lack the charge.
        let balance = try await balance() ?? .zero
        let id = requestID.flatMap(listID)
        let earlier =
            if let id { try await earlier(lines, requestID: id) } else { [Int: Result<OrderID, APIRefusal>]() }
        return check(lines, balance: balance, earlier: earlier)
    }

    /// A line that could be placed, as an example of one: the least of the first service of the catalogue that takes such
    /// a line.
    ///
    /// - Returns: `nil` when none does.
    package func exampleOfLine() -> OrderLine? {
        let today = now().day
        let services = catalogue.services.lazy.filter { $0.isOffered && $0.type.quantitySource == .quantity }
        let lines = services.prefix(CustomerOperations.triedForExample).map { service in
            OrderLine(number: 1, text: "\(service.id)|https://example.com/post|\(service.minimum)")
        }
        return lines.first { (try? priced($0, today: today)) != nil }
    }

    /// How many services are looked at for an example: a page is not to wait for a large catalogue that has none.
    private static let triedForExample = 200

    /// Places the lines of a list, each as an order of its own, in their order. What is refused is refused alone.
    ///
    /// - Parameters:
    ///   - requestID: What makes it one list, however often it is sent: its lines are told apart by their numbers.
    ///   - most: What it may cost together; `nil` for whatever it does.
    package func place(_ lines: [OrderLine], requestID: String, atMost most: Money?) async throws -> MassOutcome {
        guard !account.isSuspended else { return .refused(.accountSuspended) }
        guard let id = listID(requestID) else { return .refused(.incorrectParameter(.requestID)) }
        let check = try await check(lines, requestID: id)
        if let most, check.sum > most { return .costsMore(check) }
        var answers: [Int: MassOutcome.Answer] = [:]
        let good = check.lines.filter { $0.price != nil }
        for chunk in good.chunks(of: CustomerOperations.placedAtOnce) {
            answers.merge(await place(chunk, requestID: id)) { $1 }
        }
        return .answered(
            check.lines.map { line in
                let answer: MassOutcome.Answer =
                    switch line.outcome {
                    case .good: answers[line.line.number] ?? .notKnown
                    case .refused(let refusal): .refused(refusal)
                    case .placed(let id): .placed(id, nil)
                    }
                return MassOutcome.Line(line: line.line, service: line.service, answer: answer)
            }
        )
    }

    // MARK: Checking

    /// - Parameter earlier: What became of lines that were sent before. They cost nothing more, whatever was changed since.
    private func check(
        _ lines: [OrderLine],
        balance: Money,
        earlier: [Int: Result<OrderID, APIRefusal>]
    ) -> MassCheck {
        var (left, sum, links) = (balance, Money.zero, Set<ActiveLink>())
        let today = now().day
        let checked = lines.map { line in
            let outcome: MassCheck.Outcome
            do throws(LineRefusal) {
                if let placed = try placed(line, earlier) {
                    return MassCheck.Line(line: line, service: service(of: line), outcome: .placed(placed))
                }
                let (sent, request, price) = try priced(line, today: today)
                if let link = request.guardedLink, links.contains(link) {
                    throw LineRefusal(.refused(.duplicateLink), sent: sent)
                }
                guard let rest = left.subtracting(price.charge), !rest.isNegative,
                    let total = sum.adding(price.charge)
                else {
                    let missing = price.charge.subtracting(left)
                    throw LineRefusal(.refused(.insufficientBalance), sent: sent, missing: missing)
                }
                (left, sum) = (rest, total)
                if let link = request.guardedLink { links.insert(link) }
                outcome = .good(price)
            } catch {
                outcome = .refused(error)
            }
            return MassCheck.Line(line: line, service: service(of: line), outcome: outcome)
        }
        return MassCheck(lines: checked, sum: sum, balance: balance)
    }

    private func priced(
        _ line: OrderLine,
        today: CalendarDay
    ) throws(LineRefusal) -> (ParameterSet, OrderRequest, OrderPrice) {
        let sent: ParameterSet
        do throws(OrderLine.Problem) {
            sent = try line.parameters(in: catalogue)
        } catch {
            throw LineRefusal(error)
        }
        do throws(APIRefusal) {
            return (
                sent,
                try OrderRequest(sent, customer: customer, catalogue: catalogue, today: today),
                try OrderPrice(sent, customer: customer, catalogue: catalogue)
            )
        } catch {
            throw LineRefusal(.refused(error), sent: sent)
        }
    }

    private func placed(
        _ line: OrderLine,
        _ earlier: [Int: Result<OrderID, APIRefusal>]
    ) throws(LineRefusal) -> OrderID? {
        do throws(APIRefusal) {
            return try earlier[line.number]?.get()
        } catch {
            throw LineRefusal(.refused(error))
        }
    }

    private func service(of line: OrderLine) -> Service? {
        line.service.flatMap { catalogue[$0] }.flatMap { $0.isOffered ? $0 : nil }
    }

    // MARK: Placing

    /// - Returns: `nil` for what is no id of a list.
    private func listID(_ text: String) -> String? {
        let id = text.trimmedASCII
        let isShort = id.utf8.count + 1 + String(Int.max).utf8.count <= PlaceOrder.Identity.longestRequestID
        return !id.isEmpty && isShort && !id.hasControlCharacters() ? id : nil
    }

    /// A line is known again by what was written: what would be sent for it changes with its service.
    private func identity(of line: OrderLine, requestID: String) -> PlaceOrder.Identity {
        PlaceOrder.Identity(requestID: "\(requestID)-\(line.number)", fingerprint: RequestFingerprint.of(line))
    }

    /// What lines came to when the list was sent before. It is looked up ahead of all checks, so that it stays the same.
    private func earlier(
        _ lines: [OrderLine],
        requestID: String
    ) async throws -> [Int: Result<OrderID, APIRefusal>] {
        var found: [Int: Result<OrderID, APIRefusal>] = [:]
        for chunk in lines.chunks(of: CustomerOperations.placedAtOnce) {
            try await withThrowingTaskGroup { group in
                for line in chunk {
                    let identity = identity(of: line, requestID: requestID)
                    group.addTask { (line.number, try await earlierOrder(identity)) }
                }
                for try await (number, earlier) in group { found[number] = earlier }
            }
        }
        return found
    }

    /// Tasks begin in the order of the lines, and run in it until they wait for their commit.
    private func place(_ lines: [MassCheck.Line], requestID: String) async -> [Int: MassOutcome.Answer] {
        await withTaskGroup { group in
            for line in lines {
                group.addImmediateTask { (line.line.number, await place(line, requestID: requestID)) }
            }
            var answers: [Int: MassOutcome.Answer] = [:]
            for await (number, answer) in group { answers[number] = answer }
            return answers
        }
    }

    private func place(_ line: MassCheck.Line, requestID: String) async -> MassOutcome.Answer {
        guard let price = line.price, let sent = try? line.line.parameters(in: catalogue) else { return .notKnown }
        let identity = identity(of: line.line, requestID: requestID)
        do {
            return switch try await placeNewOrder(sent, identity, shown: ShownPrice(charge: price.charge)) {
            case .success(.order(let order)): .placed(order, price)
            case .success(.costsMore): .costsMore
            case .failure(let refusal): .refused(LineRefusal(.refused(refusal), sent: sent))
            }
        } catch {
            return .notKnown
        }
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
