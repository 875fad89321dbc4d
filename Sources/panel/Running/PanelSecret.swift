import ArgumentParser
import Foundation
import PanelCore
import PanelSecrets
import PanelStore

/// The secret that providers' keys are encrypted with: it is kept beside the database, not in it.
struct PanelSecret {
    /// The environment variable that gives it, as the key `secret` does anywhere else.
    static let variable = "PANEL_SECRET"
    /// The file in the data directory that has it unless something else is said.
    static let fileName = "panel.secret"

    let bytes: [UInt8]

    /// What seals the keys of the panel in `store`, with the secret that was given, else the one in the directory's own
    /// file.
    ///
    /// - Parameters:
    ///   - given: The secret, when it is not in the directory.
    ///   - isRequired: Whether it is an error that the secret is not here, though the panel has one.
    /// - Returns: `nil` when it is not here: what needs no key of a provider works.
    /// - Throws: ``CommandFailure`` when the secret is missing or is not the one that the panel's keys are sealed with.
    static func sealer(
        of store: any Store,
        at directory: DataDirectory,
        given: String?,
        isRequired: Bool
    ) async throws -> TextSealer? {
        let known = try await store.secretDigest()
        // Made only for a panel that has none yet, and where others find it: in the directory of a server, not in that
        // in which a command happens to be typed.
        let creates = known == nil && (isRequired || !store.isShared) && store.closedReason == nil
        guard
            let secret = try given.map({ PanelSecret(bytes: Array($0.utf8)) }) ?? find(in: directory, creates: creates)
        else {
            guard !isRequired else { throw missing(from: directory, "is not here") }
            return nil
        }
        let sealer = try TextSealer(secret: secret.bytes)
        // A closed panel is not written to.
        let kept = store.closedReason == nil ? try await store.keepSecretDigest(sealer.digest) : known
        guard kept ?? sealer.digest == sealer.digest else {
            throw missing(from: directory, "here is not the one that its keys are sealed with")
        }
        return sealer
    }

    private static func missing(from directory: DataDirectory, _ what: String) -> CommandFailure {
        CommandFailure(
            """
            The panel's secret \(what). Every server of a panel has the same one: the file \
            \(directory.path)/\(fileName), or \(variable) or \(variable)_FILE in the environment.
            """
        )
    }

    private static func find(in directory: DataDirectory, creates: Bool) throws -> PanelSecret? {
        let path = directory.path + "/" + fileName
        if !FileManager.default.fileExists(atPath: path) {
            guard creates else { return nil }
            try directory.create()
            try make(at: path)
        }
        return try PanelSecret(file: path)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private init(file path: String) throws {
        let contents = try PrivateFiles.contents(of: path, called: "The panel's secret")
        let text = String(decoding: contents, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        bytes = Array(text.utf8)
    }

    /// Written to a file of its own first, so that a crash leaves the whole secret or none.
    private static func make(at path: String) throws {
        var generator = SystemRandomNumberGenerator()
        let text = (0..<4).map { _ in
            let word = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw CommandFailure("The panel's secret cannot be written to \(path): \(error.localizedDescription)")
        }
    }
}
