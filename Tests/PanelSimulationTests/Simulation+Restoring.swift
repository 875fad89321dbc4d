import PanelCore

/// The panel goes on from an older copy of its database, and what it did since is lost.
///
/// Ids are given out again here, as if nobody had raised them: what is sent and what counts as evidence has to hold by
/// itself. What providers have of lost orders stays there, under names that no order of the new life has.
extension Simulation {
    /// Orders of a lost life are numbered from here on, once more for each restore.
    private static let lostOrders: Int64 = 1_000_000

    func planRestore() {
        guard random.chance(15) else { return }
        plan(random.number(60_000...3_600_000)) { [unowned self] in
            guard store.violation == nil else { return }
            backup = ModelStore(copyOf: store)
            plan(random.number(60_000...(random.chance(70) ? 1 : 8) * 3_600_000)) { [unowned self] in restore() }
        }
    }

    private func restore() {
        guard hasFaults, isRunning, let backup else { return }
        note(.restore, nil)
        crash()
        let violation = store.violation
        store = backup
        self.backup = nil
        restores += 1
        // What waits in the copy waits anew.
        touched = touched.mapValues { _ in instant }
        cancelWanted = [:]
        store.expect(violation == nil, violation ?? "")
        let clockWasSetBack = latest > now || stepsBack > store.stepsBack
        let firstOrder = store.nextOrder
        rename(from: firstOrder)
        carryOut(NoteRestore(Restore(firstOrder: firstOrder, at: now)))
        resolveWhatWaited(clockWasSetBack)
        store.stepsBack = max(store.stepsBack, stepsBack)
        for index in providers.indices { survey(index) }
        // Whoever was stopped when the copy was made is stopped again.
        for provider in store.providers where provider.isPaused && provider.removedAt == nil {
            plan(random.number(1...3600) * 1000) { [unowned self] in resume(provider.id) }
        }
        // Customers go on, and get the ids of those that were lost.
        for _ in 0..<random.number(1...5) {
            plan(random.number(100_000...3_600_000)) { [unowned self] in placeOrder() }
        }
    }

    /// As `RestoredPanel` does: page by page, with the keys that it takes.
    private func resolveWhatWaited(_ clockWasSetBack: Bool) {
        let waiting = store.runs.joined().filter {
            $0.state == .queued || $0.state == .submitting || $0.state == .uncertain
        }
        for submission in waiting {
            guard let order = store.order(submission.key.order) else { continue }
            let count = ResolveRestored.runsToMake(
                after: submission,
                of: order,
                at: now,
                clockWasSetBack: clockWasSetBack
            )
            let item = ResolveRestored.Item(submission, keys: (0..<count).map { _ in newKey() })
            carryOut(ResolveRestored([item], clockWasSetBack: clockWasSetBack, now: now))
        }
        let refills = store.refills.filter { $0.status.isOpen && $0.relay != nil }
        carryOut(ResolveRestoredRefills(refills, now: now))
    }

    /// What the provider shows of its orders: all, the first few, or nothing.
    private func survey(_ index: Int) {
        guard !isAway(index) else { return }
        let provider = providers[index]
        let unknown = provider.orders.filter { store.holder(of: $0.id, at: provider.id) == nil }
        let shown = random.chance(50) ? unknown.count : Int(random.number(0...Int64(unknown.count)))
        carryOut(
            RecordOrphans(
                unknown.prefix(shown).map {
                    OrphanOrder(UpstreamOrderKey(provider: provider.id, id: $0.id), seenAt: now)
                }
            )
        )
    }

    /// No writer runs.
    private func carryOut<C: Decision>(_ command: C) {
        for answer in fold([PendingCommand(command) { _ in }]) { answer() }
    }

    // MARK: Names of what is lost

    /// The name that a submission has now which was sent in the life with the number `life`.
    func tag(_ sent: SubmissionKey, of life: Int) -> SubmissionKey {
        lostSince[life...].reduce(sent) { Simulation.renamed($0, from: $1.order, to: $1.offset) }
    }

    func isLost(_ tag: SubmissionKey) -> Bool { tag.order.rawValue > Simulation.lostOrders }

    /// Gives all orders from `firstOrder` on other names: they are nobody's now.
    private func rename(from firstOrder: OrderID) {
        let offset = Int64(restores) * Simulation.lostOrders
        lostSince.append((firstOrder, offset))
        for provider in providers {
            provider.rename { Simulation.renamed($0, from: firstOrder, to: offset) }
            for index in provider.refills.indices {
                let number = provider.refills[index].tag.rawValue
                guard number > store.refills.count else { continue }
                provider.refills[index].tag = RefillID(rawValue: number + offset)
            }
        }
        excused = excused.filter { $0 < firstOrder }
    }

    private static func renamed(_ tag: SubmissionKey, from firstOrder: OrderID, to offset: Int64) -> SubmissionKey {
        guard tag.order >= firstOrder, tag.order.rawValue <= lostOrders else { return tag }
        return SubmissionKey(order: OrderID(rawValue: tag.order.rawValue + offset), run: tag.run)
    }
}
