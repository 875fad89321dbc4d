package import PanelWire

/// A rule about what goes wrong: which requests, how, how often.
package struct SandboxFault: Sendable, Equatable {
    package var name: Name
    /// `nil` is any.
    package var action: Action?
    /// Whether the action is carried out in the books all the same; `nil` is as ``Name/executesByDefault``.
    package var executes: Bool?
    /// How often it happens at most; `nil` is without end.
    package var times: Int?
    /// In percent.
    package var chance = 100
    /// How many matching requests are left in peace first.
    package var after = 0
    /// In seconds: how long a late answer takes, or a byte of a slow one, or what `Retry-After` says.
    package var delay: Double?
    /// Where its chances begin; `nil` is what the sandbox says.
    package var seed: UInt64?

    package init(
        _ name: Name,
        action: Action? = nil,
        executes: Bool? = nil,
        times: Int? = nil,
        chance: Int = 100,
        after: Int = 0,
        delay: Double? = nil,
        seed: UInt64? = nil
    ) {
        self.name = name
        self.action = action
        self.executes = executes
        self.times = times
        self.chance = chance
        self.after = after
        self.delay = delay
        self.seed = seed
    }

    /// Whether the books take part in the request that this hits.
    var isExecuting: Bool {
        !name.isReset && (executes ?? name.executesByDefault)
    }

    /// What goes wrong.
    package enum Name: String, CaseIterable, Sendable {
        /// A reset as soon as the connection is accepted. The one fault that also meets the control plane.
        case resetAtAccept = "reset_at_accept"
        /// A reset as soon as the head of a request comes.
        case resetBeforeRead = "reset_before_read"
        case resetAfterRead = "reset_after_read"
        case noAnswer = "no_answer"
        case lateAnswer = "late_answer"
        case slow
        case truncatedJSON = "truncated_json"

        case http500 = "http_500"
        case http502 = "http_502"
        case http429 = "http_429"
        case redirect
        case html200 = "html_200"
        case empty
        case cutJSON = "cut_json"
        case huge
        case wrongTypes = "wrong_types"

        case listsRefused = "lists_refused"
        case listsRefused400 = "lists_refused_400"

        case unknownError = "unknown_error"
        case insufficientFunds = "insufficient_funds"
        case duplicateID = "duplicate_id"
        case foreignID = "foreign_id"

        case statusBackwards = "status_backwards"
        case unknownStatus = "unknown_status"
        case partialAfterCompleted = "partial_after_completed"
        case negativeRemains = "negative_remains"
        case wrongCharge = "wrong_charge"
        case leftOut = "left_out"

        /// Whether the connection ends before the request is read.
        var isReset: Bool { self == .resetAtAccept || self == .resetBeforeRead }

        /// Errors that a provider words itself are those of an action that it did not carry out.
        package var executesByDefault: Bool {
            switch self {
            case .unknownError, .insufficientFunds, .resetAtAccept, .resetBeforeRead, .listsRefused, .listsRefused400:
                false
            default: true
            }
        }

        /// Whether it happens only to requests with a list of ids.
        var isOfLists: Bool { self == .listsRefused || self == .listsRefused400 }

        /// Whether it can happen to `action`.
        package func concerns(_ action: Action?) -> Bool {
            switch self {
            case .duplicateID, .foreignID, .unknownError, .insufficientFunds: action == .add
            case .statusBackwards, .unknownStatus, .partialAfterCompleted, .negativeRemains, .wrongCharge, .leftOut:
                action == .status
            case .listsRefused, .listsRefused400: action == .status || action == .cancel || action == .refillStatus
            default: true
            }
        }
    }
}
