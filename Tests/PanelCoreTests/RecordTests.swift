import PanelCore
import Testing

/// Records of a kind that no rule is about, as commands of one batch see them.
struct RecordTests {
    @Test func whatWasMadeAndTakenBackIsNotWritten() {
        let store = MemoryStore()
        let results = store.run([
            Act { $0.insert(rule(1, "a")) },
            Act { $0.update(rule(1, "b")) },
            Act { $0.delete(LinkRule.self, rule(1, "b").id) },
        ])
        #expect(results == [.success(["a"]), .success(["b"]), .success([])])
        #expect(store.changes[LinkRule.self] == RecordChanges())
        #expect(store.records[LinkRule.self].isEmpty)
    }

    @Test func aNewRecordIsWrittenOnceAsItIsAtTheEnd() {
        let store = MemoryStore()
        _ = store.run([Act { $0.insert(rule(1, "a")) }, Act { $0.update(rule(1, "b")) }])
        #expect(store.changes[LinkRule.self].inserted == [rule(1, "b").id: rule(1, "b")])
        #expect(store.changes[LinkRule.self].updated.isEmpty)
    }

    @Test func aStoredRecordCanMakeRoomForAnotherOne() {
        let store = MemoryStore()
        _ = store.run(Act { $0.insert(rule(1, "a")) })
        let results = store.run([
            Act { $0.delete(LinkRule.self, rule(1, "a").id) },
            Act { $0.insert(rule(1, "b")) },
            Act { $0.update(rule(1, "c")) },
        ])
        #expect(results == [.success([]), .success(["b"]), .success(["c"])])
        #expect(store.changes[LinkRule.self].deleted == [rule(1, "a").id])
        #expect(store.changes[LinkRule.self].inserted == [rule(1, "c").id: rule(1, "c")])
        #expect(store.records[LinkRule.self] == [rule(1, "c").id: rule(1, "c")])
        // Made and taken away again, it leaves what was stored deleted.
        _ = store.run([
            Act { $0.delete(LinkRule.self, rule(1, "c").id) },
            Act { $0.insert(rule(1, "d")) },
            Act { $0.delete(LinkRule.self, rule(1, "d").id) },
        ])
        #expect(store.changes[LinkRule.self].deleted == [rule(1, "c").id])
        #expect(store.changes[LinkRule.self].inserted.isEmpty)
        #expect(store.records[LinkRule.self].isEmpty)
    }

    @Test func aRefusedCommandLeavesNoTrace() {
        let store = MemoryStore()
        let results = store.run([
            Act { $0.insert(rule(1, "a")) },
            Act(isRefused: true) { scope in
                scope.update(rule(1, "b"))
                scope.insert(rule(2, "c"))
            },
            Act { _ in },
        ])
        #expect(results == [.success(["a"]), .failure(.zeroAmount), .success(["a"])])
        #expect(store.changes[LinkRule.self].inserted == [rule(1, "a").id: rule(1, "a")])
    }

    @Test func kindsAreKeptApart() {
        let store = MemoryStore()
        let restore = Restore(firstOrder: order(1), at: noon)
        _ = store.run([Act { $0.insert(rule(1, "a")) }, Act { $0.insert(restore) }])
        #expect(store.records[LinkRule.self] == [rule(1, "a").id: rule(1, "a")])
        #expect(store.records[Restore.self] == [order(1): restore])
        #expect(store.changes[Restore.self].updated.isEmpty && store.changes[Refill.self] == RecordChanges())
    }

    @Test func onlyWhatChangesSettingsCountsTheirVersion() {
        let store = MemoryStore()
        let before = store.version
        _ = store.run(Act { $0.insert(Restore(firstOrder: order(1), at: noon)) })
        #expect(store.version == before)
        _ = store.run(Act { $0.insert(rule(1, "a")) })
        #expect(store.version == before.next)
    }

    /// Does something to link rules.
    private struct Act: Command {
        var isRefused = false
        let body: @Sendable (inout Scope) -> Void

        func declareReads(in reads: inout ReadSet) {
            reads.settings = true
            reads.load(LinkRule.self, (1...3).map(LinkRuleID.init(rawValue:)))
        }

        /// - Returns: The texts of all rules that it sees in the end, by key and as a whole.
        func execute(in scope: inout Scope) throws(AccountRefusal) -> [String] {
            body(&scope)
            if isRefused { throw .zeroAmount }
            let all = scope.all(LinkRule.self)
            #expect(all == (1...3).compactMap { scope[LinkRule.self, LinkRuleID(rawValue: $0)] })
            return all.map(\.text)
        }
    }
}

private func rule(_ id: Int64, _ text: String) -> LinkRule {
    LinkRule(id: LinkRuleID(rawValue: id), text: text)
}
