import NIOHTTP1
package import PanelCore

/// Why a call has no answer that can be used.
///
/// What decides how to go on is ``wasWritten`` first: where it is `false`, the panel knows nothing of the call.
/// An `add` that was written and ended otherwise than with `.refused` may have placed its order.
public struct PanelClientError: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Kind: Hashable, Sendable {
        /// Not one byte of the request was written.
        case notSent(NotSentReason)
        /// The whole answer was not there in time.
        case timedOut
        /// The calling task was cancelled after the request, or a part of it, was written.
        case cancelled
        /// The connection ended or broke before the head of an answer was complete, or what came is no HTTP.
        case connectionLost
        /// The answer has a status outside 200…299 and no error that can be read. Redirects are not followed.
        case http(status: Int)
        /// The answer is no JSON, but HTML for example, or nothing.
        case notJSON
        /// The answer is compressed, as its head or its first bytes say, though that was not asked for. It is not unpacked.
        case compressed(encoding: String)
        /// The answer began and stops before its end.
        case truncated
        /// The answer is longer than ``PanelClient/Configuration/longestAnswer``, or its head than 16 KiB.
        case tooLarge
        /// The answer is JSON that says nothing certain about what was asked: no order id, a malformed one, or one
        /// and an error.
        case unexpectedShape
        /// The panel answered with an error, and with nothing else. A status other than 200 in
        /// ``PanelClientError/httpStatus`` says that it may come from something in front of the panel.
        case refused(message: String)
    }

    /// How far a call came of which nothing was written.
    public enum NotSentReason: String, Hashable, Sendable {
        /// The host has no address, or none was found in time.
        case dns
        /// There was no connection, or none in time.
        case connect
        /// There was no TLS session: the certificate is not trusted, the peer speaks no TLS, or not in time.
        case tls
        /// The policy forbids all addresses of the host.
        case addressRefused
        /// What was asked for cannot be sent.
        case invalidRequest
        /// The calling task was cancelled before.
        case cancelled
    }

    /// The longest ``excerpt`` in bytes.
    public static let longestExcerpt = 2048

    /// What went wrong.
    public let kind: Kind
    /// The status of the answer, where its head came.
    public let httpStatus: Int?
    /// The beginning of what came back, at most ``longestExcerpt`` bytes, with the key blanked.
    public let excerpt: String
    /// For how many seconds the panel asked to be left alone, with the status 429 or 503: from 1 to 3,600, also where it
    /// asked for more.
    public let retryAfter: Int64?
    /// What a refusal says, read before the key was blanked in its words; `nil` for all else.
    package let reading: RefusalReading?
    /// Whether the answer names what was asked for, or may, with a status that says otherwise.
    package let namesResult: Bool
    /// What the kind does not say, without the key.
    package let detail: String

    /// An error as a call would throw it, for those who test what they do then.
    ///
    /// - Parameters:
    ///   - httpStatus: The status of the answer; that of the kind `.http` counts without it. A refusal that is to be a
    ///     proof has 200.
    ///   - excerpt: Of what came back; cut to ``longestExcerpt``.
    ///   - retryAfter: In seconds; brought to the nearest that an error can have.
    public init(_ kind: Kind, httpStatus: Int? = nil, excerpt: String = "", retryAfter: Int64? = nil) {
        self.kind = kind
        if case .http(let status) = kind { self.httpStatus = status } else { self.httpStatus = httpStatus }
        self.excerpt = String(decoding: excerpt.utf8.prefix(PanelClientError.longestExcerpt), as: UTF8.self)
        self.retryAfter = retryAfter.map { min(max(1, $0), RetryAfter.longest) }
        if case .refused(let message) = kind { reading = RefusalReading(words: message) } else { reading = nil }
        namesResult = false
        detail = ""
    }

    init(
        _ kind: Kind,
        head: HTTPResponseHead? = nil,
        excerpt: String = "",
        detail: String = "",
        reading: RefusalReading? = nil,
        namesResult: Bool = false
    ) {
        self.kind = kind
        self.reading = reading
        self.namesResult = namesResult
        httpStatus = head.map { Int($0.status.code) }
        retryAfter = RetryAfter.seconds(in: head)
        self.excerpt = excerpt
        self.detail = detail
    }

    /// Whether any byte of the request may have been written. `false` is a proof that none was; where there is any
    /// doubt it is `true`.
    public var wasWritten: Bool {
        if case .notSent = kind { false } else { true }
    }
}

extension PanelClientError: CustomStringConvertible {
    /// How much of an answer a sentence quotes.
    private static let longestQuote = 200

    /// A sentence for a log or for staff. It never holds the key, nor characters that break a line.
    public var description: String {
        let reason = detail.isEmpty ? "" : " (\(detail))"
        switch kind {
        case .notSent(let why): return "Nothing was sent: " + PanelClientError.sentence(why) + reason
        case .timedOut: return "The panel did not answer in time" + reason
        case .cancelled: return "The call was cancelled after its request was sent" + reason
        case .connectionLost: return "The connection ended before an answer" + reason
        case .http(let status): return "The panel answered with HTTP status \(status)" + reason + quote
        case .notJSON: return "The answer is no JSON" + reason + quote
        case .compressed(let encoding): return "The answer is compressed (\(encoding)), which was not asked for"
        case .truncated: return "The answer is cut off" + reason + quote
        case .tooLarge: return "The answer is too large" + reason
        case .unexpectedShape: return "The answer has an unexpected shape" + reason + quote
        case .refused(let message):
            let status = httpStatus.map { $0 == 200 ? "" : " with HTTP status \($0)" } ?? ""
            return "The panel refused\(status): "
                + PanelClientError.oneLine(message, limit: 2 * PanelClientError.longestQuote)
        }
    }

    private var quote: String {
        let text = PanelClientError.oneLine(excerpt, limit: PanelClientError.longestQuote)
        return text.isEmpty ? "" : ": " + text
    }

    private static func sentence(_ reason: NotSentReason) -> String {
        switch reason {
        case .dns: "the host has no address"
        case .connect: "there is no connection"
        case .tls: "TLS could not be established"
        case .addressRefused: "the address is not allowed"
        case .invalidRequest: "the request is not valid"
        case .cancelled: "the call was cancelled"
        }
    }

    /// The beginning of `text` without control characters and without blanks in a row.
    static func oneLine(_ text: String, limit: Int) -> String {
        var line = ""
        var count = 0
        var isBlank = true
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.isControl {
                guard !isBlank else { continue }
                isBlank = true
                line.unicodeScalars.append(" ")
            } else {
                isBlank = false
                line.unicodeScalars.append(scalar)
            }
            count += 1
            if count == limit { return line + "…" }
        }
        if isBlank, !line.isEmpty { line.unicodeScalars.removeLast() }
        return line
    }
}

extension PanelClientError {
    /// The error of a host without an address that may be used.
    init(resolving url: PanelURL, failedWith error: any Swift.Error) {
        switch error {
        case HostResolver.Failure.unknownHost(let text):
            self.init(.notSent(.dns), detail: "\(url.host): \(text)")
        case HostResolver.Failure.refused(let address):
            self.init(.notSent(.addressRefused), detail: "\(url.host) is \(address), which is not a public address")
        default:
            self.init(.notSent(.dns), detail: "\(url.host): \(error)")
        }
    }
}
