import Logging
import PanelClient
import PanelCore
import Synchronization

/// Asks a provider about several orders or refills: with a list of their ids, or one by one where it takes no lists.
struct CallsByID<Reply: Sendable>: Sendable {
    let action: ListSupport.Action
    let list: @Sendable ([String]) async throws(PanelClientError) -> [String: Reply]
    let single: @Sendable (String) async throws(PanelClientError) -> Reply
    /// The reply to one id that a refusal of a call about it alone is; `nil` when it says nothing of that.
    let reply: @Sendable (PanelClientError.Refusal) -> Reply?

    /// Asks about one id alone.
    func ask(about id: String) async throws(PanelClientError) -> Reply {
        do throws(PanelClientError) {
            return try await single(id)
        } catch {
            guard let said = error.refusal.flatMap(reply) else { throw error }
            return said
        }
    }

    /// The replies to `ids`, as far as there are any. Each call waits for the provider's leave.
    func replies(to ids: [String], of worker: ProviderWorker.Context) async throws -> [String: Reply] {
        var replies: [String: Reply] = [:]
        if worker.lists.areTaken(for: action) {
            do {
                return try await worker.call { () async throws(PanelClientError) in try await list(ids) }
            } catch let error as PanelClientError where action == .status || error.refusal != nil {
                // What an answer that says nothing did is not known: only a question is asked once more at once.
                replies = await understood(of: ids, insteadOf: error, by: worker)
                guard !replies.isEmpty else { throw error }
            }
        }
        for id in ids where replies[id] == nil && !worker.isStopping {
            do {
                replies[id] = try await worker.call { () async throws(PanelClientError) in try await ask(about: id) }
            } catch let error as PanelClientError where error.refusal?.isOfAccount == false {
                continue
            } catch {
                // The rest is for the next round.
                break
            }
        }
        return replies
    }

    /// Finds out whether a provider that does not answer a list does answer about its ids one by one, and remembers that
    /// where it is certain.
    ///
    /// - Parameter failure: What became of the list; `nil` when the answer says nothing of any id.
    /// - Returns: What it answered to one; nothing when it does not, or was not to be asked.
    func understood(
        of ids: [String],
        insteadOf failure: PanelClientError?,
        by worker: ProviderWorker.Context
    ) async -> [String: Reply] {
        guard failure?.mayBeOfList ?? true else { return [:] }
        let refusal = failure?.refusal
        for id in ids.prefix(ListSupport.mostTries) {
            let said: Reply
            var isUnderstood = true
            do {
                try await worker.waitForLeave()
                said = try await worker.callWithLeave { () async throws(PanelClientError) in try await single(id) }
            } catch let error as PanelClientError {
                // In the same words it refuses anything; in others it seems to have looked at the id.
                guard let refusal, let other = error.refusal else { return [:] }
                guard other.words != refusal.words, let answer = reply(other) else { continue }
                said = answer
                isUnderstood = refusal.reading.isOfMissingID || other.reading.isOfUnknownID
            } catch {
                return [:]
            }
            if isUnderstood {
                worker.lists.noteRefused(action)
                worker.logger.notice(
                    "The provider takes no lists of ids: it is asked about one at a time.",
                    metadata: [
                        "action": "\(action)", "answer": "\(failure?.description ?? "It said nothing of any of them.")",
                    ]
                )
            }
            return [id: said]
        }
        return [:]
    }
}

extension CallsByID where Reply == StatusReply {
    /// The states of orders.
    static func states(of client: PanelClient) -> CallsByID {
        CallsByID(
            action: .status,
            list: { (ids) async throws(PanelClientError) in try await client.statuses(of: ids) },
            single: { (id) async throws(PanelClientError) in try await client.status(of: id) },
            reply: { $0.reading.isOfUnknownID ? .error($0.words) : nil }
        )
    }
}

/// What a provider's worker knows of the lists that its provider takes.
final class ProviderLists: Sendable {
    private let support = Mutex(ListSupport())
    private let clocks: Clocks

    init(clocks: Clocks) {
        self.clocks = clocks
    }

    func areTaken(for action: ListSupport.Action) -> Bool {
        support.withLock { $0.takesLists(action, at: clocks.instant()) }
    }

    func admitTry(_ action: ListSupport.Action) -> Bool {
        support.withLock { $0.admitsTry(action, at: clocks.instant()) }
    }

    func noteRefused(_ action: ListSupport.Action) {
        support.withLock { $0.noteRefused(action, at: clocks.instant()) }
    }
}
