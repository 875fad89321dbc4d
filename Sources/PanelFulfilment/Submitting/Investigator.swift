import PanelClient
import PanelCore
import PanelStore

/// Looks for what became of orders that may have been made at a provider that takes no keys of callers.
///
/// The evidence: providers count orders up and answer `status` for a customer's own orders only. So an order of ours
/// that no submission here is linked to, with an id above the last one that was known before the attempt, is what the
/// attempt made. That is proof only while nothing else can have made it: one attempt in doubt, one such order, the
/// expected charge. In all other cases, and when there is no such order, a person decides: a request may be carried
/// out long after it was given up.
struct Investigator: Sendable {
    let worker: ProviderWorker.Context
    let poller: Poller

    /// How many ids above the known ones are looked at.
    static let width: Int64 = 200
    /// So often it is looked, in case the provider is slow to show the order.
    static let rounds: Int64 = 4
    private static let pause = Duration.seconds(1)

    func run() async {
        while !worker.isStopping {
            try? await round()
            await worker.pause(Investigator.pause)
        }
    }

    private func round() async throws {
        guard worker.provider.terms.idempotencyParameter == nil else { return }
        let due = try await worker.store.dueSubmissions(of: worker.provider.id, at: worker.now(), limit: 100)
            .filter { $0.submission.state == .uncertain }
        guard let first = due.first else { return }
        let (finding, detail) = await investigate(first)
        let now = worker.now()
        let isAccepted = try await worker.result(
            of: RecordEvidence(
                key: first.submission.key,
                provider: worker.provider.id,
                attempt: first.submission.attempt,
                finding: finding,
                detail: detail,
                now: now
            )
        ).get()
        if isAccepted, case .found(let id) = finding { poller.follow(first.submission.key, id, at: now) }
    }

    private func investigate(
        _ due: DueSubmission
    ) async -> (RecordEvidence.Finding, detail: String) {
        let isLast = due.submission.failures >= Investigator.rounds
        guard let floor = due.submission.floor else {
            return (.inconclusive, "The provider's ids are not known to count up: there is nothing to compare with.")
        }
        let found: [(id: UpstreamID, order: UpstreamOrder)]
        do {
            found = try await orphans(above: floor)
        } catch {
            let detail = "Looking for the order failed: \(error)"
            return (isLast ? .inconclusive : .unclear, detail)
        }
        guard !found.isEmpty else {
            let detail =
                "The provider shows no order with an id from \(floor + 1) to \(floor + Investigator.width)"
                + " that is not known here."
            return (isLast ? .inconclusive : .unclear, detail)
        }
        let list = found.map { "\($0.id) (\(UpstreamReport($0.order, currency: worker.currency).words))" }.joined(
            separator: "; "
        )
        let detail = "The provider has what no order here is linked to: \(list)"
        guard found.count == 1, await isAlone(), await isExpected(found[0].order, for: due) else {
            return (isLast ? .inconclusive : .unclear, detail)
        }
        return (.found(found[0].id), detail)
    }

    /// Whether nothing else can have made the order that was found. Asked after it was found: what was sent since can
    /// not be it, and what was being sent then is either known by now or still in doubt.
    private func isAlone() async -> Bool {
        (try? await worker.store.submissionsInDoubt(of: worker.provider.id)) == 1
    }

    /// The orders of this panel at the provider, in the range above `floor`, that no submission has.
    private func orphans(above floor: Int64) async throws -> [(id: UpstreamID, order: UpstreamOrder)] {
        let ids = (1...Investigator.width).map { UpstreamID(unchecked: String(floor + $0)) }
        var found: [(id: UpstreamID, order: UpstreamOrder)] = []
        for start in stride(from: 0, to: ids.count, by: PanelClient.mostIDs) {
            let part = Array(ids[start..<min(start + PanelClient.mostIDs, ids.count)])
            let replies = try await worker.call { () async throws(PanelClientError) in
                try await worker.client.statuses(of: part.map(\.description))
            }
            for id in part {
                if case .order(let order)? = replies[id.description] { found.append((id: id, order: order)) }
            }
        }
        let known = try await worker.store.knownUpstreamIDs(found.map(\.id), of: worker.provider.id)
        return found.filter { !known.contains($0.id) }
    }

    /// Whether an order costs what the submission had to cost. Without a known cost nothing is expected.
    private func isExpected(_ order: UpstreamOrder, for due: DueSubmission) async -> Bool {
        guard let charge = order.charge, let cost = await worker.cost(of: due.submission),
            let expected = cost.scaled(by: due.submission.quantity, over: due.order.type.rateUnit)
        else { return false }
        // Panels round in different ways, none by more than a hundredth.
        return abs(charge.micros - expected.micros) <= 10_000 && charge.micros > 0
    }
}
