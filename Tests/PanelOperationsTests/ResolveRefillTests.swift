import PanelCore
import PanelOperations
import PanelTesting
import Testing

struct ResolveRefillTests {
    @Test func onlyWhatIsUnclearIsResolved() async throws {
        try await FulfilmentFixture.with { fixture in
            let panel = fixture.panel
            let staff = StaffOperations(fixture.open(), by: PanelFixture.staff)
            let alice = try await panel.account(balance: "100")
            let order = try await panel.place(try await panel.service(), for: alice)
            try await staff.updateOrder(order, OrderChange(status: .completed))
            let refill = try await panel.refill(order, by: alice).get()
            let unknown = RefillID(rawValue: refill.rawValue + 1)
            await #expect(throws: StaffRefusal.refill(.isNotUnclear(refill))) {
                _ = try await staff.resolveRefill(refill, .resubmit, note: "why")
            }
            await #expect(throws: StaffRefusal.refill(.unknown(unknown))) {
                _ = try await staff.resolveRefill(unknown, .resubmit, note: "why")
            }
        }
    }
}
