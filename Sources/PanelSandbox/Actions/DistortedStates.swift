import PanelCore

extension OrderState {
    /// What a provider says that is not in order. The books know nothing of it.
    func distorted(by lie: SandboxFault.Name, order: SandboxOrder) -> OrderState {
        switch lie {
        case .statusBackwards:
            switch status {
            case .completed, .partial, .canceled:
                return telling(status: .inProgress, charge: order.charge, remains: (order.quantity + 1) / 2)
            case .inProgress, .processing, .pending:
                return OrderState(
                    status: .pending,
                    netCharge: order.charge,
                    startCount: 0,
                    remains: order.quantity,
                    subscription: subscription
                )
            }
        case .partialAfterCompleted:
            guard status == .completed else { return self }
            let missing = max(order.quantity / 3, 1)
            let refund = order.charge.scaled(by: missing, over: order.quantity) ?? .zero
            return telling(status: .partial, charge: order.charge.subtracting(refund) ?? .zero, remains: missing)
        case .negativeRemains:
            return telling(status: status, charge: netCharge, remains: -1 - remains)
        case .wrongCharge:
            let threefold = netCharge.scaled(by: 3, over: 1) ?? netCharge
            return telling(status: status, charge: threefold.adding(Money(micros: 1)) ?? threefold, remains: remains)
        default:
            return self
        }
    }

    private func telling(status: OrderStatus, charge: Money, remains: Int64) -> OrderState {
        OrderState(
            status: status,
            netCharge: charge,
            startCount: startCount,
            remains: remains,
            subscription: subscription
        )
    }
}
