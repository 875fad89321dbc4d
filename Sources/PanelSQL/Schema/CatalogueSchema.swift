extension Migration {
    /// The catalogue in its order, page by page.
    static let catalogueOrder = Migration(
        version: 20,
        statements: ["CREATE INDEX services_category ON services (category, position, id)"]
    )
}
