import Testing

/// What can go wrong with each action, at dozens of providers at a time.
///
/// One table after the other: a machine that is busy with all of them at once answers too late by itself, and then it
/// is not the fault that is tested.
@Suite(.serialized)
enum FaultMatrix {
    /// How long a call may take there, in seconds: less than what is late, more than what is only slow to come.
    static let timeout = 4
}
