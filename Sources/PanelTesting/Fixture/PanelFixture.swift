import Logging
package import PanelCore
package import PanelStore
import Testing

/// A store with a writer in front of it, and short ways to fill it.
package struct PanelFixture: Sendable {
    package let store: any Store
    package let writer: BatchWriter

    /// 2026-03-01T12:00:00Z, when everything happens unless a test says otherwise.
    package static let noon = Timestamp(milliseconds: 1_772_366_400_000)
    private static let logger = Logger(label: "panel.testing") { _ in SwiftLogNoOpLogHandler() }

    package init(store: any Store) {
        self.store = store
        writer = BatchWriter(store: store, logger: PanelFixture.logger)
    }

    /// Runs the writer until `body` is over. Afterwards the writer is closed for good.
    package func whileRunning<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        async let running: Void = writer.run()
        do {
            let value = try await body()
            writer.close()
            try await running
            return value
        } catch {
            writer.close()
            try? await running
            throw error
        }
    }

    /// A queue of commands that share batches; see ``CommandQueue``.
    package func queue(_ limits: BatchWriter.Limits = BatchWriter.Limits()) -> CommandQueue {
        CommandQueue(BatchWriter(store: store, limits: limits, logger: PanelFixture.logger))
    }

    // MARK: Any command

    /// The outcome of a command; throws its refusal.
    @discardableResult
    package func perform<C: Command>(_ command: C) async throws -> C.Outcome {
        try await writer.perform(command).get()
    }

    /// As ``perform(_:)``, by somebody who may do everything.
    @discardableResult
    package func perform<C: StaffCommand>(_ command: C) async throws -> C.Outcome {
        try await writer.perform(audited(command)).get()
    }

    /// A command of staff as it is carried out, by somebody who may do everything.
    package func audited<C: StaffCommand>(_ command: C) -> Audited<C> {
        Audited(command, by: PanelFixture.staff, at: PanelFixture.noon)
    }

    package static let staff = Principal(.machine(user: "tester"), from: .command)

    /// As ``refusal(of:)``, for somebody who may do everything.
    package func refusal<C: StaffCommand>(of command: C) async throws -> StaffRefusal? {
        try await refusal(of: audited(command))
    }

    /// Why a command is refused; `nil` when it is carried out.
    package func refusal<C: Command>(of command: C) async throws -> C.Refusal? {
        guard case .failure(let refusal) = try await writer.perform(command) else { return nil }
        return refusal
    }

    // MARK: Accounts

    /// A command that makes a customer whose key follows from `name`.
    package func creating(_ name: String, discount: Discount = .none) -> CreateAccount {
        CreateAccount(
            name: AccountName(unchecked: name),
            role: .customer,
            profile: .seed,
            language: .vietnamese,
            discount: discount,
            keyDigest: .of(name),
            now: PanelFixture.noon
        )
    }

    /// A customer with `balance`, deposited under the reference `opening:NAME`.
    package func account(
        _ name: String = "alice",
        balance: String = "0",
        discount: Discount = .none
    ) async throws -> Account {
        let account = try await perform(creating(name, discount: discount))
        if Money.of(balance) != .zero {
            try await perform(crediting(account, balance, reference: "opening:\(name)"))
        }
        return account
    }

    /// A command that books a deposit, or a correction when `amount` is negative.
    package func crediting(_ account: Account, _ amount: String, reference: String, note: String = "") -> CreditAccount
    {
        CreditAccount(
            name: account.name,
            account: account.id,
            amount: .of(amount),
            reference: reference,
            note: note,
            now: PanelFixture.noon
        )
    }

    /// What the account has now.
    package func balance(_ account: Account) async throws -> Money {
        let balance = try await store.balance(of: account.id)
        return try #require(balance)
    }

    // MARK: Services

    /// A service at 2.5 for 1,000, from 10 to 10,000, that can be canceled, and refilled at once.
    package func service(
        _ id: Int64 = 1,
        type: ServiceType = .standard,
        configure: (inout Service) -> Void = { _ in }
    ) async throws -> ServiceID {
        var service = Service.sample(id, type: type)
        configure(&service)
        try await perform(ImportServices([service]))
        return service.id
    }
}

extension Service {
    /// What ``PanelFixture/service(_:type:configure:)`` starts from.
    package static func sample(_ id: Int64, type: ServiceType = .standard) -> Service {
        Service(
            id: ServiceID(rawValue: id),
            name: "Service \(id)",
            type: type,
            category: "Facebook",
            rate: .of("2.5"),
            minimum: 10,
            maximum: 10_000,
            offersRefill: true,
            offersCancel: true,
            refillAfterHours: 0
        )
    }
}

extension Money {
    /// An amount written as text that is known to be one.
    package static func of(_ text: String) -> Money {
        guard let money = Money(text) else { preconditionFailure("\(text) is no amount") }
        return money
    }
}

extension KeyDigest {
    /// Stands for the digest of a key; another one for each `name`.
    package static func of(_ name: String) -> KeyDigest {
        let bytes = Array(name.utf8.prefix(32))
        return KeyDigest(bytes: bytes + Array(repeating: 0, count: 32 - bytes.count))
    }
}
