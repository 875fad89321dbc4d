extension Migration {
    /// The catalogue in its order, page by page.
    static let catalogueOrder = Migration(
        version: 21,
        statements: ["CREATE INDEX services_category ON services (category, position, id)"]
    )
}
