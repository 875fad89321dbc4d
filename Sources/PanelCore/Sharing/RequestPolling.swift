/// That somebody else than the server that calls a provider learned that the provider has an order: it is to be polled.
package struct PollRequest: Sendable, Equatable {
    package let key: SubmissionKey
    package let provider: ProviderID
    package let upstreamID: UpstreamID

    package init(key: SubmissionKey, provider: ProviderID, upstreamID: UpstreamID) {
        self.key = key
        self.provider = provider
        self.upstreamID = upstreamID
    }
}

/// Leaves a note for the server that calls the provider.
package struct RequestPolling: Command {
    package let request: PollRequest

    package typealias Outcome = Void
    package typealias Refusal = Never

    package init(_ request: PollRequest) {
        self.request = request
    }

    package func declareReads(in reads: inout ReadSet) {}

    package func execute(in scope: inout Scope) {
        scope.request(request)
    }
}

/// Takes away notes that were followed.
package struct FinishPollRequests: Command {
    package let keys: [SubmissionKey]

    package typealias Outcome = Void
    package typealias Refusal = Never

    package init(_ keys: [SubmissionKey]) {
        self.keys = keys
    }

    package func declareReads(in reads: inout ReadSet) {}

    package func execute(in scope: inout Scope) {
        for key in keys { scope.finishRequest(for: key) }
    }
}
