import Logging
import PanelClient
import PanelCore
import PanelStore

/// All that goes on between this panel and one provider. Each provider has a worker of its own, so that a slow or dead
/// one holds up no other.
final class ProviderWorker: Sendable {
    let context: Context
    let poller: Poller

    init(_ context: Context) {
        self.context = context
        poller = Poller(context)
    }

    /// Works until it is stopped, and finishes what was begun.
    func run() async {
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { [self] in await Submitter(worker: context, poller: poller).run() }
            tasks.addTask { [self] in await Investigator(worker: context, poller: poller).run() }
            tasks.addTask { [self] in await poller.run() }
            tasks.addTask { [self] in await Errands(worker: context).run() }
            tasks.addTask { [self] in await jobs.run(until: context.stop) }
        }
        await context.client.shutdown()
    }

    /// What recurs at each provider, at the server that calls it.
    private var jobs: JobRunner {
        JobRunner(
            [CatalogueSync(worker: context)],
            store: context.store,
            now: context.clocks.now,
            logger: context.logger
        )
    }

    /// What the parts of a worker share.
    struct Context: Sendable {
        let provider: Provider
        let client: PanelClient
        let store: any Store
        let writer: BatchWriter
        let gate: ProviderGate
        let lists: ProviderLists
        /// The panel's currency.
        let currency: String
        let leases: ServerLeases
        let stop: StopSignal
        let logger: Logger
        let failures: FailureLog
        let clocks: Clocks
        let clockWatch: ClockWatch

        /// What the wall clock shows.
        func now() -> Timestamp { clocks.now() }

        var isStopping: Bool { stop.isGiven }

        /// Waits, but no longer than until the worker is stopped.
        func pause(_ duration: Duration) async {
            await stop.wait(atMost: duration)
        }

        /// A bell that is rung when commits give a part something to do.
        func bell(for part: WorkerPart) -> Bell { writer.wakeups.bell(for: part.work(at: provider.id)) }

        /// Looks for what a part has to do, pauses, and sleeps until there may be more, until the worker is stopped.
        func work(as part: WorkerPart, round: () async throws -> Void) async {
            let bell = bell(for: part)
            while !isStopping {
                // What fails here is tried again in the next round: nothing is noted as done before it is.
                await failures.attempt(part.rawValue) { try await round() }
                await rest(as: part, or: bell)
            }
        }

        /// Pauses, and sleeps until there may be something to do.
        ///
        /// - Parameter looks: How often in a row it was looked before, and came to nothing.
        func rest(as part: WorkerPart, after looks: Int64 = 0, or bell: Bell) async {
            await pause(.milliseconds(part.pause))
            guard !isStopping else { return }
            let rest = part.rest(until: await nextDue(), isPaused: gate.isPaused, after: looks, at: now())
            if rest > 0 { await stop.wait(atMost: .milliseconds(rest), or: bell) }
        }

        /// When there is something to do next; `nil` when that can not be read now.
        func nextDue() async -> NextDue? {
            await failures.attempt("see-what-is-due") { try await store.nextDue(of: [provider.id])[provider.id] } ?? nil
        }

        /// Carries out a command that cannot be refused.
        func perform<C: Command>(
            _ command: C,
            retries: Int = 0,
            onlyIf condition: (@Sendable () -> Bool)? = nil
        ) async throws -> C.Outcome where C.Refusal == Never {
            try await result(of: command, retries: retries, onlyIf: condition).get()
        }

        /// Carries out a command; again when the store could not, so that an answer is not lost to a full queue.
        ///
        /// Again also when the outcome of the write is not known: these commands say what happened to one attempt, and
        /// saying it twice changes nothing.
        func result<C: Command>(
            of command: C,
            retries: Int = 0,
            onlyIf condition: (@Sendable () -> Bool)? = nil
        ) async throws -> Result<C.Outcome, C.Refusal> {
            for attempt in 0..<retries {
                do {
                    return try await writer.perform(command, onlyIf: condition)
                } catch {
                    if condition?() == false { throw error }
                    // Who is called off does not wait, and tries all the same: what is to be written has happened.
                    try? await Task.sleep(for: .milliseconds(100 << attempt))
                }
            }
            return try await writer.perform(command, onlyIf: condition)
        }

        /// Makes a call with the provider's leave, waiting for it.
        func call<Answer: Sendable>(
            _ body: () async throws(PanelClientError) -> Answer
        ) async throws -> Answer {
            try await waitForLeave()
            return try await callWithLeave(body)
        }

        /// Waits for the provider's leave to make one call.
        func waitForLeave() async throws {
            while gate.enter(upTo: 1, for: .others) == 0 {
                guard !isStopping else { throw CancellationError() }
                await pause(.milliseconds(100))
            }
        }

        /// Makes a call for which there is leave.
        func callWithLeave<Answer: Sendable>(
            _ body: () async throws(PanelClientError) -> Answer
        ) async throws(PanelClientError) -> Answer {
            do throws(PanelClientError) {
                let answer = try await body()
                gate.leave(.answered, for: .others)
                return answer
            } catch {
                let end: CallGate.End = error.refusal == nil ? .failed(Setback(error)) : .answered
                gate.leave(end, for: .others, asking: error.retryAfter)
                throw error
            }
        }

        /// Sees to it that an order, which the provider turned out to have, is polled: here, or by the server that has
        /// taken over.
        func follow(_ key: SubmissionKey, _ id: UpstreamID, by poller: Poller) async {
            guard !leases.holds(.provider(provider.id)) else { return poller.follow(key, id) }
            do {
                let request = PollRequest(key: key, provider: provider.id, upstreamID: id)
                try await perform(RequestPolling(request), retries: 3)
            } catch {
                // The next server that takes the provider over finds it.
                logger.warning(
                    "An order is not polled for now.",
                    metadata: ["submission": "\(key)", "error": "\(error)"]
                )
            }
        }

        /// What the provider takes for a submission, as far as that is known.
        func cost(of due: DueSubmission) async -> Money? {
            let catalogue = await failures.attempt("read-prices") { try await store.catalogue() }
            return catalogue?[due.submission.service]?
                .cost(of: due.submission, for: due.order, piecesPerPost: due.parameters.piecesPerPost)
        }
    }
}
