import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
package import PanelAPI
package import PanelCore
package import PanelMarkup
import PanelWeb
package import PanelWire
import Synchronization

/// What the API answered to somebody who tried an action on its page: the bytes that a program gets, laid out.
package struct TryAnswer: Sendable {
    package let action: Action
    /// What was sent, which stays in the form.
    let sent: ParameterSet
    let status: Int
    let duration: Duration
    /// The answer, as far as it is shown.
    let json: [UInt8]
    /// Whether there is more of it.
    let isCut: Bool

    /// Most bytes of an answer that are shown.
    package static let mostShown = 64 * 1024

    init(action: Action, sent: ParameterSet, status: Int, duration: Duration, json: [UInt8], isCut: Bool = false) {
        self.action = action
        self.sent = sent
        self.status = status
        self.duration = duration
        self.json = json
        self.isCut = isCut
    }

    /// Carries out what was sent, for real.
    ///
    /// - Parameter sent: The fields of one of the page's forms.
    /// - Returns: `nil` when there is no such action: the form was not one of the page.
    package static func performing(
        _ sent: ParameterSet,
        as customer: Customer,
        at endpoint: APIEndpoint,
        logger: Logger
    ) async throws -> TryAnswer? {
        guard let action = sent.text(.action).flatMap({ Action(rawValue: $0.trimmedASCII) }) else { return nil }
        let clock = ContinuousClock()
        let start = clock.now
        let response = await endpoint.perform(sent, as: customer, logger: logger)
        let duration = clock.now - start
        let beginning = Beginning(most: mostShown)
        try await beginning.read(response.body)
        return TryAnswer(
            action: action,
            sent: sent,
            status: response.status.code,
            duration: duration,
            json: beginning.bytes,
            isCut: beginning.isCut
        )
    }

    /// Whether it is known what came of it. While it is not, the same `request_id` has to be sent again.
    var isKnown: Bool { status == 200 }

    /// What takes the place of the last answer on the page, and of the `request_id` that is used up.
    ///
    /// - Parameter requestID: A fresh one for the next order.
    package func fragment(requestID: String, in language: Language) -> HTML {
        let field = action == .add && isKnown ? TryForm.requestIDField(requestID) : nil
        return "\(html(in: language))\(field)"
    }

    func html(in language: Language) -> HTML {
        let words = Words.in(language)
        let id = "answer-\(action.rawValue)"
        let badge = StateBadge(!isKnown ? .bad : isRefusal ? .warn : .good, String(status))
        return """
            <div id="\(id)" class="stack tight" role="status"><p class="small">\(badge.html) \
            <span class="soft">\(milliseconds)</span></p>
            \(CodeBlock(id: "\(id)-json", PrettyJSON.text(json), what: words.answer, in: language).html)
            \(if: isCut, #"<p class="soft small">\#(words.cut)</p>"#)</div>
            """
    }

    /// Where an answer will be.
    static func place(for action: Action) -> HTML {
        #"<div id="answer-\#(action.rawValue)" role="status"></div>"#
    }

    /// Whether all of it is an error.
    private var isRefusal: Bool {
        json.starts(with: #"{"error""#.utf8) || json.starts(with: #"{"status":"error""#.utf8)
    }

    private var milliseconds: String {
        let whole = duration / .milliseconds(1)
        return whole < 1 ? "< 1 ms" : "\(Int(whole)) ms"
    }
}

extension TryAnswer {
    struct Words: PageWords {
        let answer, cut: String

        static let vi = Words(answer: "phản hồi", cut: "Phản hồi còn tiếp: ở đây chỉ hiện 64 KiB đầu.")
        static let en = Words(answer: "the answer", cut: "There is more: only the first 64 KiB are shown here.")
    }
}

/// Takes the beginning of a body, and no more of it into memory.
private final class Beginning: ResponseBodyWriter, Sendable {
    private struct Enough: Error {}

    private let most: Int
    private let state = Mutex((bytes: [UInt8](), isCut: false))

    init(most: Int) {
        self.most = most
    }

    var bytes: [UInt8] { state.withLock(\.bytes) }
    var isCut: Bool { state.withLock(\.isCut) }

    func read(_ body: ResponseBody) async throws {
        do { try await body.write(self) } catch is Enough {}
    }

    func write(_ buffer: ByteBuffer) async throws {
        try state.withLock { state in
            state.bytes.append(contentsOf: buffer.readableBytesView.prefix(most - state.bytes.count))
            state.isCut = buffer.readableBytes > 0 && state.bytes.count == most
            if state.isCut { throw Enough() }
        }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
