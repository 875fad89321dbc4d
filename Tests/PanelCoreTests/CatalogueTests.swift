import PanelCore
import Testing

struct CatalogueTests {
    @Test func categoriesStandWhereTheirFirstServiceDoes() {
        let places: [(Int64, String, Int64)] = [
            (1, "B", 5), (2, "A", 9), (3, "B", 2), (4, "C", 4), (5, "A", 3), (6, "B", 2), (7, "C", 1),
        ]
        let services = places.map { id, category, position in
            Service.sample(id) { ($0.category, $0.position) = (category, position) }
        }
        for services in [services, services.reversed()] {
            let catalogue = Catalogue(version: SettingsVersion(rawValue: 1), services: services, linkRules: [])
            #expect(catalogue.services.map(\.id.rawValue) == [7, 4, 3, 6, 1, 5, 2])
            for service in services { #expect(catalogue[service.id] == service) }
            #expect(catalogue[service(9)] == nil)
        }
    }

    @Test func aDisabledServiceIsStillThere() {
        let store = MemoryStore()
        #expect(store.run(SetServiceEnabled(id: service(1), isEnabled: false)).map(\.isEnabled) == .success(false))
        #expect(store.catalogue[service(1)]?.isEnabled == false)
        #expect(throws: APIRefusal.incorrectService) { try store.place() }
        _ = store.run(SetServiceEnabled(id: service(1), isEnabled: true))
        #expect(throws: Never.self) { try store.place() }
        let unknown = store.run(SetServiceEnabled(id: service(9), isEnabled: true))
        #expect(unknown == .failure(.unknownService(service(9))))
    }

    @Test func rulesAreAddedAndTakenBack() {
        let store = MemoryStore()
        let first = LinkRule(id: LinkRuleID(rawValue: 1), text: "example")
        let second = LinkRule(id: LinkRuleID(rawValue: 2), text: "bad")
        #expect(store.run(["example", "bad"].map { AddLinkRule(text: $0) }) == [.success(first), .success(second)])
        #expect(store.catalogue.linkRules == [first, second])
        #expect(throws: APIRefusal.linkNotAllowed) { try store.place() }
        let remove = RemoveLinkRule(id: first.id)
        #expect(store.run([remove, remove]) == [.success(first), .failure(.unknownLinkRule(first.id))])
        #expect(store.run(remove) == .failure(.unknownLinkRule(first.id)))
        #expect(store.catalogue.linkRules == [second])
        #expect(throws: Never.self) { try store.place() }
    }

    @Test func aRuleOfTheSameBatchCanBeTakenBack() {
        let store = MemoryStore()
        _ = store.run(AddLinkRule(text: "a"), RemoveLinkRule(id: LinkRuleID(rawValue: 1)))
        #expect(store.catalogue.linkRules.isEmpty)
    }
}
