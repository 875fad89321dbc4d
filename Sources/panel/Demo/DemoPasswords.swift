import PanelSecrets

/// The passwords of a demo, made anew each time.
struct DemoPasswords {
    let customer = DemoPasswords.make()
    let owner = DemoPasswords.make()

    private static func make() -> String { String(SecretToken().text.prefix(12)) }
}
