/// A command of staff. It is carried out as ``Audited`` only: whoever may is looked at there, and what it changed is
/// written into the audit.
package protocol StaffCommand: Decision where Refusal: SubjectRefusal {
    /// What whoever has it carried out must be allowed to do.
    ///
    /// - Parameter scope: The state that it would change.
    func permission(in scope: Scope) -> Permission

    var action: AuditAction { get }

    /// Why, in the words of whoever has it carried out.
    var reason: String? { get }
}

extension StaffCommand {
    package var reason: String? { nil }
}

/// Carries out a command of staff for somebody who may, and writes what it changed into the audit, in the same commit.
/// What it changed of services becomes news for customers there, too. A command that changes nothing leaves no entry.
package struct Audited<Staff: StaffCommand>: Command {
    package let command: Staff
    package let principal: Principal
    package let now: Timestamp

    package init(_ command: Staff, by principal: Principal, at now: Timestamp) {
        self.command = command
        self.principal = principal
        self.now = now
    }

    package func declareReads(in reads: inout ReadSet) {
        command.declareReads(in: &reads)
        reads.audit = true
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> Staff.Outcome {
        let before = scope
        try principal.require(command.permission(in: before))
        let outcome: Staff.Outcome
        do throws(Staff.Refusal) {
            outcome = try command.execute(in: &scope)
        } catch {
            throw error.staffRefusal
        }
        // Staff alone change the catalogue, so here nothing of it is missed.
        scope.noteNews(since: before, at: now)
        let actor = AuditActor(principal)
        let note = command.reason.flatMap { $0.isEmpty ? nil : KeptText($0) }
        scope.changes.audit += AuditedChange.all(from: before, to: scope).map { change in
            AuditEntry(
                at: now,
                by: actor,
                action: command.action,
                about: change.subject,
                before: change.before,
                after: change.after,
                note: note
            )
        }
        return outcome
    }
}
