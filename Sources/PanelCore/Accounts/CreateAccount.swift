/// Makes an account with an empty balance.
package struct CreateAccount: StaffCommand {
    package let name: AccountName
    package let role: Role
    package let profile: ResponseProfile
    package let language: Language
    package let discount: Discount
    package let keyDigest: KeyDigest
    package let keyHint: KeyHint?
    /// What its owner logs in to the pages with, if they can.
    package let password: PasswordHash?
    package let now: Timestamp

    package init(
        name: AccountName,
        role: Role,
        profile: ResponseProfile,
        language: Language,
        discount: Discount,
        keyDigest: KeyDigest,
        keyHint: KeyHint? = nil,
        password: PasswordHash? = nil,
        now: Timestamp
    ) {
        self.name = name
        self.role = role
        self.profile = profile
        self.language = language
        self.discount = discount
        self.keyDigest = keyDigest
        self.keyHint = keyHint
        self.password = password
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { role.management }
    package var action: AuditAction { "create_account" }

    package func declareReads(in reads: inout ReadSet) {
        reads.accountNames.insert(name)
        reads.allot(Account.self, 1)
    }

    package func execute(in scope: inout Scope) throws(AccountRefusal) -> Account {
        guard scope.account(named: name) == nil else { throw .exists(name) }
        let account = Account(
            id: scope.newID(of: Account.self),
            name: name,
            role: role,
            profile: profile,
            language: language,
            discount: discount,
            keyDigest: keyDigest,
            keyHint: keyHint,
            isSuspended: false,
            createdAt: now
        )
        scope.insert(account)
        if let password {
            scope.insert(Credentials(account.id, password: password, passwordChangedAt: now))
        }
        return account
    }
}
