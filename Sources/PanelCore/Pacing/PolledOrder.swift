/// An order that a provider is asked about: when to ask next, and what an answer means for that.
package struct PolledOrder: Sendable, Equatable {
    package let key: SubmissionKey
    package let upstreamID: UpstreamID
    package private(set) var dueAt: Instant
    /// When something last changed, or the outcome came.
    private var changedAt: Instant
    /// Of what was said last.
    private var digest: Int
    /// How many answers in a row were the same.
    private var unchanged: UInt8 = 0
    /// How often the outcome was looked at again; `nil` while there is none.
    private var outcomeChecks: UInt8?
    /// Whether staff were told that nothing is heard of it.
    private var isReportedSilent = false

    /// One that the provider has just taken.
    package init(_ key: SubmissionKey, _ id: UpstreamID, pace: PollPace, at now: Instant) {
        self.key = key
        upstreamID = id
        dueAt = now.adding(seconds: min(pace.base, PollPlan.longestFirstPause))
        changedAt = now
        digest = 0
    }

    /// One that was followed before the program started.
    ///
    /// - Parameter age: For how many milliseconds nothing has changed, as far as the wall clock tells.
    package init(
        _ key: SubmissionKey,
        _ id: UpstreamID,
        digest: Int,
        hasOutcome: Bool,
        unchangedFor age: Int64,
        pace: PollPace,
        at now: Instant
    ) {
        self.key = key
        upstreamID = id
        // The clock may have been set since: what seems to come from the future has just changed.
        changedAt = now.adding(milliseconds: -max(0, age))
        dueAt = changedAt.adding(seconds: pace.base)
        self.digest = digest
        outcomeChecks = hasOutcome ? 0 : nil
    }

    /// What is said of an order, as far as it matters whether it was said before.
    package enum Answer: Sendable, Equatable {
        /// A report with this digest.
        case report(digest: Int)
        /// That the provider does not know it, in words with this digest.
        case unknown(digest: Int)
        /// Nothing: the answer leaves it out, and the next one may not.
        case missing
        /// Nothing: there was no answer, or one that refuses the call.
        case unheard
    }

    /// What of it has to be written down.
    package enum News: Sendable, Equatable {
        case report
        case unknown
        /// Nothing was heard of it for so many days.
        case silent(days: Int64)
        /// The outcome was looked at often enough.
        case settled
    }

    /// What an answer says that was not known; `nil` when it says nothing new.
    package func news(in answer: Answer, at now: Instant) -> News? {
        switch answer {
        case .report(let digest) where digest != self.digest: return .report
        case .unknown(let digest) where digest != self.digest: return .unknown
        case .report, .unknown, .missing, .unheard: break
        }
        let isSilent = now >= changedAt.adding(days: PollPlan.silentDays)
        if let checks = outcomeChecks {
            switch answer {
            case .report, .unknown: return Int(checks) + 1 >= PollPlan.outcomeChecks.count ? .settled : nil
            // The provider may say more of it yet, such as what it took; but it is not asked without end.
            case .missing: return isSilent ? .settled : nil
            case .unheard: return nil
            }
        }
        return isSilent && !isReportedSilent ? .silent(days: PollPlan.silentDays) : nil
    }

    /// It after an answer that said nothing new.
    package func repeated(pace: PollPace, at now: Instant) -> PolledOrder {
        var order = self
        if let checks = outcomeChecks {
            order.outcomeChecks = min(checks, 250) + 1
            order.dueAt =
                PollPlan.outcomeCheck(Int(checks) + 1, after: changedAt)
                ?? now.adding(seconds: max(pace.base, pace.longest))
        } else {
            order.unchanged = min(unchanged, 250) + 1
            order.dueAt = now.adding(seconds: PollPlan.pause(pace, unchanged: Int64(order.unchanged)))
        }
        return order
    }

    /// It after news were written down; `nil` when it need not be followed any longer.
    ///
    /// - Parameter result: What was made of the news.
    package func after(
        _ news: News,
        _ answer: Answer,
        _ result: RecordReports.Result?,
        pace: PollPace,
        at now: Instant
    ) -> PolledOrder? {
        var order = self
        switch answer {
        case .report(let digest), .unknown(let digest): order.digest = digest
        case .missing, .unheard: break
        }
        switch (result, news) {
        case (.dropped, _), (nil, _): return nil
        case (.open, .silent):
            order.isReportedSilent = true
            order.dueAt = now.adding(seconds: max(pace.base, pace.longest))
        case (.open, _):
            order.unchanged = 0
            order.changedAt = now
            order.isReportedSilent = false
            order.dueAt = now.adding(seconds: pace.base)
        case (.doubtful, _):
            // What it says then counts, even if it is the same.
            order.digest = 0
            order.dueAt = now.adding(seconds: Submission.secondLook)
        case (.settled, _):
            order.outcomeChecks = 0
            order.changedAt = now
            order.dueAt = PollPlan.outcomeCheck(0, after: now) ?? now
        }
        return order
    }

    /// It after a call that came to nothing.
    package func postponed(by seconds: Int64, at now: Instant) -> PolledOrder {
        var order = self
        order.dueAt = now.adding(seconds: seconds)
        return order
    }
}
