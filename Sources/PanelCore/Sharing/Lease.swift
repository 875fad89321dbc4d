/// That one server, and no other, does something until a moment.
package struct Lease: Sendable, Equatable {
    package let server: ServerName
    /// By the server's own clock: for people. Who may take over goes by ``LeaseWatch``.
    package let endsAt: Timestamp
    /// How calling went when the lease on a provider was renewed last; `nil` before that.
    package let health: ProviderHealth?

    package init(server: ServerName, endsAt: Timestamp, health: ProviderHealth?) {
        self.server = server
        self.endsAt = endsAt
        self.health = health
    }
}

/// How calling a provider goes, as it is shown.
package struct ProviderHealth: Sendable, Equatable {
    /// ``CircuitBreaker/State`` by the wall clock.
    package enum Circuit: Sendable, Equatable {
        case closed
        case open(until: Timestamp)
        case probing(since: Timestamp)
    }

    package let circuit: Circuit
    /// Failures in a row.
    package let failures: Int64
    package let inFlight: Int
    /// What went wrong last, without the key.
    package let lastTrouble: CallTrouble?
    /// Until when the provider asked to be left alone.
    package let quietUntil: Timestamp?
    /// Orders that are polled.
    package let watched: Int

    package init(
        circuit: Circuit,
        failures: Int64,
        inFlight: Int,
        lastTrouble: CallTrouble?,
        quietUntil: Timestamp?,
        watched: Int
    ) {
        self.circuit = circuit
        self.failures = failures
        self.inFlight = inFlight
        self.lastTrouble = lastTrouble
        self.quietUntil = quietUntil
        self.watched = watched
    }
}
