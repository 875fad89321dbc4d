import Testing

/// What can go wrong with each action, at dozens of providers at a time.
///
/// One table after the other: a machine that is busy with all of them at once answers too late by itself, and then it
/// is not the fault that is tested.
@Suite(.serialized)
enum FaultMatrix {
    /// What is not there in time. All else comes at once.
    static let silent: Set<String> = ["no_answer", "late_answer", "slow"]

    /// How long a call may take to a provider that a fault happens at, in seconds.
    ///
    /// What is silent is waited for until then. All the same it is longer than a machine stands still: the provider
    /// answers other calls.
    static func timeout(for fault: String) -> Int { silent.contains(fault) ? 15 : 60 }

    /// What a fault is set up with: so late, or with such pauses, that no call waits for all of it.
    static func more(for fault: String) -> String {
        switch fault {
        case "late_answer": #","delay":60"#
        case "slow": #","delay":10"#
        default: ""
        }
    }
}
