/// Suspends an account, which ends its sessions, lets it go on, or gives it another key.
package struct ChangeAccount: StaffCommand {
    /// What is changed.
    package enum Change: Sendable, Equatable {
        case suspend
        case resume
        /// The old key stops working with this.
        case replaceKey(KeyDigest, hint: KeyHint? = nil)
    }

    package let name: AccountName
    package let change: Change

    package init(name: AccountName, change: Change) {
        self.name = name
        self.change = change
    }

    package func permission(in scope: Scope) -> Permission {
        (scope.account(named: name)?.role ?? .customer).management
    }

    package var action: AuditAction {
        switch change {
        case .suspend: "suspend_account"
        case .resume: "resume_account"
        case .replaceKey: "rotate_key"
        }
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.change(name)
    }

    package func execute(in scope: inout Scope) throws(AccountRefusal) -> Account {
        guard var account = scope.account(named: name) else { throw .unknown(name) }
        switch change {
        case .suspend:
            account.isSuspended = true
            scope.endSessions(of: account.id)
        case .resume: account.isSuspended = false
        case .replaceKey(let digest, let hint):
            account.keyDigest = digest
            account.keyHint = hint
        }
        scope.update(account)
        return account
    }
}
