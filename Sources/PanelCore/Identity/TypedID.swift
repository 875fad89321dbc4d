/// A positive 64-bit id that cannot be mistaken for the id of something else.
package protocol TypedID: Hashable, Comparable, Sendable, CustomStringConvertible {
    var rawValue: Int64 { get }
    init(rawValue: Int64)
}

extension TypedID {
    /// Reads an id as customers write it.
    ///
    /// - Parameter text: ASCII digits, with blanks around them ignored.
    /// - Returns: `nil` for anything else, for zero, and for what does not fit 64 bits.
    package init?(_ text: String) {
        guard let value = WholeNumber.parse(trimming: text), value > 0 else { return nil }
        self.init(rawValue: value)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    package var description: String { String(rawValue) }
}

/// Names an account: a customer's or a staff member's.
package struct AccountID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names a service of the catalogue.
package struct ServiceID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names an order.
package struct OrderID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names a refill of an order. Refills are numbered apart from orders.
package struct RefillID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names a deposit or another change of a balance that staff made by hand.
package struct CreditID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names one of the operator's rules about links.
package struct LinkRuleID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names a provider.
package struct ProviderID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names an entry of an order's history.
package struct EventID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Names an invitation to make an account.
package struct InvitationID: TypedID {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}
