extension Migration {
    /// Stores what happened to orders, and why people have to look at them, as codes and facts in place of sentences. The
    /// sentences that are there become facts of their own.
    static let histories = Migration(
        version: 15,
        statements: [
            "ALTER TABLE order_events RENAME COLUMN detail TO facts",
            SQL("UPDATE order_events SET facts = 'noted=' || \(escaped("facts")) WHERE facts <> ''"),
            // What has to have facts and has none.
            "UPDATE order_events SET facts = 'noted=' WHERE facts = '' AND what NOT IN ('staff', 'cancel_taken')",
            SQL(
                """
                UPDATE submissions SET attention = 'noted\twords=' || \(escaped("attention"))
                WHERE attention IS NOT NULL
                """
            ),
        ],
        isCompatible: false
    )

    /// A column as `Facts` writes a value.
    private static func escaped(_ column: String) -> String {
        #"REPLACE(REPLACE(REPLACE(\#(column), '\', '\\'), '"# + "\t" + #"', '\t'), '"# + "\n" + #"', '\n')"#
    }
}
