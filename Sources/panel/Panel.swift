import ArgumentParser
import PanelWords

@main
struct Panel: AsyncParsableCommand {
    /// Runs the command that was typed. What goes wrong stands on standard error, in the words of ArgumentParser or of
    /// `PanelWords`.
    static func main() async {
        do {
            var command = try await asyncParseAsRoot(nil)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let error: any Error = (error as? any Worded).map { CommandFailure($0.english) as any Error } ?? error
            let code = exitCode(for: error)
            // Help is an error to ArgumentParser too, and goes to standard output.
            if code.isSuccess { exit(withError: error) }
            let message = fullMessage(for: error)
            if !message.isEmpty { Output.failure(message) }
            LineWriter.standardError.flush()
            exit(withError: code)
        }
        LineWriter.standardError.flush()
    }

    static let configuration = CommandConfiguration(
        commandName: "panel",
        abstract: "Sell marketing services from a prepaid balance, over the API v2.",
        discussion: """
            Try it:               panel demo
            Set up a real one:    panel user create alice
                                  panel user credit alice 50 --reference bank-2026-0001
                                  panel service import services.json
                                  panel serve
            Let others deliver:   panel provider add NAME --url URL --key KEY
                                  panel provider import NAME --markup 20

            Keep a copy:          panel backup FILE
                                  panel backup verify FILE
            Move it:              panel copy --from sqlite:DIR --to postgres://USER@HOST/NAME

            Set it up:            panel config list
                                  panel config show

            All commands but serve, demo, sandbox, copy and reopen work while the server runs and while it does not. They exit with 0 only \
            when they did what was asked; what went wrong stands on standard error.
            """,
        subcommands: [
            DemoCommand.self, ServeCommand.self, UserCommand.self, ServiceCommand.self, OrderCommand.self,
            ProviderCommand.self, RefillCommand.self, RuleCommand.self, DoctorCommand.self, BackupCommand.self,
            CopyCommand.self, ReopenCommand.self, SandboxCommand.self, ConfigCommand.self, AuditCommand.self,
            SettingCommand.self, TransferCommand.self, InvitationCommand.self,
        ]
    )
}
