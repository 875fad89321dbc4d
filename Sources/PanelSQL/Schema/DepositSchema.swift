extension Migration {
    /// By which the deposits of an account are found.
    static let deposits = Migration(
        version: 26,
        statements: ["CREATE INDEX credits_deposits ON credits (account_id, id) WHERE amount > 0"]
    )
}
