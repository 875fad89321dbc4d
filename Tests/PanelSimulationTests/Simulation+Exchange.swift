import PanelCore

/// One `add`: whether and when the provider carries it out, and what is heard of it when.
struct Exchange {
    /// After how many milliseconds it is carried out; `nil` for never.
    let execution: Int64?
    /// After how many milliseconds there is an answer, or none is waited for any longer.
    let answer: Int64
    /// The answer, by the id that the order got if it was made by then.
    let words: (UpstreamID?) -> SubmissionAnswer

    /// How long after it was sent a request may still be carried out, in milliseconds.
    static let longestDelay: Int64 = 20 * 60_000
    static let timeout: Int64 = 30_000

    static let unclearReasons: [CallFailure.Kind] = [
        .timedOut, .connectionLost, .httpStatus, .notJSON, .truncated, .tooLarge,
    ]

    init(execution: Int64?, answer: Int64, words: @escaping (UpstreamID?) -> SubmissionAnswer) {
        self.execution = execution
        self.answer = answer
        self.words = words
    }

    static func accepted(after answer: Int64, executedAfter execution: Int64) -> Exchange {
        Exchange(execution: execution, answer: answer) { id in
            id.map { .accepted($0) } ?? .unclear(CallFailure(.timedOut))
        }
    }

    static func unclear(_ reason: CallFailure.Kind, after answer: Int64, executedAfter execution: Int64?) -> Exchange {
        Exchange(execution: execution, answer: answer) { _ in .unclear(CallFailure(reason)) }
    }

    static func refused(_ words: String, after answer: Int64, executedAfter execution: Int64? = nil) -> Exchange {
        Exchange(execution: execution, answer: answer) { _ in .refused(words: words) }
    }
}

extension Simulation {
    private static let addFaults: [Fault] = [
        .notSent, .lostBeforeExecution, .lostAfterExecution, .brokenAnswer, .lateAnswer, .lateRefusal,
        .executedLongAfter, .busy,
        .refusedForNow, .refusedForFunds, .refusedByThisProvider, .refusedForGood, .unknownRefusal,
        .idOfAnotherOrder, .idOfNoOrder,
    ]

    /// What happens to the next `add` of a submission.
    func exchange(for submission: Submission, _ index: Int) -> Exchange {
        let execution = random.number(20...400)
        let answer = execution + random.number(20...400)
        guard !isAway(index) else { return .unclear(.timedOut, after: Exchange.timeout, executedAfter: nil) }
        if providers[index].refusesEverything {
            note(.refusesEverything, submission.key)
            return .refused("We are moving to a new system", after: answer)
        }
        guard isFaulty(45) else { return .accepted(after: answer, executedAfter: execution) }
        let fault = random.pick(Simulation.addFaults)
        if fault == .idOfAnotherOrder { return idOfAnother(for: submission, index, execution, answer) }
        note(fault, submission.key)
        switch fault {
        case .notSent:
            return Exchange(execution: nil, answer: answer) { _ in .notSent(CallFailure(.noConnection)) }
        case .lostBeforeExecution:
            return .unclear(.timedOut, after: Exchange.timeout, executedAfter: nil)
        case .lostAfterExecution:
            return .unclear(.timedOut, after: Exchange.timeout, executedAfter: random.number(20...Exchange.timeout))
        case .brokenAnswer:
            // 5xx and the like, before or after the order was made.
            let reason = random.pick(Exchange.unclearReasons)
            return .unclear(reason, after: answer, executedAfter: random.chance(60) ? execution : nil)
        case .lateAnswer:
            return .accepted(after: lateness(), executedAfter: execution)
        case .lateRefusal:
            return .refused(random.pick(["Not enough funds", "neworder.error.link"]), after: lateness())
        case .executedLongAfter:
            let moment = random.number(Exchange.timeout...Exchange.longestDelay)
            return .unclear(.timedOut, after: Exchange.timeout, executedAfter: moment)
        case .busy:
            let seconds = random.chance(50) ? random.number(1...600) : nil
            return Exchange(execution: nil, answer: answer) { _ in .busy(retryAfter: seconds) }
        case .refusedForNow:
            return .refused("You have active order with this link. Please wait.", after: answer)
        case .refusedForFunds:
            return .refused("Not enough funds on balance", after: answer)
        case .refusedByThisProvider:
            return .refused("Quantity less than minimal 500", after: answer)
        case .refusedForGood:
            return .refused("neworder.error.link", after: answer)
        case .unknownRefusal:
            return .refused("Oops #17", after: answer, executedAfter: random.chance(50) ? execution : nil)
        default:
            // An id that names nothing there.
            let number = random.number(1...999_999)
            return Exchange(execution: execution, answer: answer) { _ in
                .accepted(UpstreamID(unchecked: "none-\(number)"))
            }
        }
    }

    /// When an answer comes that the process heard only after the lease: most often soon, now and then much later.
    private func lateness() -> Int64 {
        61_000 + random.number(0...(random.chance(70) ? 120_000 : 3_600_000))
    }

    /// The provider makes the order, and answers with the id of one that it made before.
    private func idOfAnother(for submission: Submission, _ index: Int, _ execution: Int64, _ answer: Int64) -> Exchange
    {
        let known = providers[index].orders.filter { order in
            order.tag != submission.key && store.holder(of: order.id, at: providers[index].id) == order.tag
        }
        guard !known.isEmpty else { return .accepted(after: answer, executedAfter: execution) }
        note(.idOfAnotherOrder, submission.key)
        let other = random.pick(known).id
        return Exchange(execution: execution, answer: answer) { _ in .accepted(other) }
    }
}
