import PanelSandbox

/// A row of the matrix: what goes wrong with an `add`, and where the order may be afterwards.
struct AddFault: Sendable, CustomStringConvertible {
    /// Where an order may be once all has settled.
    enum End: Sendable {
        /// At the provider, under the id that it has there.
        case accepted
        /// At the provider, as far as its answer can be believed, and shown to staff because it can not.
        case flagged
        /// With a person or still being looked for; nothing was given back.
        case doubt
        /// Waiting to be sent: it is proven that the provider has nothing.
        case queued
    }

    /// What the provider's address leads to.
    enum Address: Sendable {
        case sandbox
        case nobody
        case unknownHost
        case plainPortWithTLS
    }

    let fault: String
    let executes: Bool?
    let address: Address
    /// At a provider that takes no keys of callers.
    let plain: [End]
    /// At one that does.
    let keyed: [End]

    init(_ fault: String, executes: Bool? = nil, plain: [End], keyed: [End], address: Address = .sandbox) {
        self.fault = fault
        self.executes = executes
        self.plain = plain
        self.keyed = keyed
        self.address = address
    }

    var description: String {
        let name = fault.replacing("_", with: "-")
        return executes.map { name + ($0 ? "-done" : "-undone") } ?? name
    }

    /// What says nothing of the order. Where it was made, its id and its charge prove it, or the key finds it; where
    /// it was not, only a key can tell.
    private static let ambiguous = [
        "no_answer", "late_answer", "slow", "reset_after_read", "http_500", "http_502", "html_200", "truncated_json",
        "cut_json", "huge", "wrong_types", "redirect", "empty",
    ]

    private static let unreachable = [
        AddFault("refused", plain: [.queued], keyed: [.queued], address: .nobody),
        AddFault("dns", plain: [.queued], keyed: [.queued], address: .unknownHost),
        AddFault("tls", plain: [.queued], keyed: [.queued], address: .plainPortWithTLS),
    ]

    private static let plainSpoken = [
        // Whether anything was written before the reset is for the network to say.
        AddFault("reset_at_accept", plain: [.accepted, .doubt], keyed: [.accepted]),
        AddFault("reset_before_read", plain: [.doubt], keyed: [.accepted]),
        AddFault("http_429", executes: false, plain: [.accepted], keyed: [.accepted]),
        AddFault("insufficient_funds", plain: [.accepted], keyed: [.accepted]),
        AddFault("unknown_error", plain: [.doubt], keyed: [.accepted]),
        AddFault("duplicate_id", plain: [.doubt], keyed: [.doubt]),
        AddFault("foreign_id", plain: [.flagged], keyed: [.flagged]),
    ]

    static let all: [AddFault] =
        unreachable + plainSpoken
        + ambiguous.flatMap { fault in
            [
                AddFault(fault, executes: true, plain: [.accepted], keyed: [.accepted]),
                AddFault(fault, executes: false, plain: [.doubt], keyed: [.accepted]),
            ]
        }
}
