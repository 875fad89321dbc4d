extension Migration {
    /// Stores what went wrong with a provider last as facts in place of a sentence. What is there is of the last seconds,
    /// and is written anew in the next.
    static let troubles = Migration(
        version: 20,
        statements: [
            "ALTER TABLE leases RENAME COLUMN last_error TO last_trouble",
            "UPDATE leases SET last_trouble = NULL",
        ],
        isCompatible: false
    )
}
