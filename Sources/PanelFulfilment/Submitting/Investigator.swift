import PanelClient
import PanelCore
import PanelStore

/// Looks for what became of orders that may have been made at a provider that takes no keys of callers, or may have
/// forgotten the key by now.
///
/// The evidence: providers count orders up and answer `status` for a customer's own orders only. So an order of ours
/// that no submission here is linked to, with an id above the last one that was known before the attempt, is what the
/// attempt made. That is proof only while nothing else can have made it: one attempt in doubt, one such order, the
/// expected charge, and nothing that staff gave up in doubt of late, nor a life of the panel that was lost of late. In all
/// other cases, and when there is no such order, a person decides: a request may be carried out long after it was given
/// up.
struct Investigator: Sendable {
    let worker: ProviderWorker.Context
    let poller: Poller

    /// An order of this panel at the provider that no submission has.
    private typealias Orphan = (id: UpstreamID, order: PanelOrder)

    func run() async {
        await worker.work(as: .investigations) { try await round() }
    }

    private func round() async throws {
        let now = worker.now()
        let due = try await worker.store.dueSubmissions(of: worker.provider.id, at: now, limit: Investigation.most)
        let round = Investigation.Round(of: due, under: worker.provider.terms, at: now)
        for item in round.incomparable { try await record(.inconclusive, .nothingToCompare, of: item) }
        guard let lowest = round.floor else { return }
        let found: Result<[Orphan], any Error>
        do { found = .success(try await orphans(above: lowest)) } catch { found = .failure(error) }
        for item in round.near {
            let (finding, evidence) = await judge(found, of: item, isOnly: round.near.count == 1)
            try await record(finding, evidence, of: item)
        }
    }

    private func judge(
        _ found: Result<[Orphan], any Error>,
        of due: DueSubmission,
        isOnly: Bool
    ) async -> (RecordEvidence.Finding, Evidence) {
        let investigation: Investigation
        switch found {
        case .success(let all):
            investigation = Investigation(
                of: due.submission,
                strays: all.map { id, order in
                    Investigation.Stray(id: id, charge: order.charge.map { Money(micros: $0.micros) })
                }
            )
        case .failure(let error):
            let failure = (error as? PanelClientError).map { CallFailure($0) }
            return (Investigation(of: due.submission, strays: nil).open, .failed(failure))
        }
        let shown = Set(investigation.strays.map(\.id))
        guard !shown.isEmpty else { return (investigation.open, .noneAbove(due.submission.floor ?? 0)) }
        let evidence = Evidence.strays(
            ((try? found.get()) ?? []).filter { shown.contains($0.id) }.map { id, order in
                let report = UpstreamReport(order, currency: worker.currency)
                return Evidence.Stray(id: id, status: report.statusText, charge: report.charge)
            }
        )
        guard shown.count == 1, isOnly, await isAlone() else { return (investigation.open, evidence) }
        return (investigation.finding(isAlone: true, expected: await worker.cost(of: due)), evidence)
    }

    private func record(_ finding: RecordEvidence.Finding, _ evidence: Evidence, of due: DueSubmission) async throws {
        let now = worker.now()
        let isAccepted = try await worker.result(
            of: RecordEvidence(
                finding,
                about: Attempt(of: due.submission.key, to: worker.provider.id, number: due.submission.attempt),
                evidence: evidence,
                now: now
            )
        ).get()
        if isAccepted, case .found(let id) = finding { await worker.follow(due.submission.key, id, by: poller) }
    }

    /// Whether nothing else can have made the order that was found. Asked after it was found: what was sent since can
    /// not be it, and what was being sent then is either known by now or still in doubt.
    private func isAlone() async -> Bool {
        let moment = worker.clockWatch.ago(hours: Submission.hoursInDoubt)
        return await worker.failures.attempt("count-in-doubt") {
            try await worker.store.submissionsInDoubt(of: worker.provider.id, givenUpSince: moment)
        } == 1
    }

    /// The orders of this panel at the provider, with ids above `floor`, that no submission has, but for those that are
    /// known to be of a life that was lost.
    private func orphans(above floor: Int64) async throws -> [Orphan] {
        let ids = (1...2 * Investigation.width).map { UpstreamID(unchecked: String(floor + $0)) }
        var found: [Orphan] = []
        for start in stride(from: 0, to: ids.count, by: PanelClient.mostIDs) {
            let part = Array(ids[start..<min(start + PanelClient.mostIDs, ids.count)])
            let replies = try await states(of: part.map(\.description))
            for id in part {
                if case .order(let order)? = replies[id.description] { found.append((id: id, order: order)) }
            }
        }
        let shown = found.map(\.id)
        let known = try await worker.store.knownUpstreamIDs(shown, of: worker.provider.id)
            .union(try await worker.store.orphans(among: shown, of: worker.provider.id))
        return found.filter { !known.contains($0.id) }
    }

    /// What the provider says of ids. One by one it has to say something of each, or else what it has is not known.
    private func states(of ids: [String]) async throws -> [String: StatusReply] {
        let replies = try await CallsByID.states(of: worker.client).replies(to: ids, of: worker)
        guard worker.lists.areTaken(for: .status) || replies.count == ids.count else { throw IncompleteAnswers() }
        return replies
    }
}

/// The provider was asked about ids one by one, and did not answer to all of them.
private struct IncompleteAnswers: Error, CustomStringConvertible {
    var description: String { "the provider takes no lists of ids, and did not say of each one what it is" }
}
