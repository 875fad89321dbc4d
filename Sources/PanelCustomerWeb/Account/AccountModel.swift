package import PanelCore
package import PanelWeb

/// What the account's page shows.
package struct AccountModel: Sendable {
    package var profile: Profile
    package var secondFactor: SecondFactorState
    /// The latest first.
    package var sessions: [SessionRow]
    /// Staff have suspended the account: it can look at everything, and order nothing.
    package var isSuspended: Bool
    /// What has just been done.
    package var done: AccountDeed?
    /// What has just been refused.
    package var refused: Refused?

    package init(
        profile: Profile,
        secondFactor: SecondFactorState,
        sessions: [SessionRow],
        isSuspended: Bool,
        done: AccountDeed? = nil,
        refused: Refused? = nil
    ) {
        self.profile = profile
        self.secondFactor = secondFactor
        self.sessions = sessions
        self.isSuspended = isSuspended
        self.done = done
        self.refused = refused
    }

    /// What somebody wants to be called and how the pages shall be, or what they have typed instead.
    package struct Profile: Sendable {
        package var displayName: String
        package var email: String
        package var language: Language
        /// `nil` for the panel's own.
        package var timeZone: TimeZoneName?
        package var theme: Theme

        package init(displayName: String, email: String, language: Language, timeZone: TimeZoneName?, theme: Theme) {
            self.displayName = displayName
            self.email = email
            self.language = language
            self.timeZone = timeZone
            self.theme = theme
        }
    }

    package enum SecondFactorState: Sendable {
        case off(Setup)
        /// - Parameter left: How many recovery codes are left.
        case on(left: Int)
        /// It has just been turned on, or has got new recovery codes, which are shown this once.
        case fresh(recoveryCodes: [String])

        /// What an authenticator is set up with.
        package struct Setup: Sendable {
            /// The secret as the form sends it back: sealed, for this account.
            let sealed: String
            /// The secret as people type it, in groups of four.
            let secret: String
            let code: QRCode?

            /// - Parameter code: The secret's `otpauth:` address.
            package init(sealed: String, secret: String, code: QRCode?) {
                self.sealed = sealed
                self.secret = secret
                self.code = code
            }
        }
    }

    /// A browser that is logged in.
    package struct SessionRow: Sendable {
        let id: String
        let address: String
        /// As the browser calls itself.
        let agent: String
        let seenAt: Timestamp
        let isThis: Bool

        /// - Parameters:
        ///   - id: What the form sends back to end it.
        ///   - isThis: Whether the page is shown in it.
        package init(id: String, address: String, agent: String, seenAt: Timestamp, isThis: Bool) {
            self.id = id
            self.address = address
            self.agent = agent
            self.seenAt = seenAt
            self.isThis = isThis
        }
    }

    /// One of the page's forms, with what was wrong with it. Errors are by the ids of its fields.
    package enum Refused: Sendable {
        /// `display_name`, `email`, `language`, `time_zone`, `theme`
        case profile(FormErrors)
        /// `current`, `password`
        case password(FormErrors)
        /// `code`
        case secondFactor(FormErrors)
        /// `off-password`, `off-code`
        case secondFactorOff(FormErrors)

        var errors: FormErrors {
            switch self {
            case .profile(let errors), .password(let errors), .secondFactor(let errors), .secondFactorOff(let errors):
                errors
            }
        }
    }
}
