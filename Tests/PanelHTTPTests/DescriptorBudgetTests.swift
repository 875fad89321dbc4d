import PanelHTTP
import Testing

struct DescriptorBudgetTests {
    @Test(arguments: [(256, 128), (1024, 512), (2048, 1024), (4096, 3072), (9216, 8192), (1 << 30, (1 << 30) - 1024)])
    func halfIsKeptAndAtMostAThousand(limit: Int, connections: Int) {
        #expect(DescriptorBudget(limit: limit).connections == connections)
    }

    @Test(arguments: [0, 1, 16, 63])
    func someConnectionsAreLeft(limit: Int) {
        #expect(DescriptorBudget(limit: limit).connections >= 16)
        #expect(DescriptorBudget(limit: limit).commands >= 8)
    }

    @Test func commandsTakeLittleOfWhatIsKept() {
        for limit in stride(from: 64, through: 100_000, by: 61) {
            let budget = DescriptorBudget(limit: limit)
            #expect(budget.commands <= (limit - budget.connections) / 4, "\(limit)")
        }
    }
}
