import ArgumentParser
import Foundation
import PanelFulfilment

/// The secret that providers' keys are encrypted with: it is kept beside the database, not in it.
struct PanelSecret {
    /// The environment variable that has it, when it is not in a file.
    static let variable = "PANEL_SECRET"
    /// The file in the data directory that has it unless something else is said.
    static let fileName = "panel.secret"

    let bytes: [UInt8]

    /// The secret of a data directory: from the environment, else from the file that the environment names, else from
    /// the directory's own file, which is made where it is missing.
    static func load(for data: DataDirectory) throws -> PanelSecret {
        let environment = ProcessInfo.processInfo.environment
        if let text = environment[variable] { return PanelSecret(bytes: Array(text.utf8)) }
        if let path = environment[variable + "_FILE"] { return try PanelSecret(file: path) }
        let path = data.path + "/" + fileName
        if !FileManager.default.fileExists(atPath: path) { try make(at: path) }
        return try PanelSecret(file: path)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private init(file path: String) throws {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("The panel's secret can not be read from \(path).")
        }
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
            throw CommandFailure("The panel's secret can not be written to \(path): \(error.localizedDescription)")
        }
    }
}
