package import PanelCore
import PanelStore

extension StaffOperations {
    /// What is set, and what holds by itself.
    package func settings() async throws -> Settings {
        try require(.viewSettings)
        return try await store.settings()
    }

    /// - Parameter value: As it is typed.
    /// - Returns: The value as it is stored.
    package func changeSetting(_ name: SettingName, to value: String) async throws -> String {
        try await perform(ChangeSetting(name, to: value))
    }
}
