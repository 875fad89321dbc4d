import PanelCore
import PanelTesting

/// What there is at the beginning: customers, providers, and services with routes to them.
struct World {
    let accounts: [Account]
    let providers: [ModelProvider]
    let registered: [Provider]
    let services: [Service]

    init(_ random: inout Seeded) {
        let start = Timestamp(milliseconds: 1_772_366_400_000)
        accounts = (1...2).map { id in
            Account(
                id: AccountID(rawValue: id),
                name: AccountName(unchecked: "customer\(id)"),
                role: .customer,
                profile: .seed,
                language: .vietnamese,
                discount: .none,
                keyDigest: KeyDigest(bytes: [UInt8(id)]),
                isSuspended: false,
                createdAt: start
            )
        }
        var providers: [ModelProvider] = []
        var registered: [Provider] = []
        for id in 1...random.number(1...3) {
            let takesKeys = random.chance(35)
            let hours = random.pick([1, 2, 6, 24] as [Int64])
            providers.append(
                ModelProvider(
                    id: ProviderID(rawValue: id),
                    takesKeys: takesKeys,
                    remembersFor: hours,
                    countsUp: random.chance(85),
                    firstNumber: random.number(1...1000) * 1000,
                    rate: Money(micros: random.number(500...1500) * 1000)
                )
            )
            registered.append(
                Provider(
                    id: ProviderID(rawValue: id),
                    name: ProviderName(unchecked: "provider\(id)"),
                    url: "https://provider\(id).example/api/v2",
                    sealedKey: SealedText(bytes: []),
                    terms: ProviderTerms(
                        idempotencyParameter: takesKeys ? "key_of_caller" : nil,
                        idempotencyHours: hours,
                        maxInFlight: random.number(1...8),
                        requestsPerMinute: random.chance(30) ? random.number(20...600) : nil,
                        pollSeconds: random.number(1...6) * 100
                    ),
                    createdAt: start
                )
            )
        }
        self.providers = providers
        self.registered = registered
        var services: [Service] = []
        for id in 1...random.number(2...3) { services.append(World.service(id, over: providers, &random)) }
        self.services = services
    }

    private static func service(_ id: Int64, over providers: [ModelProvider], _ random: inout Seeded) -> Service {
        var routes: [Route] = []
        var rest = providers
        while let provider = rest.isEmpty ? nil : Optional(random.pick(rest)) {
            rest.removeAll { $0.id == provider.id }
            guard routes.isEmpty || random.chance(60) else { continue }
            routes.append(
                Route(
                    target: .provider(provider.id, service: ModelProvider.service),
                    relaysDripFeed: random.chance(40),
                    policy: random.pick([.keepRate, .keepMarkup(basisPoints: 5000), .disable]),
                    cost: random.chance(90) ? provider.rate : nil
                )
            )
        }
        // Now and then staff deliver: all of it, or what nobody else takes.
        if random.chance(5) { routes = [] } else if random.chance(35) { routes.append(Route(target: .staff)) }
        return Service(
            id: ServiceID(rawValue: id),
            position: id,
            name: "Service \(id)",
            type: .standard,
            category: "All",
            rate: Money(micros: random.number(1600...4000) * 1000),
            minimum: 10,
            maximum: 10_000,
            offersRefill: random.chance(60),
            offersCancel: random.chance(80),
            offersDripFeed: random.chance(60),
            deniesDuplicates: random.chance(20),
            refillAfterHours: random.number(0...2),
            routes: routes
        )
    }
}
