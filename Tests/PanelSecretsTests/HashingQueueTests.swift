import Testing

@testable import PanelSecrets

struct HashingQueueTests {
    private var queue = HashingQueue<String>(running: 2, waiting: 2)

    @Test mutating func someRunSomeWaitAndOthersAreRefused() {
        let admissions = (1...6).map { queue.admit($0, from: nil) }
        #expect(admissions == [.run, .run, .wait, .wait, .refused, .refused])
    }

    @Test mutating func whoeverCameFirstIsNext() {
        for ticket in 1...4 { _ = queue.admit(ticket, from: nil) }
        #expect(queue.finish(2) == 3)
        #expect(queue.admit(5, from: nil) == .wait)
        #expect(queue.finish(3) == 4)
        #expect(queue.finish(1) == 5)
        #expect(queue.finish(4) == nil)
        #expect(queue.finish(5) == nil)
        #expect(queue.admit(6, from: nil) == .run)
        #expect(queue.admit(7, from: nil) == .run)
        #expect(queue.admit(8, from: nil) == .wait)
    }

    @Test mutating func anOriginHasOnePlace() {
        #expect(queue.admit(1, from: "a") == .run)
        #expect(queue.admit(2, from: "a") == .refused)
        #expect(queue.admit(3, from: "b") == .run)
        #expect(queue.admit(4, from: "c") == .wait)
        #expect(queue.admit(5, from: "c") == .refused)
        #expect(queue.finish(1) == 4)
        #expect(queue.admit(6, from: "c") == .refused)
        #expect(queue.admit(7, from: "a") == .wait)
        #expect(queue.finish(4) == 7)
        #expect(queue.admit(8, from: "c") == .wait)
    }

    @Test mutating func whoGivesUpMakesRoom() {
        for (ticket, origin) in [(1, "a"), (2, "b"), (3, "c"), (4, "d")] { _ = queue.admit(ticket, from: origin) }
        #expect(queue.admit(5, from: "e") == .refused)
        let gaveUp = queue.giveUp(3)
        #expect(gaveUp)
        #expect(queue.admit(6, from: "c") == .wait)
        #expect(queue.finish(1) == 4)
        #expect(queue.finish(2) == 6)
    }

    @Test mutating func onlyWhoWaitsGivesUp() {
        _ = queue.admit(1, from: "a")
        let running = queue.giveUp(1)
        let unknown = queue.giveUp(2)
        #expect(!running && !unknown)
        #expect(queue.admit(3, from: "a") == .refused)
    }
}
