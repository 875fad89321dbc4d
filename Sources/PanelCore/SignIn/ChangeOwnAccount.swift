/// Changes what customers decide about their own account.
package struct ChangeOwnAccount: Command {
    package let account: AccountName
    package let change: Change

    package enum Change: Hashable, Sendable {
        /// The old key stops working with this.
        case replaceKey(KeyDigest, KeyHint)
        /// How the API answers, and in which language.
        case answer(ResponseProfile, Language)
    }

    package init(_ account: AccountName, _ change: Change) {
        self.account = account
        self.change = change
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.change(account)
    }

    package func execute(in scope: inout Scope) throws(AccountRefusal) {
        guard var changed = scope.account(named: account) else { throw .unknown(account) }
        guard !changed.isSuspended else { throw .suspended }
        switch change {
        case .replaceKey(let digest, let hint):
            changed.keyDigest = digest
            changed.keyHint = hint
        case .answer(let profile, let language):
            changed.profile = profile
            changed.language = language
        }
        if changed != scope.account(named: account) { scope.update(changed) }
    }
}

/// Changes how the pages are for somebody.
package struct ChangePerson: Command {
    package let person: Person

    package init(to person: Person) {
        self.person = person
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Person.self, person.key)
    }

    package func execute(in scope: inout Scope) throws(Never) {
        if scope[Person.self, person.key] != person { scope.put(person) }
    }
}
