import Foundation
import PanelCore
import PanelSandbox
import PanelWire
import Testing

/// Which requests a fault hits.
struct FaultRuleTests {
    /// Whether each of `count` orders got through.
    private func outcomes(_ faults: [SandboxFault], count: Int) async throws -> [Bool] {
        var outcomes: [Bool] = []
        try await TestSandbox.with {
            $0.faults = faults
        } _: { sandbox in
            for _ in 0..<count {
                outcomes.append(try await sandbox.call("add", TestSandbox.views).text.hasPrefix(#"{"order""#))
            }
        }
        return outcomes
    }

    @Test func afterAndTimes() async throws {
        let outcomes = try await outcomes([SandboxFault(.http500, times: 2, after: 1)], count: 5)
        #expect(outcomes == [true, false, false, true, true])
    }

    @Test func theFirstRuleThatMatchesDecides() async throws {
        let faults = [SandboxFault(.http500, action: .balance), SandboxFault(.empty, times: 1), SandboxFault(.http502)]
        try await TestSandbox.with {
            $0.faults = faults
        } _: { sandbox in
            let balance = try await sandbox.call("balance")
            #expect(balance.status == 500)
            #expect(try await sandbox.call("status", ["order": "1"]).body.isEmpty)
            #expect(try await sandbox.call("services").status == 502)
            #expect(sandbox.provider.faultHits == [1, 1, 1])
        }
    }

    @Test func chancesAreTheSameInEveryRun() async throws {
        let fault = SandboxFault(.http500, chance: 50, seed: 7)
        let first = try await outcomes([fault], count: 40)
        #expect(try await outcomes([fault], count: 40) == first)
        #expect(Set(first) == [true, false])
        var other = fault
        other.seed = 8
        #expect(try await outcomes([other], count: 40) != first)
        other.chance = 0
        #expect(try await outcomes([other], count: 5).allSatisfy { $0 })
    }

    @Test func aFileIsRead() throws {
        let json = """
            [{"action":"add","fault":"late_answer","executes":false,"times":3,"chance":50,"after":2,"delay":1.5,"seed":9},
             {"action":"*","fault":"empty"}, {"fault":"slow"}]
            """
        let faults = try SandboxFault.list(json: Array(json.utf8))
        #expect(
            faults == [
                SandboxFault(
                    .lateAnswer,
                    action: .add,
                    executes: false,
                    times: 3,
                    chance: 50,
                    after: 2,
                    delay: 1.5,
                    seed: 9
                ),
                SandboxFault(.empty), SandboxFault(.slow),
            ]
        )
    }

    @Test(arguments: [
        (#"{"fault":"empty"}"#, "wrong type"),
        (#"[{"fault":"gone"}]"#, #"there is no fault "gone""#),
        (#"[{"action":"sing","fault":"empty"}]"#, #"there is no action "sing""#),
        (#"[{"action":"add"}]"#, #"lacks "fault""#),
        (#"[{"fault":"empty","chanse":5}]"#, #"no member "chanse""#),
        (#"[{"fault":"empty","chance":500}]"#, "percentage"),
        (#"[{"fault":"empty","times":"2"}]"#, "times"),
        (#"[{"fault":"slow","delay":-1}]"#, "not negative"),
        (#"[{"fault":"duplicate_id","action":"status"}]"#, "cannot happen"),
        ("[", "no JSON array"),
    ])
    func aWrongFileIsRefused(_ json: String, _ reason: String) throws {
        let error = #expect(throws: FaultFileError.self) { try SandboxFault.list(json: Array(json.utf8)) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
}
