import ArgumentParser
import Foundation
import PanelConfiguration
import Testing

@testable import panel

/// The declarations of the program's keys, as a whole.
struct StartupKeysTests {
    private static let keys = StartupKeys.all.all

    private static func root(_ key: StartupKey, _ value: String) throws -> StartupConfiguration {
        try StartupConfiguration.resolve(environment: [key.variable: value]).root
    }

    @Test(arguments: keys.filter { $0.bounds != nil })
    func numbersMayBeWhatTheirBoundsSayAndNothingElse(_ key: StartupKey) throws {
        let bounds = try #require(key.bounds)
        for value in [bounds.lowerBound, bounds.upperBound] {
            #expect(throws: Never.self) { try StartupKeysTests.root(key, String(value)) }
        }
        for value in [
            "\(bounds.lowerBound - 1)", "\(bounds.upperBound + 1)", "", " 5", "5.0", "99999999999999999999", "five",
        ] {
            let isEmpty = value.isEmpty
            guard !isEmpty else { continue }
            let error = #expect(throws: CommandFailure.self) { try StartupKeysTests.root(key, value) }
            #expect(error?.description.contains("from \(bounds.lowerBound) to \(bounds.upperBound)") == true)
            #expect(error?.description.contains(key.variable) == true)
        }
    }

    /// What holds unless something is said is in the code once, and its declaration would let it be said.
    @Test(arguments: keys.filter { !$0.defaults.isEmpty })
    func whatHoldsByItselfMayBeSaid(_ key: StartupKey) throws {
        let said = try StartupKeysTests.root(key, key.defaults.joined(separator: ","))
        #expect(shown(said) == shown(StartupConfiguration()))
    }

    /// Two keys that set the same thing would be one declaration too many.
    @Test func everyKeySetsSomethingOfItsOwn() throws {
        var seen = [shown(StartupConfiguration()): "nothing"]
        for key in StartupKeysTests.keys where key.bounds != nil || key.form == .toggle {
            let value = key.bounds.map { String($0.upperBound) } ?? "true"
            let text = shown(try StartupKeysTests.root(key, value))
            #expect(seen[text] == nil, "\(key.name) sets what \(seen[text] ?? "") sets")
            seen[text] = key.name
        }
    }

    private func shown(_ root: StartupConfiguration) -> String {
        var text = ""
        dump(root, to: &text)
        return text
    }

    @Test func namesAreUniqueAndSpelledAsFlags() {
        let names = StartupKeysTests.keys.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }, "\(name)") }
        for key in StartupKeysTests.keys {
            #expect(!key.help.isEmpty && key.help.hasSuffix("."), "\(key.name)")
            #expect(!names.contains(key.name + "-file") || !key.isSecret)
        }
    }

    /// All but what nobody should type are flags of a command, and `config show` has all that the server has.
    @Test func everyKeyIsAFlag() throws {
        for key in StartupKeysTests.keys where key.hasFlag {
            let value = key.bounds.map { String($0.lowerBound) } ?? key.defaults.first ?? samples[key.name] ?? ""
            let arguments = key.form == .toggle ? ["--" + key.name] : ["--" + key.name, value]
            let command = try ConfigCommand.Show.parse(arguments)
            let isGiven = [
                command.options.place.flags.given, command.options.api.given, command.options.serving.given,
                command.options.limits.given, command.commands.given, command.reopening.given,
            ].contains { $0[key.name] == [key.form == .toggle ? "true" : value] }
            #expect(isGiven, "\(key.name)")
        }
    }

    private let samples = [
        "config": "panel.conf", "database": "sqlite:here", "rate-limit": "5", "cors-origin": "*",
        "trusted-proxy": "::1", "public-url": "https://panel.example",
    ]

    @Test func flagsSayWhatIsAllowed() {
        for arguments in [
            ["--listen", "8080"], ["--body-limit", "1"], ["--cors-origin", "x"], ["--log-level", "loud"],
        ] {
            let error = #expect(throws: (any Error).self) { try ServeCommand.parse(arguments) }
            let message = error.map { ServeCommand.message(for: $0) } ?? ""
            #expect(message.contains("\(arguments[0]) takes "), "\(message)")
        }
    }

    /// `panel config list --markdown` writes the table.
    @Test func theDocumentHasAllKeys() throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let document = try String(contentsOf: folder.appendingPathComponent("Docs/Configuration.md"), encoding: .utf8)
        #expect(document.contains(StartupKeys.all.markdown))
    }
}
