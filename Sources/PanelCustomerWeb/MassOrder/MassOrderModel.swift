package import PanelCore
package import PanelOperations

/// What the page for a list of orders shows.
package struct MassOrderModel: Sendable {
    /// What stands in the box.
    package var lines: String
    package var state: State
    package var isSuspended: Bool
    /// A line that could be placed; `nil` where there is no service for one.
    package var example: OrderLine?

    package enum State: Sendable {
        /// Nothing was sent yet.
        case empty
        case refused(Refusal)
        case checked(MassCheck, Note?, Sending)
        /// Each line has its answer.
        case answered([MassOutcome.Line], Sending)
    }

    package enum Refusal: Error {
        /// There is nothing in the list.
        case nothing
        /// There are more lines than a list may have.
        case tooMany(Int)
    }

    /// Something to know of a list that was checked.
    package enum Note: Sendable {
        /// The session had ended when the form was sent, or it was of another one.
        case kept
        /// It costs more than was shown.
        case costsMore
        case refused(APIRefusal)
    }

    /// What places the list.
    package struct Sending: Sendable {
        /// As it was checked.
        package let lines: String
        /// What makes it one list, however often it is sent.
        package let requestID: String

        package init(lines: String, requestID: String) {
            self.lines = lines
            self.requestID = requestID
        }
    }

    package init(lines: String = "", state: State = .empty, isSuspended: Bool = false) {
        self.lines = lines
        self.state = state
        self.isSuspended = isSuspended
    }
}
