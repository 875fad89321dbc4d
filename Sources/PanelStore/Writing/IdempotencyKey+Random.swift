package import PanelCore

extension IdempotencyKey {
    /// A new one, drawn from the system's random numbers: for the commands that make submissions.
    package static func random() -> IdempotencyKey {
        var generator = SystemRandomNumberGenerator()
        return IdempotencyKey(drawnFrom: &generator)
    }
}
