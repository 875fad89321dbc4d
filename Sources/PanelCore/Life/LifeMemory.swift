/// What a server's directory remembers of its panel, apart from the database: what an old database does not know.
package struct LifeMemory: Sendable, Equatable {
    /// How far the panel had come, at least.
    package var life: PanelLife
    /// Where the database's file lay.
    package var place: FilePlace
    /// The machine and the device, which change by themselves: only noted in the log when they differ.
    package var host: Host
    /// The latest that the wall clock showed when this was written down: the clock may have been set back since.
    package var latest: Timestamp

    package struct Host: Sendable, Equatable {
        package var machine: String
        package var device: Int64

        package init(machine: String, device: Int64) {
            self.machine = machine
            self.device = device
        }
    }

    package init(life: PanelLife, place: FilePlace, host: Host, latest: Timestamp) {
        self.life = life
        self.place = place
        self.host = host
        self.latest = latest
    }

    /// Whether the wall clock was set back after a database of this panel was as it is in a copy, as far as is known.
    ///
    /// - Parameters:
    ///   - copy: What the copy says of itself.
    ///   - now: What the clock shows.
    package func clockWasSetBack(since copy: PanelLife, now: Timestamp) -> Bool {
        latest > now || life.marks[PanelLife.clock] ?? 0 > copy.marks[PanelLife.clock] ?? 0
    }

    /// Whether this says the same of the panel, at whatever time.
    package func saysAsMuch(as other: LifeMemory) -> Bool {
        life == other.life && place == other.place && host == other.host
    }

    /// Lines of `key = value`.
    package var text: String {
        let fixed = [
            "installation = \(life.installation)", "life = \(life.number)", "inode = \(place.inode)",
            "born = \(place.bornAt)", "device = \(host.device)", "machine = \(host.machine)",
            "latest = \(latest.milliseconds)",
        ]
        let marks = life.marks.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        return (fixed + marks).joined(separator: "\n") + "\n"
    }

    /// - Parameter text: What ``text`` gave; `nil` when it is anything else.
    package init?(text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let sign = line.firstIndex(of: "=") else { return nil }
            let (key, value) = (line[..<sign].trimmedASCII, line[line.index(after: sign)...].trimmedASCII)
            guard values.updateValue(String(value), forKey: String(key)) == nil else { return nil }
        }
        func takeNumber(_ key: String) -> Int64? { values.removeValue(forKey: key).flatMap { Int64($0) } }
        guard let installation = values.removeValue(forKey: "installation"), !installation.isEmpty,
            let machine = values.removeValue(forKey: "machine"), let number = takeNumber("life"),
            let inode = takeNumber("inode"), let bornAt = takeNumber("born"), let device = takeNumber("device"),
            let latest = takeNumber("latest")
        else { return nil }
        var marks: [String: Int64] = [:]
        for (name, value) in values {
            guard let mark = Int64(value) else { return nil }
            marks[name] = mark
        }
        life = PanelLife(installation: installation, number: number, marks: marks)
        place = FilePlace(inode: inode, bornAt: bornAt)
        host = Host(machine: machine, device: device)
        self.latest = Timestamp(milliseconds: latest)
    }
}

extension LifeMemory {
    /// What a directory remembers, as far as it is there and can be read.
    package enum State: Sendable, Equatable {
        /// There was no panel yet.
        case none
        case unreadable
        case some(LifeMemory)

        /// Whether a panel was served from the directory.
        package var isOfAPanel: Bool { self != .none }

        /// What is remembered of the panel with the name `installation`, if it is that one.
        package func remembered(of installation: String) -> LifeMemory? {
            guard case .some(let memory) = self, memory.life.installation == installation else { return nil }
            return memory
        }

        /// Why a database must not be used as it is; `nil` when nothing is in the way.
        ///
        /// - Parameters:
        ///   - life: What the database says of itself.
        ///   - recorded: Where it says that it lies.
        ///   - place: Where it lies.
        package func reasonToClose(
            _ life: PanelLife,
            recorded: FilePlace,
            at place: FilePlace
        ) -> ClosedReason? {
            switch self {
            case .none: break
            case .unreadable: return .unreadableMemory
            case .some(let memory):
                if let shortfall = life.shortfall(from: memory.life) { return shortfall }
                // Another file of the same panel is another copy of it, even one that says that it lies here.
                if memory.life.number == life.number, place.differs(from: memory.place) { return .elsewhere }
            }
            return place.differs(from: recorded) ? .elsewhere : nil
        }
    }
}
