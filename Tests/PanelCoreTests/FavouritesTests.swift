import PanelCore
import Testing

struct FavouritesTests {
    private let store = MemoryStore(selling: [.sample(1), .sample(2), .sample(3)])

    private var starred: [Int64]? { store.records[Favourites.self][alice]?.services.map(\.rawValue) }

    private func set(_ id: Int64, _ isOn: Bool) -> SetFavourite { SetFavourite(service(id), of: alice, isOn: isOn) }

    @Test func staysInTheOrderOfTheStars() throws {
        for id: Int64 in [3, 1, 2, 1] { try store.run(set(id, true)).get() }
        #expect(starred == [3, 1, 2])
        try store.run(set(1, false)).get()
        try store.run(set(1, false)).get()
        #expect(starred == [3, 2])
        #expect(store.records[Favourites.self][bob] == nil)
    }

    @Test func nothingIsKeptOfWhoHasNone() throws {
        try store.run(set(1, false)).get()
        #expect(starred == nil)
        try store.run(set(1, true)).get()
        try store.run(set(1, false)).get()
        #expect(starred == nil)
        // Within one batch, too.
        _ = store.run(set(1, true), set(1, false), set(2, true))
        #expect(starred == [2])
    }

    @Test func thereAreNoMoreThanTheMost() throws {
        for id in 1...Int64(Favourites.most) { try store.run(set(id, true)).get() }
        #expect(throws: FavouriteRefusal.tooMany) { try store.run(set(10_000, true)).get() }
        // One that is starred already is no new one.
        try store.run(set(7, true)).get()
        try store.run(set(7, false)).get()
        try store.run(set(10_000, true)).get()
        #expect(starred?.count == Favourites.most && starred?.last == 10_000)
    }

    @Test func outdatesNothing() throws {
        let (settings, accounts) = (store.version, store.accountsVersion)
        try store.run(set(1, true)).get()
        #expect(store.version == settings && store.accountsVersion == accounts)
    }
}
