import HTTPTypes
package import PanelCore

/// Why a staff operation was not done, for programs. A code that there was once keeps its meaning.
package enum AdminErrorCode: String, CaseIterable, Sendable {
    case notAllowed = "not_allowed"
    // Users
    case unknownUser = "unknown_user"
    case userExists = "user_exists"
    case zeroAmount = "zero_amount"
    case referenceReused = "reference_reused"
    case insufficientBalance = "insufficient_balance"
    case creditTooLarge = "credit_too_large"
    case accountSuspended = "account_suspended"
    case noSecondFactor = "no_second_factor"
    case unknownInvitation = "unknown_invitation"
    case incorrectPassword = "incorrect_password"
    // Orders
    case unknownOrder = "unknown_order"
    case orderIsRelayed = "order_is_relayed"
    case orderHasNoProvider = "order_has_no_provider"
    case attemptIsUnderWay = "attempt_is_under_way"
    case nothingToAccept = "nothing_to_accept"
    case costCanNotBeBooked = "cost_can_not_be_booked"
    case orderIsNotToBeSent = "order_is_not_to_be_sent"
    case upstreamOrderIsTaken = "upstream_order_is_taken"
    // Outcomes of orders
    case nothingToChange = "nothing_to_change"
    case illegalTransition = "illegal_transition"
    case negativeStartCount = "negative_start_count"
    case remainsOutOfRange = "remains_out_of_range"
    case partialWithoutRemains = "partial_without_remains"
    case wouldTakeBack = "would_take_back"
    case balanceTooLarge = "balance_too_large"
    // Refills
    case unknownRefill = "unknown_refill"
    case illegalRefillTransition = "illegal_refill_transition"
    case refillIsNotUnclear = "refill_is_not_unclear"
    // The catalogue
    case unknownService = "unknown_service"
    case unknownRule = "unknown_rule"
    case incorrectService = "incorrect_service"
    case duplicateService = "duplicate_service"
    // Providers
    case unknownProvider = "unknown_provider"
    case providerExists = "provider_exists"
    case incorrectTerms = "incorrect_terms"
    case emptyCatalogue = "empty_catalogue"
    case otherCurrency = "other_currency"
    case providerHasOpenOrders = "provider_has_open_orders"
    case unusableAddress = "unusable_address"
    case privateAddress = "private_address"
    case noSecret = "no_secret"
    case keyNotSealed = "key_not_sealed"
    case wrongSecret = "wrong_secret"
    case providerFailed = "provider_failed"
    // Settings
    case incorrectSetting = "incorrect_setting"
    case settingIsFixed = "setting_is_fixed"
    // Backups
    case backupExists = "backup_exists"
    case backupIsUnderWay = "backup_is_under_way"
    case backupNotWritten = "backup_not_written"
    case backupIsUnreadable = "backup_is_unreadable"
    case notADatabase = "not_a_database"
    case databaseIsServed = "database_is_served"
    case madeByPostgreSQL = "made_by_postgresql"
    case backupFailed = "backup_failed"
    // What was typed
    case incorrectUserName = "incorrect_user_name"
    case incorrectProviderName = "incorrect_provider_name"
    case incorrectProviderKey = "incorrect_provider_key"
    case incorrectMoney = "incorrect_money"
    case incorrectChoice = "incorrect_choice"
    case incorrectDiscount = "incorrect_discount"
    case incorrectMarkup = "incorrect_markup"
    case incorrectReference = "incorrect_reference"
    case noteTooLong = "note_too_long"
    case incorrectReason = "incorrect_reason"
    case incorrectRule = "incorrect_rule"
    case incorrectID = "incorrect_id"
    case incorrectUpstreamID = "incorrect_upstream_id"
    case incorrectLimit = "incorrect_limit"
    case incorrectDay = "incorrect_day"
    case incorrectDays = "incorrect_days"
    case incorrectValidity = "incorrect_validity"
    case incorrectAuditSubject = "incorrect_audit_subject"
    case incorrectBackupFile = "incorrect_backup_file"
    case notExactlyOne = "not_exactly_one"
    case incorrectCursor = "incorrect_cursor"
    // The request
    case unknownOperation = "unknown_operation"
    case bodyTooLarge = "body_too_large"
    case bodyCutOff = "body_cut_off"
    case bodyUnreadable = "body_unreadable"
    // The server
    case panelIsClosed = "panel_is_closed"
    case overloaded
    case shuttingDown = "shutting_down"
    case notCarriedOut = "not_carried_out"
    case outcomeUnknown = "outcome_unknown"
    case failed

    var status: HTTPResponse.Status {
        switch self {
        case .notAllowed: .forbidden
        case .unknownUser, .unknownInvitation, .unknownOrder, .unknownRefill, .unknownService, .unknownRule,
            .unknownProvider,
            .unknownOperation:
            .notFound
        case .userExists, .accountSuspended, .noSecondFactor, .referenceReused, .insufficientBalance, .creditTooLarge,
            .orderIsRelayed,
            .orderHasNoProvider, .attemptIsUnderWay, .nothingToAccept, .costCanNotBeBooked, .orderIsNotToBeSent,
            .upstreamOrderIsTaken, .illegalTransition, .wouldTakeBack, .balanceTooLarge, .illegalRefillTransition,
            .refillIsNotUnclear, .providerExists, .emptyCatalogue, .providerHasOpenOrders, .settingIsFixed,
            .backupExists, .backupIsUnderWay, .backupNotWritten, .backupIsUnreadable, .notADatabase,
            .databaseIsServed, .madeByPostgreSQL, .backupFailed:
            .conflict
        case .zeroAmount, .incorrectPassword, .nothingToChange, .negativeStartCount, .remainsOutOfRange,
            .partialWithoutRemains,
            .incorrectService, .duplicateService, .incorrectTerms, .otherCurrency, .unusableAddress, .privateAddress,
            .noSecret, .keyNotSealed, .wrongSecret, .providerFailed, .incorrectSetting,
            .incorrectUserName, .incorrectProviderName, .incorrectProviderKey, .incorrectMoney, .incorrectChoice,
            .incorrectDiscount, .incorrectMarkup, .incorrectReference, .noteTooLong, .incorrectReason, .incorrectRule,
            .incorrectID, .incorrectUpstreamID, .incorrectLimit, .incorrectDay, .incorrectDays, .incorrectValidity,
            .incorrectAuditSubject,
            .incorrectBackupFile,
            .notExactlyOne, .incorrectCursor, .bodyUnreadable:
            .unprocessableContent
        case .bodyTooLarge: .contentTooLarge
        case .bodyCutOff: .badRequest
        case .panelIsClosed, .overloaded, .shuttingDown, .notCarriedOut, .outcomeUnknown: .serviceUnavailable
        case .failed: .internalServerError
        }
    }
}

extension AdminErrorCode {
    package init(_ refusal: StaffRefusal) {
        switch refusal {
        case .notAllowed: self = .notAllowed
        case .account(let refusal): self.init(refusal)
        case .order(let refusal): self.init(refusal)
        case .refill(let refusal): self.init(refusal)
        case .catalogue(let refusal): self.init(refusal)
        case .provider(let refusal): self.init(refusal)
        case .setting(let refusal): self.init(refusal)
        }
    }

    private init(_ refusal: AccountRefusal) {
        self =
            switch refusal {
            case .unknown: .unknownUser
            case .exists: .userExists
            case .zeroAmount: .zeroAmount
            case .referenceReused: .referenceReused
            case .insufficientBalance: .insufficientBalance
            case .balanceTooLarge: .creditTooLarge
            case .suspended: .accountSuspended
            case .hasNoSecondFactor: .noSecondFactor
            case .unknownInvitation: .unknownInvitation
            case .password: .incorrectPassword
            }
    }

    private init(_ refusal: OrderHandlingRefusal) {
        self =
            switch refusal {
            case .unknown: .unknownOrder
            case .outcome(let refusal): AdminErrorCode(refusal)
            case .isRelayed: .orderIsRelayed
            case .hasNoProvider: .orderHasNoProvider
            case .attemptIsUnderWay: .attemptIsUnderWay
            case .nothingToAccept: .nothingToAccept
            case .costCanNotBeBooked: .costCanNotBeBooked
            case .isNotToBeSent: .orderIsNotToBeSent
            case .upstreamOrderIsTaken: .upstreamOrderIsTaken
            }
    }

    private init(_ refusal: OutcomeRefusal) {
        self =
            switch refusal {
            case .nothingToChange: .nothingToChange
            case .illegalTransition: .illegalTransition
            case .negativeStartCount: .negativeStartCount
            case .remainsOutOfRange: .remainsOutOfRange
            case .partialWithoutRemains: .partialWithoutRemains
            case .wouldTakeBack: .wouldTakeBack
            case .balanceTooLarge: .balanceTooLarge
            }
    }

    private init(_ refusal: RefillRefusal) {
        self =
            switch refusal {
            case .unknown: .unknownRefill
            case .illegalTransition: .illegalRefillTransition
            case .isNotUnclear: .refillIsNotUnclear
            }
    }

    private init(_ refusal: CatalogueRefusal) {
        self =
            switch refusal {
            case .unknownService: .unknownService
            case .unknownLinkRule: .unknownRule
            case .incorrectService: .incorrectService
            case .duplicateService: .duplicateService
            }
    }

    private init(_ refusal: ProviderRefusal) {
        self =
            switch refusal {
            case .unknown: .unknownProvider
            case .exists: .providerExists
            case .incorrectTerms: .incorrectTerms
            case .emptyCatalogue: .emptyCatalogue
            case .otherCurrency: .otherCurrency
            case .hasOpenOrders: .providerHasOpenOrders
            }
    }

    private init(_ refusal: SettingRefusal) {
        self =
            switch refusal {
            case .incorrect: .incorrectSetting
            case .isFixed: .settingIsFixed
            }
    }
}

extension AdminErrorCode {
    package init(_ problem: ProviderProblem) {
        self =
            switch problem {
            case .unusableAddress: .unusableAddress
            case .privateAddress: .privateAddress
            case .noSecret: .noSecret
            case .keyNotSealed: .keyNotSealed
            case .wrongSecret: .wrongSecret
            case .setback: .providerFailed
            }
    }

    package init(_ problem: BackupProblem) {
        self =
            switch problem {
            case .exists: .backupExists
            case .underWay: .backupIsUnderWay
            case .notWritten: .backupNotWritten
            case .unreadable: .backupIsUnreadable
            case .notADatabase: .notADatabase
            case .isServed: .databaseIsServed
            case .madeByPostgreSQL: .madeByPostgreSQL
            case .failed: .backupFailed
            }
    }

    package init(_ input: InvalidInput) {
        self =
            switch input {
            case .accountName: .incorrectUserName
            case .providerName: .incorrectProviderName
            case .providerKey: .incorrectProviderKey
            case .money: .incorrectMoney
            case .choice: .incorrectChoice
            case .discount: .incorrectDiscount
            case .markup: .incorrectMarkup
            case .reference: .incorrectReference
            case .note: .noteTooLong
            case .reason: .incorrectReason
            case .linkRule: .incorrectRule
            case .id: .incorrectID
            case .upstreamID: .incorrectUpstreamID
            case .limit: .incorrectLimit
            case .day: .incorrectDay
            case .days: .incorrectDays
            case .validity: .incorrectValidity
            case .auditSubject: .incorrectAuditSubject
            case .backupFile: .incorrectBackupFile
            case .oneOf: .notExactlyOne
            }
    }

    package init(_ error: WriterError) {
        self =
            switch error {
            case .panelIsClosed: .panelIsClosed
            case .overloaded: .overloaded
            case .closed: .shuttingDown
            case .notCarriedOut: .notCarriedOut
            case .outcomeUnknown: .outcomeUnknown
            }
    }
}
