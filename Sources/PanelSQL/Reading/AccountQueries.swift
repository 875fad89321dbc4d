import PanelCore
import PanelStore

/// What is asked about accounts, prices and settings.
enum AccountQueries {
    /// The setting that names the panel, whatever database holds it.
    static let installation = "installation"
    /// The setting that tells whether a secret is the panel's.
    static let secretDigest = "secret_digest"

    /// The second condition is the one that the index has.
    static let anyOwner: SQL = "SELECT 1 FROM accounts WHERE role = 'owner' AND role <> 'customer' LIMIT 1"

    static func balance(of account: AccountID, on connection: any SQLConnection) throws -> Money? {
        var balance: Money?
        try connection.run([
            .query(balanceOfAccount, .row(.integer(account.rawValue))) {
                balance = Money(micros: $0.integer(0))
            }
        ])
        return balance
    }

    static func customer(key digest: KeyDigest, on connection: any SQLConnection) throws -> Customer? {
        let found = try connection.list(accountByKey, .row(.blob(digest.bytes))) { reader in
            (account: try Account(&reader), version: AccountsVersion(rawValue: reader.integer()))
        }.first
        guard let (account, version) = found else { return nil }
        var rates: [ServiceID: Money] = [:]
        try connection.run([
            .query("SELECT service_id, rate FROM own_rates WHERE account_id = $1", .row(.integer(account.id.rawValue)))
            {
                rates[ServiceID(rawValue: $0.integer(0))] = Money(micros: $0.integer(1))
            }
        ])
        return Customer(account: account, ownRates: rates, version: version)
    }

    static func record(named name: AccountName, on connection: any SQLConnection) throws -> AccountRecord? {
        try connection.list(recordByName, .row(.text(name.description)), AccountRecord.init).first
    }

    static func placedRequest(
        _ key: PlacedRequest.Key,
        on connection: any SQLConnection
    ) throws -> PlacedRequest? {
        var request: PlacedRequest?
        try connection.run([
            .query(PlacedRequest.query, .row(.integer(key.account.rawValue), .text(key.requestID))) {
                request = PlacedRequest($0)
            }
        ])
        return request
    }

    /// Where a version stands.
    private static func version(_ name: String, on connection: any SQLConnection) throws -> Int64 {
        try connection.list(versionNamed, .row(.text(name))) { $0.integer() }.first ?? 0
    }

    static func settingsVersion(on connection: any SQLConnection) throws -> SettingsVersion {
        SettingsVersion(rawValue: try version(PanelLife.settings, on: connection))
    }

    static func accountsVersion(on connection: any SQLConnection) throws -> AccountsVersion {
        AccountsVersion(rawValue: try version(PanelLife.accountChanges, on: connection))
    }

    static func accounts(
        changedSince version: AccountsVersion,
        on connection: any SQLConnection
    ) throws -> [AccountID] {
        try connection.list(changedAccounts, .row(.integer(version.rawValue))) { $0.id() }
    }

    /// The value of one of the panel's settings.
    static func setting(_ name: String, on connection: any SQLConnection) throws -> String {
        try connection.list("SELECT value FROM settings WHERE name = $1", .row(.text(name))) { $0.text() }.first ?? ""
    }

    /// What staff have set.
    static func settings(on connection: any SQLConnection) throws -> Settings {
        Settings(try connection.list(StoredSetting.mapping.wholeTable) { reader in try StoredSetting(&reader) })
    }

    static func catalogue(on connection: any SQLConnection) throws -> Catalogue {
        var services: [ServiceID: Service] = [:]
        var rules: [LinkRule] = []
        try connection.run([
            .query(allServices) { row in
                var reader = RowReader(row)
                let service = try Service(&reader)
                services[service.id] = service
            },
            .query(allRoutes) { row in
                var reader = RowReader(row, from: 2)
                services[ServiceID(rawValue: row.integer(0))]?.routes.append(try Route(&reader))
            },
            .query(LinkRule.mapping.wholeTable) { row in
                var reader = RowReader(row)
                rules.append(try LinkRule(&reader))
            },
        ])
        return Catalogue(
            version: try settingsVersion(on: connection),
            services: Array(services.values),
            linkRules: rules,
            settings: try settings(on: connection)
        )
    }

    private static let balanceOfAccount: SQL = "SELECT amount FROM balances WHERE account_id = $1"
    private static let accountByKey = SQL(
        """
        SELECT \(Account.columns), (SELECT account_version FROM balances WHERE account_id = accounts.id) FROM accounts
        WHERE key_digest = $1
        """
    )
    private static let versionNamed: SQL = "SELECT version FROM versions WHERE name = $1"
    private static let changedAccounts: SQL =
        "SELECT account_id FROM balances WHERE account_version > $1 AND account_version > 0"
    /// What ``AccountRecord/init(_:)`` reads.
    static let recordSelection = """
        SELECT \(Account.columns), (SELECT amount FROM balances WHERE account_id = accounts.id) FROM accounts
        """
    private static let recordByName = SQL("\(recordSelection) WHERE name = $1")
    private static let allServices = SQL("SELECT \(Service.columns) FROM services")
    private static let allRoutes = SQL("SELECT \(Route.columns) FROM service_routes ORDER BY service_id, position")
}

extension AccountRecord {
    init(_ reader: inout RowReader) throws {
        self.init(account: try Account(&reader), balance: reader.money())
    }
}
