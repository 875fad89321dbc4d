package import PanelAPI
package import PanelCore
import Synchronization

/// The documentation of the API, rendered once for each version of the catalogue and the settings.
package final class APIReferences: Sendable {
    private struct Variant: Hashable {
        let profile: ResponseProfile
        let language: Language
        let messages: Language
    }

    private struct State {
        var version: SettingsVersion?
        var kept: [Variant: RenderedReference] = [:]
    }

    private let address: String
    private let configuration: APIConfiguration
    private let state = Mutex(State())

    /// - Parameter address: Of the endpoint, as customers reach it: `https://panel.example.com/api/v2`.
    package init(address: String, configuration: APIConfiguration) {
        self.address = address
        self.configuration = configuration
    }

    /// The documentation for somebody.
    ///
    /// - Parameters:
    ///   - language: What it is written in.
    ///   - messages: The language of the messages in answers.
    package func reference(
        _ catalogue: Catalogue,
        profile: ResponseProfile,
        language: Language,
        messages: Language
    ) -> RenderedReference {
        let variant = Variant(profile: profile, language: language, messages: messages)
        let kept = state.withLock { $0.version == catalogue.version ? $0.kept[variant] : nil }
        if let kept { return kept }
        let panel = DocumentedPanel(address: address, configuration: configuration, catalogue: catalogue)
        let rendered = RenderedReference(
            APIReference(panel, profile: profile, language: language, messages: messages)
        )
        state.withLock { state in
            // Whoever comes late with an old catalogue must not push the new one's out.
            guard catalogue.version >= state.version ?? catalogue.version else { return }
            if state.version != catalogue.version { state = State(version: catalogue.version) }
            state.kept[variant] = rendered
        }
        return rendered
    }

    /// The documentation for somebody without a key, who is answered as the configuration says.
    package func publicReference(_ catalogue: Catalogue, language: Language) -> RenderedReference {
        reference(
            catalogue,
            profile: configuration.defaultProfile,
            language: language,
            messages: configuration.defaultLanguage
        )
    }
}
