package import PanelCore
package import PanelStore

extension StaffOperations {
    /// Proves the books and the orders.
    package func checkBooks() async throws -> [InvariantReport] {
        try require(.checkBooks)
        return try await store.checkInvariants(at: panel.now())
    }

    /// How much was moved on each of some days, by kind.
    ///
    /// - Parameters:
    ///   - first: In UTC; 30 days when it is not said.
    ///   - last: Today when it is not said.
    package func transfersByDay(from first: CalendarDay?, to last: CalendarDay?) async throws -> [TransfersByDay.Row] {
        try require(.checkBooks)
        let last = (last ?? panel.now().day).daysSince1970
        let first = first?.daysSince1970 ?? last - 29
        guard first <= last, last - first < TransfersByDay.mostDays else {
            throw InvalidInput.days(most: TransfersByDay.mostDays)
        }
        return try await store.read(TransfersByDay(first...last))
    }

    /// Copies the panel into a file that is not there yet.
    ///
    /// - Parameter file: A path of the server's machine, from the root.
    /// - Throws: `BackupProblem`.
    package func backUp(to file: String) async throws -> Backup {
        try require(.backUp)
        guard file.hasPrefix("/"), !file.hasControlCharacters() else { throw InvalidInput.backupFile }
        do {
            return try await store.backUp(to: file)
        } catch let problem as BackupProblem {
            throw problem
        } catch {
            throw BackupProblem.failed(KeptText("\(error)"))
        }
    }

    /// What staff did, the newest first.
    ///
    /// - Parameters:
    ///   - about: What it was done to, `KIND:ID`. Accounts and providers go by their names too.
    ///   - part: A cursor is the number of an entry, behind which it goes on.
    package func audit(by actor: String? = nil, about: String? = nil, _ part: Part) async throws -> Page<AuditRecord> {
        try require(.viewAudit)
        let subject = try await subject(about)
        return try await store.read(AuditEntries(by: actor.map { AuditActorName($0) }, about: subject, part))
    }

    private func subject(_ text: String?) async throws -> AuditSubject? {
        guard let subject = try text.map({ try AuditSubject(typed: $0) }) else { return nil }
        switch subject.kind {
        case .account:
            guard let name = AccountName(subject.id), let record = try await store.account(named: name)
            else { return subject }
            return AuditSubject(.account, record.account.id)
        case .provider:
            let provider = try await store.read(ProviderNamed(subject.id))
            return provider.map { AuditSubject(.provider, $0.id) } ?? subject
        case .service, .linkRule, .order, .refill, .setting, .invitation: return subject
        }
    }
}
