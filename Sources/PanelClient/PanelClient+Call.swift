import NIOCore
import NIOHTTP1
import PanelCore
import PanelWire

extension PanelClient {
    /// Sends a request and reads its answer.
    func call<Value>(
        _ action: Action,
        _ parameters: [(name: String, value: String)],
        repetition: Transport.Repetition = .harmless,
        longestAnswer: Int? = nil,
        read: (JSONValue) throws(AnswerReader.Failure) -> Value
    ) async throws(PanelClientError) -> Value {
        try await call(
            named: action.rawValue,
            parameters,
            repetition: repetition,
            longestAnswer: longestAnswer,
            read: read
        )
    }

    /// As ``call(_:_:repetition:longestAnswer:read:)``, for an action that panels of this kind do not have.
    func call<Value>(
        named action: String,
        _ parameters: [(name: String, value: String)],
        repetition: Transport.Repetition = .harmless,
        longestAnswer: Int? = nil,
        read: (JSONValue) throws(AnswerReader.Failure) -> Value
    ) async throws(PanelClientError) -> Value {
        let form = [(name: "key", value: configuration.key), (name: "action", value: action)] + parameters
        let outcome = await transport.send(
            FormText.body(form),
            repetition: repetition,
            longestAnswer: longestAnswer ?? configuration.longestAnswer,
            timeout: configuration.timeout
        )
        switch outcome {
        case .success(let answer):
            return try self.read(answer, with: read)
        case .failure(let failure):
            throw PanelClientError(
                failure.kind,
                head: failure.head,
                excerpt: excerpt(failure.body),
                detail: redactor.redact(failure.detail)
            )
        }
    }

    private func read<Value>(
        _ answer: Exchange.Answer,
        with read: (JSONValue) throws(AnswerReader.Failure) -> Value
    ) throws(PanelClientError) -> Value {
        let status = Int(answer.head.status.code)
        guard !(300...399).contains(status) else {
            let location = answer.head.headers.first(name: "location") ?? "nowhere"
            let target = PanelClientError.oneLine(redactor.redact(location), limit: 200)
            throw error(.http(status: status), answer, "it redirects to \(target), which is not followed")
        }
        let isSuccess = (200...299).contains(status)
        let document: JSONDocument
        do {
            document = try JSONDocument(Array(answer.body.readableBytesView))
        } catch {
            guard isSuccess else { throw self.error(.http(status: status), answer) }
            if let encoding = answer.contentEncoding {
                throw PanelClientError(.compressed(encoding: redactor.redact(encoding)), head: answer.head)
            }
            throw self.error(of: error, answer)
        }
        var namesResult = false
        do throws(AnswerReader.Failure) {
            let value = try read(document.root)
            if isSuccess { return value }
            namesResult = true
        } catch {
            switch error {
            case .refused(let message):
                throw refusal(message, answer)
            case .unexpected(let what):
                if isSuccess { throw self.error(.unexpectedShape, answer, what) }
                if let message = ErrorDialects.message(in: document.root, ofStatus: status) {
                    throw refusal(message, answer)
                }
            case .contradiction(let what):
                if isSuccess { throw self.error(.unexpectedShape, answer, what) }
                namesResult = true
            }
        }
        // With such a status only an error alone is taken for what the panel means.
        throw error(.http(status: status), answer, namesResult: namesResult)
    }

    private func refusal(_ message: String, _ answer: Exchange.Answer) -> PanelClientError {
        // A short key can be a part of words that are known, so they are read before it is blanked.
        error(.refused(message: cleaned(message)), answer, reading: RefusalReading(words: message))
    }

    private func error(
        _ kind: PanelClientError.Kind,
        _ answer: Exchange.Answer,
        _ detail: String = "",
        reading: RefusalReading? = nil,
        namesResult: Bool = false
    ) -> PanelClientError {
        PanelClientError(
            kind,
            head: answer.head,
            excerpt: excerpt(answer.body),
            detail: redactor.redact(detail),
            reading: reading,
            namesResult: namesResult
        )
    }

    private func error(of failure: JSONDocument.Failure, _ answer: Exchange.Answer) -> PanelClientError {
        switch failure {
        case .empty:
            return error(.notJSON, answer, "it is empty")
        case .malformed:
            let first = answer.body.readableBytesView.first { !$0.isASCIIBlank }
            return error(.notJSON, answer, first == UInt8(ascii: "<") ? "it is HTML" : "")
        case .truncated:
            return error(.truncated, answer)
        case .tooLarge:
            return error(.tooLarge, answer, "it has too many values or nests too deep")
        }
    }

    /// Text of the panel without the key, and not longer than an error should be.
    func cleaned(_ text: String) -> String {
        String(redactor.redact(text).prefix(ErrorDialects.longestMessage))
    }

    private func excerpt(_ body: ByteBuffer) -> String {
        redactor.excerpt(body.readableBytesView, limit: PanelClientError.longestExcerpt)
    }
}

extension Exchange.Answer {
    /// How a body that is no JSON was packed, in one line; `nil` when it was not.
    fileprivate var contentEncoding: String? {
        let named = head.headers[canonicalForm: "content-encoding"].filter { $0.lowercased() != "identity" }
        if let name = named.first, !name.isEmpty { return PanelClientError.oneLine(String(name), limit: 40) }
        // Some say nothing about it. No text begins so.
        return body.readableBytesView.starts(with: [0x1F, 0x8B]) ? "gzip" : nil
    }
}
