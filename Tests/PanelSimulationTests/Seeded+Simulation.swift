import PanelTesting

extension Seeded {
    /// The randomness of one simulation. Those of neighbours have nothing in common.
    init(simulation number: UInt64) {
        self.init(number &* 0xD134_2543_DE82_EF95)
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
