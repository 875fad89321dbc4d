import PanelCore

/// What `panel doctor` proves of a database, after each batch and for what the batch touched.
extension ModelStore {
    func expectOrdersAgree(_ changes: Changes) {
        var touched: Set<OrderID> = Set(changes.orders.inserted.keys).union(changes.orders.updated.keys)
        for key in changes.submissions.inserted.keys { touched.insert(key.order) }
        for key in changes.submissions.updated.keys { touched.insert(key.order) }
        for event in changes.events { touched.insert(event.order) }
        for transfer in changes.transfers {
            switch transfer.cause {
            case .orderCharge(let id), .orderRefund(let id, _): touched.insert(id)
            case .providerCharge(let key, _): touched.insert(key.order)
            case .credit: break
            }
        }
        for id in touched.sorted() {
            expectMoneyAgrees(orders[id.index])
            expectSubmissionsAgree(orders[id.index], runs[id.index])
        }
    }

    private func expectMoneyAgrees(_ order: Order) {
        let book = books[order.id.index]
        expect(
            book.charged == order.charge.micros,
            "order \(order.id) costs \(order.charge), booked are \(book.charged)"
        )
        expect(
            book.refunded == order.refunded.micros && book.refunds == order.refundCount,
            "order \(order.id) gave back \(order.refunded) in \(order.refundCount), booked are \(book.refunded)"
        )
        expect(order.refunded <= order.charge, "order \(order.id) gave back more than it took")
        expect(order.status.isFinal == (order.finishedAt != nil), "order \(order.id) has an end and no time of it")
        let due: Money? =
            switch order.status {
            case .canceled: order.charge
            case .partial: order.charge.scaled(by: order.remains ?? -1, over: order.quantity)
            case .pending, .processing, .inProgress, .completed: .zero
            }
        expect(order.refunded == due, "order \(order.id) is \(order.status) and gave back \(order.refunded)")
    }

    private func expectSubmissionsAgree(_ order: Order, _ runs: [Submission]) {
        expect(runs.count <= order.dripFeed?.runs ?? 1, "order \(order.id) has \(runs.count) submissions")
        expect(
            runTotals[order.id] == (runs.count > 1 ? RunTotals(runs) : nil),
            "the submissions of order \(order.id) do not come to \(runTotals[order.id].map { "\($0)" } ?? "nothing")"
        )
        for run in runs {
            let cost = books[order.id.index].costs[run.key.run] ?? (0, 0)
            expect(
                cost.amount == run.cost.micros && cost.count == run.costCount,
                "submission \(run.key) costs \(run.cost), booked are \(cost.amount)"
            )
            expect(run.state != .accepted || run.upstreamOrder != nil, "\(run.key) is accepted as nothing")
            // Unless staff, who know better, had it sent again.
            let isWanted = run.cancel == .none || has(.resubmitted, order.id)
            expect(run.state != .queued || isWanted, "\(run.key) is canceled, and waits to be sent")
            if order.status.isFinal {
                let isOpen = run.state == .queued || run.state == .submitting || run.state == .uncertain
                let isWhole = order.dripFeed == nil || run.destination?.relaysDripFeed == true
                let hasOutcome = isWhole && run.outcome != nil && (run.state == .accepted || run.state == .held)
                expect(!hasOutcome || run.outcome == order.status, "\(run.key) ended otherwise than its order")
                expect(!isOpen, "order \(order.id) is \(order.status), its submission \(run.key) is \(run.state)")
            } else if order.dripFeed == nil || run.destination?.relaysDripFeed == true {
                let isSettled = run.outcome != nil && (run.state == .accepted || run.state == .rejected)
                expect(!isSettled, "order \(order.id) is \(order.status), its submission \(run.key) has an outcome")
            }
        }
    }
}
