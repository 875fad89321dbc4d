import Synchronization

/// The types of statements' parameters, as databases tell them. They are the same on every connection.
final class StatementTypes: Sendable {
    private let types = Mutex<[String: [ParameterType]]>([:])

    subscript(text: String) -> [ParameterType]? {
        get { types.withLock { $0[text] } }
        set { types.withLock { $0[text] = newValue } }
    }
}
