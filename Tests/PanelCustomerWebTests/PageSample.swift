import PanelCore
import PanelCustomerWeb
import PanelMarkup
import PanelSecrets
import PanelWeb

/// Every page of this module in each of its states, with something that somebody has typed wherever that can be.
enum PageSample: String, CaseIterable, Sendable {
    case logIn = "log-in"
    case logInWrong = "log-in-wrong"
    case logInAfterReset = "log-in-after-reset"
    case logInKept = "log-in-kept"
    case code
    case codeKept = "code-kept"
    case codeWrong = "code-wrong"
    case register
    case registerRefused = "register-refused"
    case registerByInvitation = "register-by-invitation"
    case registerClosed = "register-closed"
    case registerInvited = "register-invited"
    case registerInvitationEnded = "register-invitation-ended"
    case reset
    case resetRefused = "reset-refused"
    case resetEnded = "reset-ended"
    case firstOwner = "first-owner"
    case firstOwnerRefused = "first-owner-refused"
    case firstOwnerEnded = "first-owner-ended"
    case account
    case accountSecondFactorOn = "account-second-factor-on"
    case accountFreshCodes = "account-fresh-codes"
    case accountRefused = "account-refused"
    case accountNotTurnedOn = "account-not-turned-on"
    case accountNotTurnedOff = "account-not-turned-off"
    case accountSuspended = "account-suspended"
    case orders
    case ordersEmpty = "orders-empty"
    case ordersNotFound = "orders-not-found"
    case ordersSearchOn = "orders-search-on"
    case ordersRefused = "orders-refused"
    case ordersDone = "orders-done"
    case ordersSuspended = "orders-suspended"
    case ordersOutcomes = "orders-outcomes"
    case ordersNotChosen = "orders-not-chosen"
    case order
    case orderRunning = "order-running"
    case orderChecked = "order-checked"
    case orderCompleted = "order-completed"
    case orderSuspended = "order-suspended"
    case services
    case servicesFiltered = "services-filtered"
    case servicesSuspended = "services-suspended"
    case servicesNothingFound = "services-nothing-found"
    case servicesNothingStarred = "services-nothing-starred"
    case servicesNoneOffered = "services-none-offered"
    case servicesTooManyStars = "services-too-many-stars"
    case updates
    case updatesOlder = "updates-older"
    case updatesNothing = "updates-nothing"
    case statement
    case statementPart = "statement-part"
    case statementNothing = "statement-nothing"
    case statementEmptyMonth = "statement-empty-month"
    case statementWrongMonth = "statement-wrong-month"
    case funds
    case fundsOtherLanguage = "funds-other-language"
    case fundsNothing = "funds-nothing"
    case fundsSuspended = "funds-suspended"
    case newOrderFinding = "new-order-finding"
    case newOrderNothingFound = "new-order-nothing-found"
    case newOrderEmpty = "new-order-empty"
    case newOrder = "new-order"
    case newOrderComments = "new-order-comments"
    case newOrderSubscription = "new-order-subscription"
    case newOrderTraffic = "new-order-traffic"
    case newOrderMoneyMissing = "new-order-money-missing"
    case newOrderRefused = "new-order-refused"
    case newOrderCostsMore = "new-order-costs-more"
    case newOrderSuspended = "new-order-suspended"
    case newOrderKept = "new-order-kept"
    case massOrder = "mass-order"
    case massOrderRefused = "mass-order-refused"
    case massOrderChecked = "mass-order-checked"
    case massOrderKept = "mass-order-kept"
    case massOrderCostsMore = "mass-order-costs-more"
    case massOrderSuspended = "mass-order-suspended"
    case massOrderAnswered = "mass-order-answered"
    case errorBadRequest = "error-400"
    case errorForeignForm = "error-403"
    case errorNoCookie = "error-403-cookie"
    case errorNotFound = "error-404"
    case errorTooLarge = "error-413"
    case errorTooMany = "error-429"
    case errorFailure = "error-500"
    case errorBusy = "error-503"

    /// - Parameter typed: What somebody has typed.
    func html(typed: String, in language: Language, theme: Theme = .device) -> HTML {
        let stranger = PageSample.frame(typed: typed, in: language, theme: theme, isLoggedIn: false)
        let customer = PageSample.frame(typed: typed, in: language, theme: theme, isLoggedIn: true)
        return gate(stranger, typed: typed) ?? account(customer, typed: typed) ?? ordering(customer, typed: typed)
            ?? orders(customer, typed: typed) ?? order(customer, typed: typed) ?? offers(customer, typed: typed)
            ?? money(customer, typed: typed)
            ?? error(stranger, typed: typed)
    }

    static let csrf = "token-of-this-page"
    static let token = SecretToken()
    static let now = Timestamp(milliseconds: 1_795_740_000_000)

    static func frame(typed: String, in language: Language, theme: Theme, isLoggedIn: Bool) -> Frame {
        Frame(
            panelName: typed == "minhanh" ? "Hoa Sen Panel" : typed,
            currency: Currency(unchecked: "USD"),
            language: language,
            theme: theme,
            zone: TimeZoneName(unchecked: "Asia/Ho_Chi_Minh"),
            now: now,
            here: .logIn,
            csrf: csrf,
            visitor: isLoggedIn ? Frame.Visitor(name: typed, balance: Money(micros: 100_842_920)) : nil
        )
    }

    // MARK: Pages without a session

    private func gate(_ frame: Frame, typed: String) -> HTML? {
        switch self {
        case .logIn: LogInPage(frame, step: .password(name: ""), offersRegistration: true).html
        case .logInWrong:
            LogInPage(frame, step: .password(name: typed), problem: .wrongPassword, offersRegistration: true).html
        case .logInAfterReset:
            LogInPage(frame, step: .password(name: ""), offersRegistration: false, passwordWasSet: true).html
        case .logInKept:
            LogInPage(frame, step: .password(name: ""), offersRegistration: true, kept: PageSample.kept(typed)).html
        case .code: LogInPage(frame, step: .code, offersRegistration: true).html
        case .codeKept: LogInPage(frame, step: .code, offersRegistration: true, kept: PageSample.kept(typed)).html
        case .codeWrong: LogInPage(frame, step: .code, problem: .wrongCode(left: 4), offersRegistration: true).html
        case .register: RegisterPage(frame, access: .open, values: .init(language: frame.language)).html
        case .registerRefused: registerRefused(frame, typed: typed)
        case .registerByInvitation: register(frame, .byInvitation)
        case .registerClosed: register(frame, .closed)
        case .registerInvited: register(frame, .invited(PageSample.token))
        case .registerInvitationEnded: register(frame, .invitationEnded)
        case .reset: ResetPage(frame, .form(PageSample.token, name: typed, FormErrors())).html
        case .resetRefused:
            ResetPage(frame, .form(PageSample.token, name: typed, FormErrors(typed, at: "password"))).html
        case .resetEnded: ResetPage(frame, .ended).html
        case .firstOwner: FirstOwnerPage(frame, .form(PageSample.token, name: "", FormErrors())).html
        case .firstOwnerRefused:
            FirstOwnerPage(frame, .form(PageSample.token, name: typed, FormErrors(typed, at: "name"))).html
        case .firstOwnerEnded: FirstOwnerPage(frame, .ended).html
        default: nil
        }
    }

    private static func kept(_ typed: String) -> [(name: String, value: String)] {
        [(name: "kept", value: "order"), (name: "kept.link", value: typed), (name: "kept.comments", value: typed)]
    }

    private func register(_ frame: Frame, _ access: RegisterPage.Access) -> HTML {
        RegisterPage(frame, access: access, values: .init(language: frame.language)).html
    }

    private func registerRefused(_ frame: Frame, typed: String) -> HTML {
        var errors = FormErrors(typed)
        errors.add(typed, at: "name")
        errors.add(typed, at: "password")
        let values = RegisterPage.Values(name: typed, email: typed, language: .english)
        return RegisterPage(frame, access: .open, values: values, errors: errors).html
    }

    // MARK: The account

    private func account(_ frame: Frame, typed: String) -> HTML? {
        var model = AccountModel(
            profile: .init(
                displayName: typed,
                email: typed,
                language: frame.language,
                timeZone: TimeZoneName(unchecked: typed == "minhanh" ? "Asia/Ho_Chi_Minh" : typed),
                theme: frame.theme
            ),
            secondFactor: .off(
                .init(
                    sealed: typed,
                    secret: "JBSW Y3DP EHPK 3PXP 7QVN 2R5M KD4T WZ6H",
                    code: QRCode("otpauth://totp/x")
                )
            ),
            sessions: PageSample.sessions(typed: typed),
            isSuspended: false
        )
        switch self {
        case .account: model.done = .saved
        case .accountSecondFactorOn: model.secondFactor = .on(left: 7)
        case .accountFreshCodes:
            model.secondFactor = .fresh(recoveryCodes: (1...8).map { "k7m2-qx9d-\($0)bcd" })
        case .accountRefused: model.refused = .profile(FormErrors(typed, at: "email"))
        case .accountNotTurnedOn: model.refused = .secondFactor(FormErrors(typed, at: "code"))
        case .accountNotTurnedOff:
            model.secondFactor = .on(left: 1)
            model.refused = .secondFactorOff(FormErrors(typed, at: "off-password"))
        case .accountSuspended: model.isSuspended = true
        default: return nil
        }
        return AccountPage(frame, model).html
    }

    private static func sessions(typed: String) -> [AccountModel.SessionRow] {
        let agents = [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Zalo android/24",
            typed,
        ]
        return agents.enumerated().map { index, agent in
            .init(
                id: index == 2 ? typed : "session-\(index)",
                address: index == 2 && typed != "minhanh" ? typed : "203.0.113.\(24 + index)",
                agent: agent,
                seenAt: now.adding(hours: -17 * Int64(index)),
                isThis: index == 0
            )
        }
    }

    // MARK: Errors

    private func error(_ frame: Frame, typed: String) -> HTML {
        switch self {
        case .errorBadRequest: ErrorPage(frame, .badRequest).html
        case .errorForeignForm: ErrorPage(frame, .foreignForm).html
        case .errorNoCookie: ErrorPage(frame, .noCookie).html
        case .errorTooLarge: ErrorPage(frame, .tooLarge).html
        case .errorTooMany: ErrorPage(frame, .tooMany(seconds: 42)).html
        case .errorFailure: ErrorPage(frame, .failure(reference: typed)).html
        case .errorBusy: ErrorPage(frame, .busy).html
        default: ErrorPage(frame, .notFound).html
        }
    }
}
