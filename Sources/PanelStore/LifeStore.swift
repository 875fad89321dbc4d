package import PanelCore

/// What a database says of its panel's life, and where it lies.
package struct StoredLife: Sendable, Equatable {
    package var life: PanelLife
    /// Where the database says that it lies.
    package var recordedPlace: FilePlace
    /// Why it is closed for all servers, when it is.
    package var closed: ClosedReason?

    package init(life: PanelLife, recordedPlace: FilePlace, closed: ClosedReason?) {
        self.life = life
        self.recordedPlace = recordedPlace
        self.closed = closed
    }
}

/// A panel has one life: a database that is a copy, or older than it was, takes nothing until somebody opens it.
package protocol LifeStore: Sendable {
    /// Why the panel takes nothing; `nil` while it is open, or is just opened again by this process. Asking costs nothing.
    /// What is closed stays so for as long as this store exists.
    var closedReason: ClosedReason? { get }

    /// Whether the database answered when ``life()`` last asked it, and soon. Who serves a panel asks about once a second.
    /// Reading this costs nothing.
    var isReachable: Bool { get }

    /// Where the database's file lies; unknown when it is no file here.
    var place: FilePlace { get }

    /// Closes the panel unless its database is what was remembered of it. A database that does not know yet where it
    /// lies learns it. To be called once, before anything else is done with the store.
    func open(remembering memory: LifeMemory.State) async throws

    /// Notes that an open panel is served from now on.
    func beginGeneration() async throws

    /// Notes that the wall clock was found to have been set back, before anything is done about that.
    func noteClockSetBack() async throws

    /// What the database says now. A database that is behind what this process knows of it is closed by that.
    func life() async throws -> StoredLife

    /// Proves that the database is still the one that was opened.
    func checkIsThere() throws

    // MARK: Opening again

    /// Lets this store carry out commands though the panel is closed, so that what waits in it can be settled before it
    /// is opened for others.
    func beginReopening()

    /// Has all ids go on above everything that is known.
    ///
    /// - Parameters:
    ///   - known: What else than the database knows how far the panel was.
    ///   - firstOrder: The id that the next order gets.
    /// - Throws: ``ReopeningError``.
    func raiseSequences(above known: PanelLife?, firstOrder: Int64?) async throws

    /// Opens the panel where its database lies now.
    ///
    /// - Parameters:
    ///   - isRestored: Whether a new life begins.
    ///   - known: What else than the database knows how far the panel was.
    func reopen(isRestored: Bool, knowing known: PanelLife?) async throws

    /// The servers that work with the database, as far as they tell each other.
    func livingServers(at now: Timestamp) async throws -> [String]
}

/// Why a panel is not opened again.
package enum ReopeningError: Error, CustomStringConvertible {
    /// The first id was given out already.
    case firstOrderIsTaken(Int64, next: Int64)
    /// Ids would be too large to be read exactly as numbers of JSON.
    case idsTooLarge(sequence: String)

    /// The largest number that every reader of JSON reads exactly.
    package static let largestID: Int64 = 1 << 53

    package var description: String {
        switch self {
        case .firstOrderIsTaken(let first, let next):
            "Orders up to \(next - 1) were given out already, as far as is known: the first one cannot be \(first)."
        case .idsTooLarge(let sequence): "The ids of \(sequence) would be larger than 2^53."
        }
    }
}
