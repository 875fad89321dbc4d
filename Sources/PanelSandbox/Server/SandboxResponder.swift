import NIOCore
import NIOHTTP1
import PanelCore
import PanelWire
import Synchronization

/// Decides what each request gets: the truth, a fault, or a look behind the scenes.
final class SandboxResponder: Sendable {
    let actions: SandboxActions
    private let faults: Mutex<FaultSchedule>
    private let seed: UInt64
    /// Whether there is a fault at all. Most of the time there is none, and then no lock is taken for it.
    private let hasFaults: Atomic<Bool>

    init(_ configuration: SandboxProvider.Configuration) {
        actions = SandboxActions(configuration)
        seed = configuration.seed
        faults = Mutex(FaultSchedule(configuration.faults, seed: configuration.seed))
        hasFaults = Atomic(!configuration.faults.isEmpty)
    }

    // MARK: Faults

    /// Puts other rules in force. What was counted of the ones before is forgotten.
    func setFaults(_ list: [SandboxFault]) {
        faults.withLock { $0 = FaultSchedule(list, seed: seed) }
        hasFaults.store(!list.isEmpty, ordering: .releasing)
    }

    var faultEntries: [FaultSchedule.Entry] {
        faults.withLock { $0.entries }
    }

    func resetsConnection() -> Bool {
        strike { $0.strikeConnection() } ?? false
    }

    func resetsRequest(_ path: Substring) -> Bool {
        strike { !ControlPlane.has(path) && $0.strikeHead() } ?? false
    }

    private func strike<Value>(_ body: (inout FaultSchedule) -> Value) -> Value? {
        guard hasFaults.load(ordering: .acquiring) else { return nil }
        return faults.withLock { body(&$0) }
    }

    // MARK: Requests

    func reply(to head: HTTPRequestHead, body: ByteBuffer?) -> SandboxReply {
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first ?? ""
        if ControlPlane.has(path) {
            return ControlPlane(responder: self).reply(
                to: head.method,
                path: path,
                query: parts.count > 1 ? parts[1] : "",
                body: body.map { Array($0.readableBytesView) } ?? []
            )
        }
        guard path == "/api/v2" || path == "/api/v2/" else { return .text("404 Not Found", "Not Found\n") }
        guard head.method == .POST || head.method == .GET else {
            return .text("405 Method Not Allowed", "Method Not Allowed\n")
        }
        let sent: ParameterSet
        let body = body ?? ByteBuffer()
        do throws(APIRefusal) {
            sent = try RequestDecoder.parameters(
                body: body.readableBytesUInt8Span,
                contentType: head.headers.first(name: "content-type"),
                query: parts.count > 1 ? parts[1] : nil
            )
        } catch {
            return SandboxReply(body: actions.word(error, ParameterSet(), action: nil))
        }
        return reply(to: sent)
    }

    private func reply(to sent: ParameterSet) -> SandboxReply {
        let action = (sent[.action]?.trimmedASCII).flatMap(Action.init(rawValue:))
        let isList = sent.text(.orders) != nil || sent.text(.refills) != nil
        let fault = strike { $0.strike(action, isList: isList) } ?? nil
        if let action { actions.counts.noteReceived(action, isFaulted: fault != nil) }
        guard let fault else { return SandboxReply(body: actions.answer(sent, action: action)) }
        let truth = fault.isExecuting ? actions.answer(sent, action: action, lie: fault.name) : nil
        guard fault.name != .insufficientFunds else {
            return SandboxReply(body: actions.word(.insufficientBalance, sent, action: action))
        }
        return fault.reply(truth: truth, action: action)
    }
}
