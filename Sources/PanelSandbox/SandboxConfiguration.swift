package import PanelCore

extension SandboxProvider {
    /// How a sandbox behaves. The default is a provider that delivers most of what it is asked for, in seconds.
    package struct Configuration: Sendable {
        package var host = "127.0.0.1"
        /// 0 is any free one.
        package var port = 0
        /// Each key is a customer with a balance and orders of its own.
        package var keys = ["sandbox"]
        /// What each key starts with.
        package var balance = Money(micros: 1_000_000 * Money.microsPerUnit)
        /// As every answer names it.
        package var currency = "USD"
        package var services = SandboxCatalogue.sample
        package var pace = Pace.standard
        package var outcomes = Outcomes.oneInTenFails
        /// Whether an `add` with a `request_id` that was used before gets the first answer again and makes no
        /// order. Without it the parameter is only kept in the books.
        package var acceptsRequestID = true
        package var profile = ResponseProfile.perfectpanel
        package var faults: [SandboxFault] = []
        package var firstOrderID: Int64 = 1
        /// Where the chances of faults without a seed of their own begin; the same seed gives the same faults.
        package var seed: UInt64 = 1

        package init() {}
    }
}

/// How fast a sandbox delivers.
package struct Pace: Sendable, Equatable {
    /// From an order to its start.
    package var start: Duration
    /// From the start to the outcome.
    package var deliver: Duration
    /// Whether time passes only when ``SandboxProvider/advance(seconds:)`` says so.
    package var isManual: Bool

    /// Starts after two seconds and ends six seconds after that.
    package static let standard = Pace(start: .seconds(2), deliver: .seconds(6))
    /// An order has its outcome as soon as it is placed.
    package static let instant = Pace(start: .zero, deliver: .zero)
    /// As ``standard``, but on a clock that stands still, so that tests need not wait.
    package static let manual = Pace(start: .seconds(2), deliver: .seconds(6), isManual: true)

    package init(start: Duration, deliver: Duration, isManual: Bool = false) {
        self.start = start
        self.deliver = deliver
        self.isManual = isManual
    }
}

/// What becomes of orders.
package enum Outcomes: Sendable {
    /// Of the ids that leave 9 when divided by 20, a third of the quantity is not delivered (Partial); those that
    /// leave 19 are Canceled; all others are Completed.
    case oneInTenFails
    case allComplete
    /// Orders start, and then stay in progress with nothing delivered.
    case never
}
