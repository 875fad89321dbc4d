package import PanelCore

/// Where the panel's state lives. Engines differ only behind this.
package protocol Store: StoreReads, LifeStore {
    /// Carries out a batch in one durable transaction: loads and locks its ``Batch/reads``, folds its commands,
    /// writes what they changed, and returns once that is on disk.
    ///
    /// - Throws: ``CommitFailure``, which says whether anything can have been written.
    func commit(_ batch: Batch) async throws(CommitFailure)

    /// What tells the secret apart that the panel's keys are sealed with; `nil` while there is none.
    func secretDigest() async throws -> String?

    /// Keeps what tells the panel's secret apart, unless that is known already.
    ///
    /// - Returns: What is kept.
    func keepSecretDigest(_ digest: String) async throws -> String

    /// The newest version of the settings that this process knows to be committed. Asking costs nothing.
    var settingsVersion: SettingsVersion { get }

    /// The newest version of the accounts that this process knows to be committed. Asking costs nothing.
    var accountsVersion: AccountsVersion { get }

    /// Whether other servers may work with the same state at the same time.
    var isShared: Bool { get }

    /// Where a task runs best that commits one batch after the other: on the thread that carries commits out. Else each
    /// batch and each outcome would have to wait for a thread that takes it over.
    var committer: any TaskExecutor { get }

    /// Takes a portion of the orders, transfers and changes that listings do not have yet into what they are read from.
    ///
    /// - Returns: Whether more waits. `false` also for a panel that is closed.
    func fillListings(_ limits: ListingLimits) async throws -> Bool

    /// Copies all that is in it, as of one moment, into a file that is not there yet. Reads and writes go on.
    ///
    /// - Parameter file: A path on this machine.
    /// - Throws: `BackupProblem`, or the error of the engine.
    func backUp(to file: String) async throws -> Backup

    /// Gives the store back when everything has ended; nothing may be asked of it afterwards. A process that is
    /// killed before it loses nothing either.
    func close() throws
}

/// Why a batch was not carried out.
package enum CommitFailure: Error {
    /// Nothing of it was written.
    case failed(any Error)
    /// The connection was lost during the commit: all of it was written, or nothing.
    case outcomeUnknown(any Error)
}
