import PanelCore
import PanelStore
import Testing

// The writer in front of a store.
extension StoreConformance {
    static let writer: [StoreScenario] = [
        StoreScenario("a full queue refuses at once and loses nothing", fullQueueRefuses),
        StoreScenario("a closed writer takes nothing more and answers what waits", closedWriterAnswers),
        StoreScenario("a queue longer than a batch is carried out in order", batchesAreLimited),
        StoreScenario("a caller who goes away cancels nothing", cancelledCaller),
        StoreScenario("two writers on one store keep the books", twoWriters),
        StoreScenario("what has become too late is not carried out, and keeps nothing else from it", conditions),
    ]

    private static func fullQueueRefuses(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        var limits = BatchWriter.Limits()
        limits.waiting = 1
        let queue = panel.queue(limits)
        let first = queue.add(panel.placing(request, for: alice, requestID: "r0"))
        for number in 1...20 {
            let task = queue.add(panel.placing(request, for: alice, requestID: "r\(number)"))
            await #expect(throws: WriterError.overloaded) { _ = try await task.value }
        }
        #expect(try await panel.store.orders(OrderFilter(limit: 99)).isEmpty)
        try await queue.carryOut()
        #expect(try await first.value.get() == .placed(OrderID(rawValue: 1)))
        #expect(try await panel.balance(alice) == .of("97.5"))
        // Nothing was done for the refused ones: trying again places them.
        for number in 1...20 {
            let outcome = try await panel.perform(panel.placing(request, for: alice, requestID: "r\(number)"))
            #expect(outcome == .placed(OrderID(rawValue: Int64(number) + 1)))
        }
    }

    private static func closedWriterAnswers(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "5")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let queue = panel.queue()
        let waiting = (0..<3).map { _ in queue.add(panel.placing(request, for: alice)) }
        queue.close()
        for _ in 0..<3 {
            let late = queue.add(panel.placing(request, for: alice))
            await #expect(throws: WriterError.closed) { _ = try await late.value }
        }
        try await queue.carryOut()
        #expect(try await waiting[0].value.get() == .placed(OrderID(rawValue: 1)))
        #expect(try await waiting[1].value.get() == .placed(OrderID(rawValue: 2)))
        #expect(try await waiting[2].value.refusal == .insufficientBalance)
        // Closing while the writer sleeps ends it, and again does nothing.
        panel.writer.close()
        panel.writer.close()
        await #expect(throws: WriterError.closed) { try await panel.perform(panel.placing(request, for: alice)) }
        #expect(try await panel.store.orders(OrderFilter(limit: 99)).count == 2)
    }

    private static func batchesAreLimited(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        var limits = BatchWriter.Limits()
        limits.batch = 3
        let queue = panel.queue(limits)
        let tasks = (0..<10).map { _ in queue.add(panel.placing(request, for: alice)) }
        try await queue.carryOut()
        var ids: [Int64] = []
        for task in tasks { ids.append(try await task.value.get().placedOrder?.rawValue ?? 0) }
        #expect(ids == Array(1...10))
    }

    private static func cancelledCaller(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let queue = panel.queue()
        let tasks = (0..<6).map { _ in queue.add(panel.placing(request, for: alice)) }
        for task in tasks.prefix(3) { task.cancel() }
        try await queue.carryOut()
        for (index, task) in tasks.enumerated() {
            #expect(try await task.value.get() == .placed(OrderID(rawValue: Int64(index) + 1)))
        }
        let running = Task { try await panel.perform(panel.placing(request, for: alice)) }
        running.cancel()
        #expect(try await running.value == .placed(OrderID(rawValue: 7)))
        #expect(try await panel.balance(alice) == .of("82.5"))
    }

    private static func conditions(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "100")
        let service = try await panel.service()
        let command = panel.placing(try await panel.request(service, of: alice), for: alice)
        async let other = panel.perform(command)
        await #expect(throws: WriterError.notCarriedOut) {
            _ = try await panel.writer.perform(command, onlyIf: { false })
        }
        #expect(try await other.placedOrder != nil)
        _ = try await panel.writer.perform(command, onlyIf: { true })
        #expect(try await panel.balance(alice) == .of("95"))
    }

    private static func twoWriters(_ panel: PanelFixture) async throws {
        let alice = try await panel.account(balance: "25")
        let service = try await panel.service()
        let request = try await panel.request(service, of: alice)
        let second = PanelFixture(store: panel.store)
        let placed = try await second.whileRunning {
            try await simultaneously(40) { number in
                let writer = number % 2 == 0 ? panel.writer : second.writer
                return try? await writer.perform(panel.placing(request, for: alice)).get().placedOrder
            }
        }
        #expect(placed.compactMap { $0?.rawValue }.sorted() == Array(1...10))
        #expect(try await panel.balance(alice) == .zero)
    }
}
