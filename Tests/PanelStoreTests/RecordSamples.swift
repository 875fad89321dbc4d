import PanelCore

@testable import PanelSQL

/// Samples of every kind of record, in the order of ``RecordMappings/all``.
enum RecordSamples {
    static let all: [any RecordSample] = [
        accounts, PeopleSamples.people, PeopleSamples.credentials, OfferSamples.favourites, providers, services,
        ownRates, linkRules, settings,
        refills, credits, restores, orphans, PeopleSamples.sessions, PeopleSamples.links, PeopleSamples.invitations,
        OfferSamples.news, OfferSamples.times, OfferSamples.counted,
    ]

    private static let accounts = SamplePair(
        Account(
            id: AccountID(rawValue: 1),
            name: AccountName(unchecked: "alice"),
            role: .customer,
            profile: .seed,
            language: .vietnamese,
            discount: Discount(unchecked: 100),
            keyDigest: KeyDigest(bytes: [1]),
            keyHint: KeyHint(ending: "1111", madeAt: moment(3)),
            isSuspended: false,
            createdAt: moment(1)
        ),
        Account(
            id: AccountID(rawValue: 2),
            name: AccountName(unchecked: "bob"),
            role: .support,
            profile: .perfectpanel,
            language: .english,
            discount: Discount(unchecked: 200),
            keyDigest: KeyDigest(bytes: [2]),
            keyHint: KeyHint(ending: "2222", madeAt: moment(4)),
            isSuspended: true,
            createdAt: moment(2)
        )
    )
    private static let providers = SamplePair(provider(1, isOn: false), provider(2, isOn: true))
    private static let services = SamplePair(
        service(1, type: .standard, rate: .post, isOn: false),
        service(2, type: .subscriptions, rate: .pieces, isOn: true),
        elsewhere: ["routes"]
    )
    private static let ownRates = SamplePair(ownRate(1), ownRate(2))
    private static let linkRules = SamplePair(
        LinkRule(id: LinkRuleID(rawValue: 1), text: "a"),
        LinkRule(id: LinkRuleID(rawValue: 2), text: "b")
    )
    private static let settings = SamplePair(
        StoredSetting(name: "a", value: "1"),
        StoredSetting(name: "b", value: "2")
    )
    private static let refills = SamplePair(
        refill(1, .pending, .wanted),
        refill(2, .inProgress, .sent)
    )
    private static let credits = SamplePair(credit(1), credit(2))
    private static let restores = SamplePair(
        Restore(firstOrder: OrderID(rawValue: 1), at: moment(11)),
        Restore(firstOrder: OrderID(rawValue: 2), at: moment(12))
    )
    private static let orphans = SamplePair(orphan(1), orphan(2))

    private static func moment(_ number: Int64) -> Timestamp { Timestamp(milliseconds: 1000 + number) }

    private static func provider(_ number: Int64, isOn: Bool) -> Provider {
        Provider(
            id: ProviderID(rawValue: number),
            name: ProviderName(unchecked: "provider\(number)"),
            url: "https://\(number).example",
            sealedKey: SealedText(bytes: [UInt8(number)]),
            terms: ProviderTerms(
                idempotencyParameter: "key\(number)",
                idempotencyHours: 10 + number,
                maxInFlight: 20 + number,
                requestsPerMinute: 30 + number,
                timeoutSeconds: 40 + number,
                pollSeconds: 50 + number,
                pollLongestSeconds: 60 + number,
                allowsPrivateAddress: isOn
            ),
            isPaused: isOn,
            removedAt: moment(70 + number),
            createdAt: moment(80 + number)
        )
    }

    private static func service(_ number: Int64, type: ServiceType, rate: SubscriptionRate, isOn: Bool) -> Service {
        Service(
            id: ServiceID(rawValue: number),
            position: 10 + number,
            name: "name\(number)",
            type: type,
            category: "category\(number)",
            rate: Money(micros: 20 + number),
            minimum: 30 + number,
            maximum: 40 + number,
            subscriptionRate: rate,
            maximumPosts: 50 + number,
            description: "description\(number)",
            offersRefill: isOn,
            offersCancel: isOn,
            offersDripFeed: isOn,
            deniesDuplicates: isOn,
            linkPattern: LinkPattern(unchecked: "pattern\(number)"),
            refillDays: 60 + number,
            refillAfterHours: 70 + number,
            isEnabled: isOn
        )
    }

    private static func ownRate(_ number: Int64) -> OwnRate {
        let key = OwnRate.Key(account: AccountID(rawValue: number), service: ServiceID(rawValue: 10 + number))
        return OwnRate(key: key, rate: Money(micros: 20 + number))
    }

    private static func refill(_ number: Int64, _ status: RefillStatus, _ state: RefillRelay.State) -> Refill {
        Refill(
            id: RefillID(rawValue: number),
            order: OrderID(rawValue: 10 + number),
            account: AccountID(rawValue: 20 + number),
            createdAt: moment(30 + number),
            status: status,
            updatedAt: moment(40 + number),
            relay: RefillRelay(
                provider: ProviderID(rawValue: 50 + number),
                order: UpstreamID(unchecked: "order\(number)"),
                state: state,
                upstreamID: UpstreamID(unchecked: "refill\(number)"),
                dueAt: moment(60 + number)
            )
        )
    }

    private static func credit(_ number: Int64) -> Credit {
        Credit(
            id: CreditID(rawValue: number),
            reference: "reference\(number)",
            account: AccountID(rawValue: 10 + number),
            amount: Money(micros: 20 + number),
            note: "note\(number)",
            at: moment(30 + number)
        )
    }

    private static func orphan(_ number: Int64) -> OrphanOrder {
        OrphanOrder(
            UpstreamOrderKey(provider: ProviderID(rawValue: number), id: UpstreamID(unchecked: "id\(number)")),
            details: OrphanOrder.Details(
                status: "status\(number)",
                charge: Money(micros: 10 + number),
                service: "service\(number)",
                link: "link\(number)",
                quantity: 20 + number,
                created: "created\(number)"
            ),
            seenAt: moment(30 + number)
        )
    }
}
