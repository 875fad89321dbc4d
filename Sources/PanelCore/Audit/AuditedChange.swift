/// What a command changed of one thing, as far as the audit keeps it.
struct AuditedChange: Equatable {
    let subject: AuditSubject
    var before: Facts?
    var after: Facts?

    /// What changed between two states of a batch, by subject and its id.
    static func all(from before: Scope, to after: Scope) -> [AuditedChange] {
        var changes: [AuditedChange] = []
        func add<Kind: AuditedRecord>(_ kind: Kind.Type) {
            let written = after.changes[kind]
            let keys = Set(written.inserted.keys).union(written.updated.keys).union(written.deleted)
            for key in keys.sorted() {
                guard let record = after[kind, key] ?? before[kind, key] else { continue }
                changes.add(record.auditSubject, before[kind, key]?.auditFacts, after[kind, key]?.auditFacts)
            }
        }
        for kind in kinds { add(kind) }
        for (id, order) in after.changes.orders.updated.sorted(by: { $0.key < $1.key }) {
            changes.add(AuditSubject(.order, id), before.order(id)?.auditFacts, order.auditFacts)
        }
        for (key, submission) in after.changes.submissions.updated.sorted(by: { $0.key < $1.key }) {
            let subject = AuditSubject(.order, key.order)
            changes.add(subject, before.submission(key)?.auditFacts, submission.auditFacts)
        }
        return changes
    }

    /// The kinds of records whose changes by staff are kept.
    static let kinds: [any AuditedRecord.Type] = [
        Account.self, Credentials.self, OneTimeLink.self, Invitation.self, OwnRate.self, Credit.self, Service.self,
        LinkRule.self, Provider.self, Refill.self,
        StoredSetting.self,
    ]
}

/// A record whose changes by staff the audit keeps.
package protocol AuditedRecord: Record {
    /// What it is, or belongs to.
    var auditSubject: AuditSubject { get }

    /// All of it that staff decide; never a key.
    var auditFacts: Facts { get }
}

extension [AuditedChange] {
    /// Adds a change, to what else changed of the same thing. What stayed as it was is left out.
    fileprivate mutating func add(_ subject: AuditSubject, _ before: Facts?, _ after: Facts?) {
        guard before != after else { return }
        var change = AuditedChange(subject: subject, before: before, after: after)
        if let before, let after {
            change.before = before.without(after)
            change.after = after.without(before)
        }
        guard let last = last, last.subject == subject else { return append(change) }
        self[count - 1].before = last.before.joined(change.before)
        self[count - 1].after = last.after.joined(change.after)
    }
}

extension Facts {
    /// Those that `other` has not.
    fileprivate func without(_ other: Facts) -> Facts {
        var facts = Facts()
        for entry in entries where other[entry.name] != entry.value { facts[entry.name] = entry.value }
        return facts
    }
}

extension Facts? {
    fileprivate func joined(_ more: Facts?) -> Facts? {
        guard var facts = self else { return more }
        for entry in more?.entries ?? [] where facts[entry.name] == nil { facts[entry.name] = entry.value }
        return facts
    }
}
