extension Migration {
    /// What the rate of a subscription is the price of. A program that does not know it would sell pieces as posts, and
    /// can not go on beside one that does.
    static let subscriptionRates = Migration(
        version: 13,
        statements: [
            """
            ALTER TABLE services ADD COLUMN subscription_rate TEXT NOT NULL DEFAULT 'post'
            CHECK (subscription_rate IN ('post', 'pieces'))
            """,
            "ALTER TABLE services ADD COLUMN max_posts BIGINT CHECK (max_posts > 0)",
        ],
        isCompatible: false
    )
}
