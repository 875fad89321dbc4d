package import PanelCore
package import PanelOperations
package import PanelSecrets
package import PanelStore

/// Somebody who looks at a page, known or not.
package struct Visit: Sendable {
    /// Of the browser: of a session, or of none that there is.
    package let token: SecretToken
    /// Whether the browser has the token already.
    package let hasToken: Bool
    package let caller: Caller
    package let language: Language
    package let form: FormFields
    /// Bytes of the form, for what reads them in its own way.
    package let body: [UInt8]
    package let catalogue: Catalogue
    /// In which somebody is logged in, or waits for a code.
    package let session: KnownSession?

    package init(
        token: SecretToken,
        hasToken: Bool,
        caller: Caller,
        language: Language,
        form: FormFields,
        body: [UInt8],
        catalogue: Catalogue,
        session: KnownSession?
    ) {
        self.token = token
        self.hasToken = hasToken
        self.caller = caller
        self.language = language
        self.form = form
        self.body = body
        self.catalogue = catalogue
        self.session = session
    }

    /// The session of somebody who is logged in.
    package var loggedIn: KnownSession? {
        session.flatMap { $0.session.stage == .loggedIn ? $0 : nil }
    }

    /// The same visit with what the panel offers by now.
    package func seeing(_ catalogue: Catalogue) -> Visit {
        Visit(
            token: token,
            hasToken: hasToken,
            caller: caller,
            language: language,
            form: form,
            body: body,
            catalogue: catalogue,
            session: session
        )
    }

    /// The same visit in another session, whose cookie goes out with the answer.
    package func entering(_ session: KnownSession?, by token: SecretToken) -> Visit {
        Visit(
            token: token,
            hasToken: true,
            caller: caller,
            language: session?.chosen?.language ?? language,
            form: form,
            body: body,
            catalogue: catalogue,
            session: session
        )
    }

    package func frame(here: Address, now: Timestamp) -> Frame {
        let settings = catalogue.settings
        let person = loggedIn?.person
        let zone = person?.timeZone ?? settings[.timeZone]
        return Frame(
            panelName: settings[.panelName].description,
            currency: settings.currency,
            language: language,
            theme: person?.theme ?? .device,
            zone: zone,
            now: now,
            here: here,
            csrf: CSRFToken(session: token).masked(),
            visitor: loggedIn.map { known in
                Frame.Visitor(
                    name: known.person.displayName?.description ?? known.account.name.description,
                    balance: known.balance
                )
            }
        )
    }
}
