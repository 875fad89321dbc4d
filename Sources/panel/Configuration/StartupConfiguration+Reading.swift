import Foundation
import PanelConfiguration

extension StartupConfiguration {
    /// The largest file of keys, in bytes.
    private static let largestFile = 1024 * 1024

    /// Puts together what flags, the environment and the file that they name say.
    ///
    /// - Throws: ``CommandFailure`` for the first thing that may not be, with what may.
    static func resolve(
        flags: [String: [String]] = [:],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ResolvedConfiguration<StartupConfiguration> {
        let named = flags["config"]?.last ?? environment["PANEL_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        do {
            return try StartupKeys.all.resolve(
                flags: flags,
                environment: environment,
                file: try named.map(read),
                contents: secret
            )
        } catch let error as ConfigurationError {
            throw CommandFailure(error.description)
        }
    }

    /// A file with secrets is for its owner alone, as a file with nothing but a secret is.
    private static func read(_ path: String) throws -> ConfigurationFile {
        let name = "The configuration"
        let (contents, status) = try PrivateFiles.read(path, called: name, upTo: largestFile)
        guard let text = String(validating: contents, as: UTF8.self) else {
            throw CommandFailure("\(name) \(path) is not UTF-8.")
        }
        let file = try ConfigurationFile(path: path, text: text)
        if StartupKeys.all.hasSecrets(file) {
            try PrivateFiles.check(status, of: path, called: "\(name), which has a secret in it,")
        }
        return file
    }

    private static func secret(at path: String, of key: String) throws -> String {
        let name = key == "secret" ? "The panel's secret" : "The file with the key \(key)"
        let contents = try PrivateFiles.contents(of: path, called: name)
        return String(decoding: contents, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
