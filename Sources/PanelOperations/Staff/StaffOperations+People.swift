package import PanelCore
package import PanelSecrets
package import PanelStore

/// Who gets in on the pages. A token is given out once: the panel keeps its digest.
extension StaffOperations {
    // MARK: Passwords

    /// Sets the password of an account, whose sessions end all.
    ///
    /// - Parameter password: As it was typed.
    package func setPassword(_ password: String, of name: AccountName) async throws -> AccountRecord {
        // Whoever may not is told so before anything is hashed.
        try require(.manageCustomers)
        try require(await record(named: name).account.role.management)
        let hash = try await hash(password, for: name)
        return try await change(name, .setPassword(hash))
    }

    /// Makes a link with which a new password can be set, once and for ``OneTimeLink/life`` minutes. One that is made
    /// before stays as it is.
    package func makeResetLink(for name: AccountName) async throws -> (token: SecretToken, endsAt: Timestamp) {
        let token = SecretToken()
        let now = panel.now()
        _ = try await perform(SetCredentials(of: name, .makeResetLink(token.digest), now: now))
        return (token, now.adding(minutes: OneTimeLink.life))
    }

    /// Hashes a password that staff set.
    func hash(_ password: String, for name: AccountName) async throws -> PasswordHash {
        let chosen: NewPassword
        do throws(PasswordRefusal) { chosen = try NewPassword(password, for: name) } catch {
            throw StaffRefusal.account(.password(error))
        }
        // Staff are known, so their turns are not counted.
        return try await panel.passwords.hash(chosen, for: nil)
    }

    // MARK: Sessions

    /// The sessions of an account that go on, the newest first.
    package func sessions(of name: AccountName, _ part: Part) async throws -> Page<Session> {
        try require(.viewCustomers)
        let account = try await record(named: name).account
        // Where staff are is for those alone who decide about staff.
        if account.role != .customer { try require(.manageStaff) }
        return try await store.read(SessionsOfAccount(account.id, part)).goingOn(panel.sessions, at: panel.now())
    }

    package func endSessions(of name: AccountName) async throws -> AccountRecord {
        try await change(name, .endSessions)
    }

    /// Lets somebody log in without the codes of an authenticator that they have lost.
    package func resetSecondFactor(of name: AccountName) async throws -> AccountRecord {
        try await change(name, .resetSecondFactor)
    }

    private func change(_ name: AccountName, _ change: SetCredentials.Change) async throws -> AccountRecord {
        _ = try await perform { SetCredentials(of: name, change, now: $0) }
        return try await record(named: name)
    }

    // MARK: Invitations

    /// All invitations, the newest first.
    package func invitations(_ part: Part) async throws -> Page<Invitation> {
        try require(.viewCustomers)
        return try await store.read(Invitations(part))
    }

    /// Makes an invitation, with which an account can be made once.
    ///
    /// - Parameters:
    ///   - note: As `Invitation.note(typed:)` reads it.
    ///   - days: From 1 to ``Invitation/longestValidity``.
    package func createInvitation(
        note: String,
        days: Int64 = Invitation.usualValidity
    ) async throws -> (invitation: Invitation, token: SecretToken) {
        guard (1...Invitation.longestValidity).contains(days) else {
            throw InvalidInput.validity(mostDays: Invitation.longestValidity)
        }
        let token = SecretToken()
        let invitation = try await perform { now in
            CreateInvitation(token.digest, note: note, endsAt: now.adding(days: days), now: now)
        }
        return (invitation, token)
    }

    /// Ends an invitation. One that was used or has ended stays as it is.
    package func endInvitation(_ id: InvitationID) async throws -> Invitation {
        try require(.manageCustomers)
        guard let invitation = try await store.read(InvitationSought(.id(id))) else {
            throw StaffRefusal.account(.unknownInvitation(id))
        }
        return try await perform { EndInvitation(id, invitation.key, now: $0) }
    }
}
