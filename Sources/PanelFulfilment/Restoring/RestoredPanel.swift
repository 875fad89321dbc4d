import PanelClient
package import PanelCore
package import PanelOperations
import PanelStore

/// A panel that goes on from a copy of its database, before it is served: what was begun in the life that was lost is
/// not begun again without proof, and what was made in it is looked for.
///
/// No server may work with the store, and ids must go on above all that were given out. All of it may be done again,
/// when it was interrupted.
package struct RestoredPanel: Sendable {
    /// How far it is looked.
    package struct Limits: Sendable {
        /// The most ids of a provider that are looked at.
        package var mostIDs: Int64 = 10_000
        /// For how long ids of a provider are looked at. A call that is under way then ends within its time-out.
        package var surveyTime = Duration.seconds(300)

        package init() {}
    }

    private let fulfilment: Fulfilment
    private let limits: Limits

    /// How much is written in one transaction.
    static let page = 500

    /// - Parameter fulfilment: Of the panel. It does not run.
    package init(_ fulfilment: Fulfilment, limits: Limits = Limits()) {
        self.fulfilment = fulfilment
        self.limits = limits
    }

    /// Decides about what waited, then asks the providers for orders that nobody here has.
    ///
    /// - Parameters:
    ///   - firstOrder: The first id of an order that is given out from now on.
    ///   - clockWasSetBack: Whether the wall clock was set back since the copy was made.
    package func resolve(firstOrder: OrderID, clockWasSetBack: Bool) async throws -> RestoredReport {
        let restore = Restore(firstOrder: firstOrder, at: fulfilment.clocks.now())
        _ = try await fulfilment.store.perform(NoteRestore(restore))
        let resolved = try await resolveSubmissions(clockWasSetBack)
        let refills = try await resolveRefills()
        return RestoredReport(resolved: resolved, refills: refills, surveys: try await survey())
    }

    // MARK: What waited

    private func resolveSubmissions(_ clockWasSetBack: Bool) async throws -> ResolveRestored.Outcome {
        // One moment for all, so that a run that is made here is not taken for one of the copy.
        let now = fulfilment.clocks.now()
        var outcome = ResolveRestored.Outcome()
        var last: SubmissionKey?
        while true {
            let page = try await fulfilment.store.unsettledSubmissions(after: last, limit: RestoredPanel.page)
            guard let key = page.last?.submission.key else { return outcome }
            last = key
            var rest = page[...]
            while !rest.isEmpty { outcome = try await outcome + resolveSome(of: &rest, clockWasSetBack, at: now) }
        }
    }

    /// Takes from the front of `due` what makes one transaction.
    private func resolveSome(
        of due: inout ArraySlice<DueSubmission>,
        _ clockWasSetBack: Bool,
        at now: Timestamp
    ) async throws -> ResolveRestored.Outcome {
        var items: [ResolveRestored.Item] = []
        var size = 0
        while let next = due.first, items.isEmpty || size < RestoredPanel.page {
            due.removeFirst()
            let runs = ResolveRestored.runsToMake(
                after: next.submission,
                of: next.order,
                at: now,
                clockWasSetBack: clockWasSetBack
            )
            items.append(ResolveRestored.Item(next.submission, keys: (0..<runs).map { _ in .random() }))
            size += 1 + runs
        }
        return try await fulfilment.store.perform(
            ResolveRestored(items, clockWasSetBack: clockWasSetBack, now: now)
        ).get()
    }

    private func resolveRefills() async throws -> Int {
        var count = 0
        var last: RefillID?
        while true {
            let page = try await fulfilment.store.unsentRefills(after: last, limit: RestoredPanel.page)
            guard let end = page.last?.id else { return count }
            last = end
            count += try await fulfilment.store.perform(ResolveRestoredRefills(page, now: fulfilment.clocks.now()))
                .get()
        }
    }

    // MARK: What was made

    private func survey() async throws -> [ProviderSurvey] {
        let providers = try await fulfilment.store.providers().filter { $0.removedAt == nil }
        let currency = try await fulfilment.store.currency()
        return try await withThrowingTaskGroup { surveys in
            for provider in providers {
                surveys.addTask { try await survey(provider, currency: currency) }
            }
            return try await surveys.reduce(into: []) { $0.append($1) }.sorted { $0.provider < $1.provider }
        }
    }

    private func survey(_ provider: Provider, currency: String) async throws -> ProviderSurvey {
        let client: PanelClient
        do throws(ProviderProblem) {
            client = try fulfilment.client(of: provider)
        } catch {
            return ProviderSurvey(
                provider: provider.id,
                name: provider.name,
                reach: .nothing(.problem(error)),
                orphans: []
            )
        }
        let surveyor = Surveyor(
            provider: provider,
            client: client,
            store: fulfilment.store,
            currency: currency,
            limits: limits,
            now: fulfilment.clocks.now
        )
        do {
            let survey = try await surveyor.survey()
            await client.shutdown()
            return survey
        } catch {
            await client.shutdown()
            throw error
        }
    }
}

/// What was done about a panel that goes on from a copy of its database.
package struct RestoredReport: Sendable {
    /// What waited, or was in doubt.
    package let resolved: ResolveRestored.Outcome
    /// Refills that may have been asked for, and are for staff to find out.
    package let refills: Int
    /// One for each provider, in the order of their ids.
    package let surveys: [ProviderSurvey]
}
