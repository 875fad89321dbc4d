import PanelCore

/// A part of a worker between two looks.
struct Sleeper {
    /// When it looks next; `nil` while it waits to be told.
    private(set) var looksAt: Instant? = Instant(milliseconds: 0)
    /// Whether something was due when it looked last, but for somebody else: it looks once that is otherwise.
    private(set) var waitsForOthers = false
    /// Until when it pauses, whatever comes.
    private(set) var pausesUntil = Instant(milliseconds: 0)
    private(set) var isAwake = false
    private var isRung = false

    mutating func wake() {
        (isAwake, isRung) = (true, false)
        (looksAt, waitsForOthers) = (nil, false)
    }

    mutating func sleep(until moment: Instant?, pausingUntil pause: Instant, waitsForOthers: Bool = false) {
        isAwake = false
        pausesUntil = pause
        looksAt = isRung ? pause : moment
        self.waitsForOthers = waitsForOthers && looksAt == nil
    }

    /// A commit gives it something to do.
    mutating func ring() {
        if isAwake { isRung = true } else { looksAt = pausesUntil }
    }
}

/// When the parts of workers look: as the core says, from what the store says is due and what commits tell of.
extension Simulation {
    /// When a part is to look next, once its provider can be called.
    ///
    /// - Parameter due: When something is due that it can do.
    func lookDue(_ part: WorkerPart, _ index: Int, _ due: Instant?) -> Instant? {
        let sleeper = workers[index][part]
        guard !sleeper.isAwake else { return nil }
        let next = sleeper.looksAt ?? (sleeper.waitsForOthers ? due.map { max($0, sleeper.pausesUntil) } : nil)
        return next.flatMap {
            workers[index].opening(for: part == .submissions ? .orders : .others, from: $0, at: instant)
        }
    }

    /// Has a part pause, and sleep until something may be due, or until it is told. Looks on the way that can come to nothing
    /// are left out.
    ///
    /// - Parameter due: When something is due that it can do.
    func rest(_ part: WorkerPart, _ index: Int, after looks: Int64 = 0, until due: Instant?) {
        let provider = store.providers[index]
        let nextDue = store.nextDue(at: provider.id)
        func rest(at moment: Instant) -> Int64 {
            let now = Timestamp(milliseconds: moment.milliseconds + lead)
            return part.rest(until: nextDue, isPaused: provider.isPaused, after: looks, at: now)
        }
        let pause = instant.adding(milliseconds: part.pause)
        // Nobody looks for what is never due, in a thousand days.
        guard rest(at: pause.adding(seconds: 86_400_000)) < NextDue.longestRest else {
            return workers[index][part].sleep(until: nil, pausingUntil: pause)
        }
        guard let due else {
            return workers[index][part].sleep(until: nil, pausingUntil: pause, waitsForOthers: true)
        }
        var moment = pause
        var step = rest(at: moment)
        moment = moment.adding(milliseconds: step)
        while moment < due {
            step = rest(at: moment)
            moment = step <= NextDue.lookingAhead ? due : moment.adding(milliseconds: step)
        }
        workers[index][part].sleep(until: moment, pausingUntil: pause)
    }

    /// Wakes those to whom a commit gives something to do.
    func tell(of work: Set<Work>) {
        guard !work.isEmpty else { return }
        for index in workers.indices {
            for part in Worker.parts where !part.work(at: providers[index].id).isDisjoint(with: work) {
                workers[index][part].ring()
            }
        }
    }

    /// What they wait for may have come otherwise.
    func tellAll() {
        for index in workers.indices {
            for part in Worker.parts { workers[index][part].ring() }
        }
    }
}
