import PanelCore

extension Provider: StoredRecord {
    static let mapping = TableMapping<Provider>(
        "providers",
        columns: [
            "name": { .text($0.name.description) },
            "url": { .text($0.url) },
            "sealed_key": { .blob($0.sealedKey.bytes) },
            "idempotency_parameter": { SQLValue($0.terms.idempotencyParameter) },
            "idempotency_hours": { .integer($0.terms.idempotencyHours) },
            "max_in_flight": { .integer($0.terms.maxInFlight) },
            "requests_per_minute": { SQLValue($0.terms.requestsPerMinute) },
            "timeout_seconds": { .integer($0.terms.timeoutSeconds) },
            "poll_seconds": { .integer($0.terms.pollSeconds) },
            "poll_longest_seconds": { .integer($0.terms.pollLongestSeconds) },
            "allows_private_address": { SQLValue($0.terms.allowsPrivateAddress) },
            "is_paused": { SQLValue($0.isPaused) },
            "removed_at": { SQLValue($0.removedAt?.milliseconds) },
            "created_at": { .integer($0.createdAt.milliseconds) },
        ]
    ) { reader in
        Provider(
            id: reader.id(),
            name: ProviderName(unchecked: reader.text()),
            url: reader.text(),
            sealedKey: SealedText(bytes: reader.blob()),
            terms: ProviderTerms(
                idempotencyParameter: reader.optionalText(),
                idempotencyHours: reader.integer(),
                maxInFlight: reader.integer(),
                requestsPerMinute: reader.optionalInteger(),
                timeoutSeconds: reader.integer(),
                pollSeconds: reader.integer(),
                pollLongestSeconds: reader.integer(),
                allowsPrivateAddress: reader.flag()
            ),
            isPaused: reader.flag(),
            removedAt: reader.optionalTimestamp(),
            createdAt: reader.timestamp()
        )
    }
}
