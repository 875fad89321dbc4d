/// Why a command has no outcome.
package enum WriterError: Error, Hashable, Sendable {
    /// The panel is closed until its operator opens it again. Nothing was done.
    case panelIsClosed(ClosedReason)
    /// Too many commands wait. Nothing was done; trying again later is right.
    case overloaded
    /// The server is shutting down. Nothing was done.
    case closed
    /// The store failed, or the command's condition did not hold. Nothing was done.
    case notCarriedOut
    /// The store was lost during the commit; whether the command was carried out is not known.
    case outcomeUnknown
}
