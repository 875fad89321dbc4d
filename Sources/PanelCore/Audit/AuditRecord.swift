/// An entry of the audit as it is stored.
package struct AuditRecord: Sendable, Equatable {
    /// From 1 without gaps.
    package let number: Int64
    package let at: Timestamp
    package let action: AuditAction
    package let about: AuditSubject
    package let actorKind: Principal.Kind
    /// What may name people; `nil` when it was erased.
    package let content: Content?

    /// What may name people.
    package struct Content: Sendable, Equatable {
        package let actor: String
        package let origin: Principal.Origin
        package let before: Facts?
        package let after: Facts?
        package let note: KeptText?

        package init(
            actor: String,
            origin: Principal.Origin,
            before: Facts?,
            after: Facts?,
            note: KeptText?
        ) {
            self.actor = actor
            self.origin = origin
            self.before = before
            self.after = after
            self.note = note
        }
    }

    package init(
        number: Int64,
        at: Timestamp,
        action: AuditAction,
        about: AuditSubject,
        actorKind: Principal.Kind,
        content: Content?
    ) {
        self.number = number
        self.at = at
        self.action = action
        self.about = about
        self.actorKind = actorKind
        self.content = content
    }
}

/// Somebody whose entries are looked for.
package struct AuditActorName: Sendable, Equatable {
    /// `nil` for whoever of any kind has the name.
    package let kind: Principal.Kind?
    package let name: String

    /// Reads `machine:root`, or `root` alone.
    package init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, let kind = Principal.Kind(rawValue: String(parts[0])) {
            self.kind = kind
            name = String(parts[1])
        } else {
            kind = nil
            name = text
        }
    }
}
