/// Something that was done by staff, or by the panel in their place: who did what to what, and what that was before and
/// is now. It is written in the same commit as the change itself, and stays.
package struct AuditEntry: Sendable, Equatable {
    package let at: Timestamp
    package let by: AuditActor
    package let action: AuditAction
    package let about: AuditSubject
    /// What it was, as far as that changed; `nil` when it is new.
    package let before: Facts?
    /// What it is now, as far as that changed; `nil` when it is gone.
    package let after: Facts?
    /// Why, in the words of whoever did it.
    package let note: KeptText?

    package init(
        at: Timestamp,
        by: AuditActor,
        action: AuditAction,
        about: AuditSubject,
        before: Facts?,
        after: Facts?,
        note: KeptText? = nil
    ) {
        self.at = at
        self.by = by
        self.action = action
        self.about = about
        self.before = before
        self.after = after
        self.note = note
    }
}

/// Who did something, as it is kept.
package struct AuditActor: Hashable, Sendable, CustomStringConvertible {
    package let kind: Principal.Kind
    package let name: String
    package let origin: Principal.Origin

    package init(kind: Principal.Kind, name: String, origin: Principal.Origin) {
        self.kind = kind
        self.name = name
        self.origin = origin
    }

    package init(_ principal: Principal) {
        self.init(kind: principal.kind, name: principal.name, origin: principal.origin)
    }

    /// `machine:root`.
    package var description: String { "\(kind.rawValue):\(name)" }
}

/// What was done, by the name that its command gives it: lower case letters and underscores, `suspend_account`. It is
/// stored, so it stays.
package struct AuditAction: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral name: String) {
        self.init(rawValue: name)
    }
}

/// What something was done to, `service:12`.
package struct AuditSubject: Hashable, Sendable, CustomStringConvertible {
    package let kind: Kind
    package let id: String

    package enum Kind: String, CaseIterable, Sendable {
        case account
        case service
        case linkRule = "link_rule"
        case provider
        case order
        case refill
        case setting
        case invitation
    }

    package init(_ kind: Kind, _ id: some CustomStringConvertible) {
        self.kind = kind
        self.id = id.description
    }

    /// Reads ``description``; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, parts[1])
    }

    package var description: String { "\(kind.rawValue):\(id)" }
}

/// Where the audit ends: the entry that the next one follows.
package struct AuditHead: Sendable, Equatable {
    /// How many entries there are; they are numbered from 1 without gaps.
    package let number: Int64
    /// What the last entry's place in the chain comes to.
    package let link: [UInt8]

    package init(number: Int64, link: [UInt8]) {
        self.number = number
        self.link = link
    }
}
