/// How far a panel has come, by what its database says of itself.
package struct PanelLife: Sendable, Equatable {
    /// The name of the panel, which no other has.
    package var installation: String
    /// How often the panel was opened again from a backup, from 1. Marks of two lives can not be compared.
    package var number: Int64
    /// What only grows, by name: the generation, the versions, the steps of the clock, where each sequence of ids stands.
    package var marks: [String: Int64]

    /// The mark that each `serve` of an open panel raises, and nothing else.
    package static let generation = "generation"
    /// The mark of how often a server found that the wall clock had been set back.
    package static let clock = "clock"
    /// The mark of the settings' version.
    package static let settings = "settings"
    /// The mark of the accounts' version. `accounts` is the mark of their sequence.
    package static let accountChanges = "account_changes"
    /// How far above all that is known the ids go on after a restore.
    package static let restoreGap: Int64 = 1_000_000

    package init(installation: String, number: Int64, marks: [String: Int64]) {
        self.installation = installation
        self.number = number
        self.marks = marks
    }

    /// What is wrong with a database of this life, for somebody who knows that it had come to `known`.
    package func shortfall(from known: PanelLife) -> ClosedReason? {
        guard installation == known.installation else { return .otherPanel }
        guard number >= known.number else {
            return .behind(mark: "life", found: number, known: known.number)
        }
        // What a panel had come to before it was restored says nothing about it now.
        guard number == known.number else { return nil }
        for (name, value) in known.marks.sorted(by: { $0.key < $1.key }) {
            let found = marks[name] ?? 0
            if found < value { return .behind(mark: name, found: found, known: value) }
        }
        return nil
    }

    /// The further one of two, mark by mark, of the same life; else the later life.
    package func merged(with other: PanelLife) -> PanelLife {
        guard installation == other.installation, number == other.number else {
            return other.installation == installation && other.number > number ? other : self
        }
        return PanelLife(
            installation: installation,
            number: number,
            marks: marks.merging(other.marks) { max($0, $1) }
        )
    }
}
