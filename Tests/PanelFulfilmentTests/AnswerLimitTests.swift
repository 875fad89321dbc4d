import Foundation
import Logging
import NIOCore
import PanelCore
import PanelFulfilment
import PanelOperations
import PanelSQL
import PanelSQLite
import PanelSandbox
import PanelSecrets
import PanelStore
import PanelTesting
import PanelWords
import Testing

/// How much of a provider's answers is taken is a limit of the panel.
struct AnswerLimitTests {
    @Test(arguments: [(1000, 64 << 20, true), (10, 64 << 20, false), (100, 100, false)])
    func longerAnswersAreNone(answer: Int, catalogue: Int, isTaken: Bool) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "panel-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var configuration = SandboxProvider.Configuration()
        configuration.port = 0
        let sandbox = SandboxProvider(configuration: configuration)
        try await sandbox.start()
        let store = try await SQLStore(engine: SQLiteEngine(directory: directory))
        var limits = Fulfilment.Limits()
        (limits.answer, limits.catalogue) = (answer, catalogue)
        let fulfilment = Fulfilment(
            server: ServerName("test"),
            store: store,
            writer: PanelFixture(store: store).writer,
            sealer: try TextSealer(secret: Array(1...32)),
            limits: limits,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clocks: Clocks(now: { PanelFixture.noon }, instant: { .now })
        )
        let name = ProviderName(unchecked: "upstream")
        let provider = Provider(
            id: ProviderID(rawValue: 1),
            name: name,
            url: "http://127.0.0.1:\(sandbox.address?.port ?? 0)/api/v2",
            sealedKey: try fulfilment.seal("sandbox", for: name),
            terms: ProviderTerms(allowsPrivateAddress: true),
            createdAt: PanelFixture.noon
        )
        do {
            let probe = try await fulfilment.probe(provider)
            #expect(isTaken && !probe.catalogue.listings.isEmpty)
        } catch {
            #expect(!isTaken && error.words(in: .english).contains("\(answer) bytes"), "\(error)")
        }
        await sandbox.stop()
    }
}
