import ArgumentParser
import Foundation
import NIOHTTP1
import PanelAdmin

struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Providers: other panels that deliver what this one sells.",
        subcommands: [
            Add.self, List.self, Show.self, Test.self, Pause.self, Resume.self, Remove.self, Import.self,
        ]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a provider known.",
            discussion: """
                The key is kept encrypted, with a secret that is not in the database, and is never shown again. "-" \
                reads it from standard input, so that it is in no list of processes.
                """
        )

        @Argument(help: "A name of your choice.") var name: String
        @Option(help: "The address of its API, such as https://panel.example/api/v2.") var url: String
        @Option(help: "Your API key there; - reads it from standard input.") var key: String
        @Option(
            help: ArgumentHelp(
                "The parameter in which it takes a key of the caller's and makes one order of each.",
                discussion: "Of a panel like this one: request_id. With it, lost answers need no person."
            )
        )
        var idempotencyParameter: String?
        @Option(
            help: ArgumentHelp(
                "How long it remembers such a key; 24 unless given.",
                discussion: "An order in doubt is not sent again after that.",
                valueName: "hours"
            )
        )
        var idempotencyHours: Int64?
        @Option(help: "Most requests at the same time; 8 unless given.") var maxInFlight: Int64?
        @Option(help: "Most requests per minute; any number unless given.") var requestsPerMinute: Int64?
        @Option(help: ArgumentHelp("How long a request may take; 30 unless given.", valueName: "seconds"))
        var timeout: Int64?
        @Option(help: ArgumentHelp("How often a changing order is asked for; 60 unless given.", valueName: "seconds"))
        var pollSeconds: Int64?
        @Option(
            help: ArgumentHelp(
                "How often an order that does not change is asked for at least; 900 unless given.",
                valueName: "seconds"
            )
        )
        var pollLongest: Int64?
        @Flag(help: "Let its address be one of this machine or of a private network.")
        var allowPrivateAddress = false
        @OptionGroup var panel: NewPanelOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            var creation = ProviderCreation(name: name, url: url, key: key == "-" ? try Add.readKey() : key)
            creation.idempotencyParameter = idempotencyParameter
            creation.idempotencyHours = idempotencyHours
            creation.maxInFlight = maxInFlight
            creation.requestsPerMinute = requestsPerMinute
            creation.timeout = timeout
            creation.pollSeconds = pollSeconds
            creation.pollLongest = pollLongest
            creation.allowPrivateAddress = allowPrivateAddress
            try await staff.perform(.POST, "/providers", creation, creates: panel, as: ProviderMessage.self) {
                "Provider \($0.name) is at \($0.url). See what it says with: panel provider test \($0.name)"
            }
        }

        private static func readKey() throws -> String {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw CommandFailure("There is no key on standard input.")
            }
            return line
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the providers.")

        @OptionGroup var page: PageOptions
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.list("/providers", page, of: ProviderMessage.self) { providers in
                var table = Table("NAME", "STATE", "CIRCUIT", "OPEN", "HELD", "URL")
                for provider in providers {
                    table.add(
                        provider.name,
                        provider.state,
                        provider.circuit ?? "",
                        String(provider.open.values.reduce(0, +)),
                        String(provider.open["held"] ?? 0),
                        provider.url
                    )
                }
                return table.text(empty: "There are no providers. Make one known with: panel provider add NAME …")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a provider, and how calling it goes.")

        @Argument(help: "The name of the provider.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.perform(.GET, Path.provider(name), as: ProviderMessage.self, \.text)
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a provider for the balance and the catalogue, and say what it answered."
        )

        @Argument(help: "The name of the provider.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            try await staff.perform(.POST, Path.provider(name) + "/test", as: ProviderTestMessage.self) { answer in
                let currency = answer.currency.map { " \($0)" } ?? ""
                let lines = ["\(name) answers. Balance: \(answer.balance)\(currency). Services: \(answer.services)."]
                return (lines + answer.skipped.map { "left out: \($0)" }).joined(separator: "\n")
            }
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a provider nothing new; what it has is still followed."
        )

        @Argument(help: "The name of the provider.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws { try await ProviderCommand.change(.POST, name, "/pause", "is paused", staff) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send a provider new orders again.")

        @Argument(help: "The name of the provider.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws { try await ProviderCommand.change(.POST, name, "/resume", "is active", staff) }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a provider that has no open orders; its services are no longer offered over it."
        )

        @Argument(help: "The name of the provider.") var name: String
        @OptionGroup var staff: StaffOptions

        func run() async throws { try await ProviderCommand.change(.DELETE, name, "", "is removed", staff) }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sell what a provider sells.",
            discussion: """
                Makes a service for each of the provider's that is not sold here yet, and brings those that are to \
                its cost, bounds and offers. The rate is the cost plus the markup, and follows the cost.
                """
        )

        @Argument(help: "The name of the provider.") var name: String
        @Option(help: ArgumentHelp("What is added to the cost of new services.", valueName: "percent"))
        var markup: String?
        @Option(help: "The category of new services; without it, they keep the provider's.") var category: String?
        @Flag(help: "Say only what would change.") var dryRun = false
        @Flag(help: "Take a catalogue without anything in it for what the provider means.") var allowEmpty = false
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let wish = ProviderImport(markup: markup, category: category, dryRun: dryRun, allowEmpty: allowEmpty)
            let path = Path.provider(name) + "/import"
            _ = try await Output.progressing("Bringing in the catalogue of \(name) …") {
                try await staff.perform(.POST, path, wish, as: ProviderImportMessage.self) { message in
                    message.text + (dryRun ? " Nothing was changed: this was a dry run." : "")
                }
            }
        }
    }

    private static func change(
        _ method: HTTPMethod,
        _ name: String,
        _ operation: String,
        _ words: String,
        _ staff: StaffOptions
    ) async throws {
        try await staff.perform(method, Path.provider(name) + operation, as: ProviderMessage.self) {
            "Provider \($0.name) \(words)."
        }
    }
}

extension ProviderMessage {
    private var callerKey: String {
        idempotencyParameter.map { "\($0), remembered for \(idempotencyHours) h" }
            ?? "none: an order whose answer was lost may need a person"
    }

    fileprivate var text: String {
        var lines = [
            "provider    \(name)",
            "url         \(url)\(allowPrivateAddress ? " (private addresses allowed)" : "")",
            "state       \(state)",
            "key         kept encrypted",
            "caller key  \(callerKey)",
            "limits      \(maxInFlight) at once, \(requestsPerMinute.map { "\($0) per minute" } ?? "any number")",
            "time-out    \(timeout) s, polled every \(pollSeconds) s, at least every \(max(pollSeconds, pollLongest)) s",
        ]
        let counts = open.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        lines.append("open        \(counts.isEmpty ? "none" : counts.joined(separator: ", "))")
        if let circuit { lines.append("calls       circuit \(circuit), \(failures ?? 0) failures in a row") }
        if let quietUntil { lines.append("quiet       until \(quietUntil), as the provider asked") }
        if let lastError { lines.append("last error  \(lastError)") }
        return lines.joined(separator: "\n")
    }
}

extension ProviderImportMessage {
    /// Most changes that are printed; `--json` has them all.
    private static let mostLines = 50

    fileprivate var text: String {
        var lines = changes.prefix(ProviderImportMessage.mostLines).map { $0 }
        if changes.count > lines.count { lines.append("… and \(changes.count - lines.count) more (--json has all)") }
        lines += skipped.prefix(ProviderImportMessage.mostLines).map { "left out: \($0)" }
        lines.append("\(created) new, \(updated) changed, \(unchanged) as they were, \(disabled) no longer offered.")
        return lines.joined(separator: "\n")
    }
}
