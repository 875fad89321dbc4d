/// Makes an invitation.
package struct CreateInvitation: StaffCommand {
    package let token: TokenDigest
    package let note: String
    package let endsAt: Timestamp
    package let now: Timestamp

    package init(_ token: TokenDigest, note: String, endsAt: Timestamp, now: Timestamp) {
        self.token = token
        self.note = note
        self.endsAt = endsAt
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .manageCustomers }
    package var action: AuditAction { "create_invitation" }

    package func declareReads(in reads: inout ReadSet) {
        reads.allot(Invitation.self, 1)
    }

    package func execute(in scope: inout Scope) throws(Never) -> Invitation {
        let id = scope.newID(of: Invitation.self)
        let invitation = Invitation(token, id: id, note: note, madeAt: now, endsAt: endsAt)
        scope.insert(invitation)
        return invitation
    }
}

/// Ends an invitation that nobody has used. One that ended before stays as it is.
package struct EndInvitation: StaffCommand {
    package let id: InvitationID
    package let token: TokenDigest
    package let now: Timestamp

    package init(_ id: InvitationID, _ token: TokenDigest, now: Timestamp) {
        self.id = id
        self.token = token
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .manageCustomers }
    package var action: AuditAction { "end_invitation" }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Invitation.self, token)
    }

    package func execute(in scope: inout Scope) throws(AccountRefusal) -> Invitation {
        guard var invitation = scope[Invitation.self, token] else { throw .unknownInvitation(id) }
        guard invitation.isOpen(at: now) else { return invitation }
        invitation.endsAt = now
        scope.update(invitation)
        return invitation
    }
}
