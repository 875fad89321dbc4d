import PanelWire

/// The rules in force, and how often each has come to pass.
struct FaultSchedule {
    struct Entry {
        let fault: SandboxFault
        fileprivate(set) var hits = 0
        fileprivate var seen = 0
        fileprivate var random: SplitMix

        /// Whether it happens to a request that it is about.
        fileprivate mutating func strikes() -> Bool {
            seen += 1
            guard seen > fault.after, hits < fault.times ?? .max else { return false }
            guard fault.chance >= 100 || Int(random.next() % 100) < fault.chance else { return false }
            hits += 1
            return true
        }
    }

    private(set) var entries: [Entry]

    init(_ faults: [SandboxFault], seed: UInt64) {
        entries = faults.enumerated().map { index, fault in
            Entry(fault: fault, random: SplitMix(state: fault.seed ?? seed &+ UInt64(index)))
        }
    }

    /// Whether a connection that was just accepted is reset.
    mutating func strikeConnection() -> Bool {
        first { $0.name == .resetAtAccept } != nil
    }

    /// Whether the connection is reset at the head of a request.
    mutating func strikeHead() -> Bool {
        first { $0.name == .resetBeforeRead } != nil
    }

    /// What happens to a request that was read. The first rule that matches decides.
    ///
    /// - Parameter isList: Whether it names several ids at once, or could.
    mutating func strike(_ action: Action?, isList: Bool) -> SandboxFault? {
        first { fault in
            !fault.name.isReset && (fault.action == nil || fault.action == action) && fault.name.concerns(action)
                && (isList || !fault.name.isOfLists)
        }
    }

    private mutating func first(_ matches: (SandboxFault) -> Bool) -> SandboxFault? {
        for index in entries.indices where matches(entries[index].fault) && entries[index].strikes() {
            return entries[index].fault
        }
        return nil
    }
}

/// Chances that are the same in every run (Steele, Lea and Flood's SplitMix64).
struct SplitMix: RandomNumberGenerator {
    fileprivate var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
