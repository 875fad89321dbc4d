import PanelClient
import PanelCore
import PanelStore

/// Looks for orders at a provider that are newer than all that is known here: in the list that it gives, where it gives
/// one, and by the ids behind the last known one, where ids count up.
struct Surveyor: Sendable {
    let provider: Provider
    let client: PanelClient
    let store: any Store
    /// The panel's currency.
    let currency: String
    let limits: RestoredPanel.Limits
    let now: @Sendable () -> Timestamp

    /// An order of this panel at the provider.
    private typealias Seen = (id: UpstreamID, details: OrphanOrder.Details)

    func survey() async throws -> ProviderSurvey {
        let newest = try await store.newestUpstreamIDs(of: provider.id, sinceRestore: false, limit: PanelClient.mostIDs)
        let highest = newest.compactMap(\.number).max()
        let list: [Seen]
        do throws(PanelClientError) {
            list = try await client.orders().compactMap(self.listed)
        } catch  where error.isOfSilence {
            return try await result(.nothing(.problem(.setback(Setback(error).short))), [])
        } catch {
            // Whoever does not know the action refuses it, in whatever way.
            list = []
        }
        let isComplete = try await !store.knownUpstreamIDs(list.map(\.id), of: provider.id).isEmpty
        guard !isComplete, let highest else {
            let reach = ProviderSurvey.Reach.listed(count: list.count, isComplete: isComplete)
            return try await result(list.isEmpty ? .nothing(.noIDs) : reach, list)
        }
        let begin = list.compactMap(\.id.number).filter { $0 > highest }.min()
        let (reach, counted) = await count(from: highest, to: begin)
        return try await result(reach, counted + list)
    }

    /// Keeps what no order here has.
    private func result(_ reach: ProviderSurvey.Reach, _ seen: [Seen]) async throws -> ProviderSurvey {
        let known = try await store.knownUpstreamIDs(seen.map(\.id), of: provider.id)
        let moment = now()
        let orphans = seen.filter { !known.contains($0.id) }.map { seen in
            OrphanOrder(
                UpstreamOrderKey(provider: provider.id, id: seen.id),
                details: seen.details,
                seenAt: moment
            )
        }
        for start in stride(from: 0, to: orphans.count, by: RestoredPanel.page) {
            let page = Array(orphans[start..<min(start + RestoredPanel.page, orphans.count)])
            _ = try await store.perform(RecordOrphans(page))
        }
        return ProviderSurvey(provider: provider.id, name: provider.name, reach: reach, orphans: orphans)
    }

    // MARK: By ids

    /// Asks for the orders with the ids behind `highest`, up to `begin` where the provider's list begins.
    private func count(from highest: Int64, to begin: Int64?) async -> (ProviderSurvey.Reach, [Seen]) {
        let end = ContinuousClock.now + limits.surveyTime
        let last = min(begin.map { $0 - 1 } ?? .max, highest.addingReportingOverflow(limits.mostIDs).partialValue)
        var seen: [Seen] = []
        var next = highest + 1
        var nothingSince = next
        func reach(_ end: ProviderSurvey.End) -> (ProviderSurvey.Reach, [Seen]) {
            next > highest + 1 || end == .listBegins
                ? (.counted(highest + 1...max(next - 1, highest + 1), end: end), seen)
                : (.nothing(end.problem.map { .problem($0) } ?? .time), seen)
        }
        var takesLists = true
        while next <= last {
            guard ContinuousClock.now < end else { return reach(.time) }
            // The last known order goes along: an answer that says something of it is none about the key.
            let page = takesLists ? Array(next...min(last, next + Int64(PanelClient.mostIDs) - 2)) : [next]
            let found: [Seen]
            do throws(PanelClientError) {
                let replies =
                    try await takesLists
                    ? client.statuses(of: ([highest] + page).map { String($0) }) : state(of: next)
                found = page.compactMap { order(replies[String($0)], of: $0) }
            } catch  where takesLists && error.refusal?.reading.isOfMissingID == true {
                takesLists = false
                continue
            } catch {
                return reach(.problem(.setback(Setback(error).short)))
            }
            seen += found
            next += Int64(page.count)
            if !found.isEmpty { nothingSince = next }
            let isLongEnough = takesLists || next - nothingSince >= PanelClient.mostIDs - 1
            if found.isEmpty, isLongEnough, begin == nil { return reach(.noneForAWhile) }
            if let perMinute = provider.terms.requestsPerMinute {
                guard (try? await Task.sleep(for: .milliseconds(60_000 / perMinute))) != nil else {
                    return reach(.time)
                }
            }
        }
        return reach(begin.map { next >= $0 } == true ? .listBegins : .limit)
    }

    /// What a provider that takes no lists says of one order.
    private func state(of number: Int64) async throws(PanelClientError) -> [String: StatusReply] {
        let id = String(number)
        return [id: try await CallsByID.states(of: client).ask(about: id)]
    }

    private func order(_ reply: StatusReply?, of number: Int64) -> Seen? {
        guard case .order(let order)? = reply else { return nil }
        let report = UpstreamReport(order, currency: currency)
        let details = OrphanOrder.Details(status: report.statusText, charge: report.charge)
        return (UpstreamID(unchecked: String(number)), details)
    }

    private func listed(_ order: ListedOrder) -> Seen? {
        guard let id = UpstreamID(order.id) else { return nil }
        let report = order.state.map { UpstreamReport($0, currency: currency) }
        let details = OrphanOrder.Details(
            status: report?.statusText,
            charge: report?.charge,
            service: order.service,
            link: order.link,
            quantity: order.quantity,
            created: order.created
        )
        return (id, details)
    }
}

extension ProviderSurvey.End {
    fileprivate var problem: ProviderProblem? {
        if case .problem(let problem) = self { problem } else { nil }
    }
}

extension PanelClientError {
    /// Whether nothing was answered at all.
    fileprivate var isOfSilence: Bool {
        switch kind {
        case .notSent, .timedOut, .cancelled, .connectionLost: true
        case .http, .notJSON, .compressed, .truncated, .tooLarge, .unexpectedShape, .refused: false
        }
    }
}
