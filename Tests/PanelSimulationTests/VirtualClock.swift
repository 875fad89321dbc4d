import PanelCore

/// What will happen, by when, on the clock that only goes forward; at the same moment in the order in which it was
/// planned.
struct VirtualClock {
    private struct Event {
        let at: Int64
        let number: Int64
        let action: () -> Void

        func isBefore(_ other: Event) -> Bool {
            at < other.at || (at == other.at && number < other.number)
        }
    }

    private(set) var now: Instant
    private var count: Int64 = 0
    /// A heap with the next event at its root.
    private var heap: [Event] = []

    init(at start: Instant) {
        now = start
    }

    var next: Instant? { heap.first.map { Instant(milliseconds: $0.at) } }

    /// Plans `action` for `delay` milliseconds from now.
    mutating func plan(after delay: Int64, _ action: @escaping () -> Void) {
        count += 1
        heap.append(Event(at: now.milliseconds + max(0, delay), number: count, action: action))
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the next event, and with it the time.
    mutating func take() -> () -> Void {
        heap.swapAt(0, heap.count - 1)
        let event = heap.removeLast()
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(heap[parent]) else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        advance(to: Instant(milliseconds: event.at))
        return event.action
    }

    mutating func advance(to moment: Instant) {
        now = max(now, moment)
    }
}
