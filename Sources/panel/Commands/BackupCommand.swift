import ArgumentParser
import Foundation
import NIOHTTP1
import PanelAdmin
import PanelCore
import PanelSQLite
import PanelStore

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the panel into one file, while it serves or while it does not.",
        usage: "panel backup <file> [--data <data>]\npanel backup verify <file>",
        discussion: """
            The file is a whole SQLite database, as of one moment. It has not the panel's secret: keep a copy of that \
            apart. Prove each backup with: panel backup verify FILE
            """,
        subcommands: [Create.self, Verify.self],
        defaultSubcommand: Create.self
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Write a backup; the word can be left out."
        )

        @Argument(help: "The file, which must not be there yet. The running server writes it, as its own user.")
        var file: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            guard try staff.options.configuration().place.database == .sqlite else {
                throw BackupProblem.madeByPostgreSQL
            }
            let wish = BackupWish(file: URL(fileURLWithPath: file).standardizedFileURL.path)
            try await staff.perform(.POST, "/backups", wish, as: BackupMessage.self, \.text)
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that a backup is whole, and that its books and orders hold.",
            discussion: "It needs no panel, reads the file only, and leaves nothing beside it."
        )

        @Argument(help: "What `panel backup` wrote.") var file: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let report = DoctorMessage(try SQLiteBackup.verify(file, at: .now))
            if output.json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                Output.json(String(decoding: try encoder.encode(report), as: UTF8.self))
            } else {
                Output.line(report.text)
            }
            guard report.healthy else { throw ExitCode.failure }
        }
    }
}

extension BackupMessage {
    fileprivate var text: String {
        let seconds = "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
        let line = "\(file) has the panel: \(bytes) bytes, in \(seconds) s. Prove it with: panel backup verify \(file)"
        return ([line] + unfinished.map { "\($0) is what an interrupted backup left. Remove it." })
            .joined(separator: "\n")
    }
}
