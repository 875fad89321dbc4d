import PanelCore
import Testing

/// What tells a database that may be used from a copy and from an old one.
struct PanelLifeTests {
    private static let here = FilePlace(inode: 7, bornAt: 1000)
    private static let life = PanelLife(
        installation: "a",
        number: 2,
        marks: [PanelLife.generation: 5, PanelLife.clock: 1, PanelLife.settings: 9, "orders": 120]
    )
    private static let memory = LifeMemory(
        life: life,
        place: here,
        host: .init(machine: "m", device: 1),
        latest: noon
    )

    private func reason(
        _ change: (inout PanelLife) -> Void = { _ in },
        recorded: FilePlace = here,
        at place: FilePlace = here,
        remembering memory: LifeMemory.State = .some(memory)
    ) -> ClosedReason? {
        var life = PanelLifeTests.life
        change(&life)
        return memory.reasonToClose(life, recorded: recorded, at: place)
    }

    @Test func whatIsAsItWasIsOpen() {
        #expect(reason() == nil)
        #expect(reason(remembering: .none) == nil)
    }

    @Test func whatWentOnIsOpen() {
        #expect(reason { $0.marks["orders"] = 121 } == nil)
        #expect(reason { $0.marks["new"] = 1 } == nil)
    }

    @Test(arguments: [PanelLife.generation, PanelLife.clock, PanelLife.settings, "orders"])
    func whatIsBehindIsClosed(_ mark: String) throws {
        let known = try #require(PanelLifeTests.life.marks[mark])
        #expect(reason { $0.marks[mark] = known - 1 } == .behind(mark: mark, found: known - 1, known: known))
        #expect(reason { $0.marks[mark] = nil } == .behind(mark: mark, found: 0, known: known))
    }

    @Test func anotherPanelIsClosed() {
        #expect(reason { $0.installation = "b" } == .otherPanel)
    }

    /// Marks of two lives say nothing of each other.
    @Test func aLaterLifeIsOpenAndAnEarlierOneClosed() {
        #expect(reason { life in (life.number, life.marks) = (3, [:]) } == nil)
        #expect(reason { $0.number = 1 } == .behind(mark: "life", found: 1, known: 2))
    }

    @Test func aFileThatIsAnotherOneIsClosed() {
        for other in [FilePlace(inode: 8, bornAt: 1000), FilePlace(inode: 7, bornAt: 1001)] {
            #expect(reason(at: other) == .elsewhere)
            #expect(reason(at: other, remembering: .none) == .elsewhere)
            // A copy that was opened somewhere else, and brought here.
            #expect(reason(recorded: other, at: other) == .elsewhere)
        }
    }

    @Test func whatIsNotKnownOfAPlaceIsNoReason() {
        #expect(reason(at: .unknown) == nil)
        #expect(reason(recorded: .unknown) == nil)
        #expect(reason(at: FilePlace(inode: 7, bornAt: 0)) == nil)
        #expect(reason(at: FilePlace(inode: 8, bornAt: 0)) == .elsewhere)
    }

    @Test func anOldDatabaseIsNotMendedByMoving() {
        let reason = reason({ $0.marks["orders"] = 1 }, at: FilePlace(inode: 8, bornAt: 2000))
        #expect(reason == .behind(mark: "orders", found: 1, known: 120))
        #expect(reason?.isMendedByMoving == false)
        #expect(ClosedReason.elsewhere.isMendedByMoving)
    }

    @Test func aMemoryThatCanNotBeReadCloses() {
        #expect(reason(remembering: .unreadable) == .unreadableMemory)
    }

    // MARK: The clock

    @Test func aStepBackAfterTheCopyIsKnown() {
        var memory = PanelLifeTests.memory
        memory.life.marks[PanelLife.clock] = 2
        var copy = memory.life
        #expect(!memory.clockWasSetBack(since: copy, now: noon))
        #expect(memory.clockWasSetBack(since: copy, now: noon.adding(seconds: -1)))
        copy.marks[PanelLife.clock] = 1
        #expect(memory.clockWasSetBack(since: copy, now: noon))
    }

    // MARK: Text

    @Test func aMemoryIsReadAsItWasWritten() {
        #expect(LifeMemory(text: PanelLifeTests.memory.text) == PanelLifeTests.memory)
        var bare = PanelLifeTests.memory
        bare.host.machine = ""
        bare.life.marks = [:]
        #expect(LifeMemory(text: bare.text) == bare)
    }

    @Test func whatIsNoMemoryIsNotRead() {
        let text = PanelLifeTests.memory.text
        let damaged = [
            "", "\n", "hello\n", String(text.dropFirst()), text + "orders = 1\n", text + "refills = x\n",
            text.replacing("installation = a", with: "installation ="), text.replacing("born = 1000\n", with: ""),
        ]
        for text in damaged { #expect(LifeMemory(text: text) == nil, "\(text)") }
    }

    @Test func aReasonForAllServersIsReadAsItWasWritten() {
        let reason = ClosedReason.behind(mark: "orders", found: 1, known: 120)
        #expect(ClosedReason(stored: reason.stored) == reason)
        #expect(ClosedReason(stored: "what a later version says") != reason)
    }
}
