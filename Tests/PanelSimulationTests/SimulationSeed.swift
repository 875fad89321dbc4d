/// The randomness of one simulation: the same number, the same values (SplitMix64).
struct SimulationSeed {
    private var state: UInt64

    init(_ number: UInt64) {
        state = number &* 0xD134_2543_DE82_EF95
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of the range. The small bias of the remainder does not matter here.
    mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Whether something with this chance, in hundredths, happens.
    mutating func chance(_ percent: UInt64) -> Bool {
        next() % 100 < percent
    }

    /// One of `elements`, which must not be empty and must be in an order that is always the same.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }
}
