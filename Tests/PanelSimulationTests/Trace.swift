/// What happened, step by step: as one number, and in words when somebody wants to read it.
struct Trace {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var lines: [String] = []
    private let isRecorded: Bool

    init(isRecorded: Bool) {
        self.isRecorded = isRecorded
    }

    mutating func note(at milliseconds: Int64, _ what: StaticString, _ numbers: [Int64], _ words: () -> String) {
        mix(UInt64(bitPattern: milliseconds))
        mix(UInt64(what.utf8CodeUnitCount))
        for number in numbers { mix(UInt64(bitPattern: number)) }
        guard isRecorded else { return }
        let seconds = milliseconds / 1000 % 10_000_000
        lines.append("\(seconds).\(milliseconds % 1000 / 100) \(what) \(words())")
    }

    private mutating func mix(_ number: UInt64) {
        hash = (hash ^ number) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
    }
}
