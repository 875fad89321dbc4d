package import PanelCore
package import PanelMarkup
package import PanelWeb
import PanelWire

/// The documentation of the API, with the key of whoever is logged in, and forms that try it out.
package struct APIPage {
    /// Somebody who is logged in.
    package struct Owner: Sendable {
        let key: Key
        let keyMark: String
        let profile: ResponseProfile
        let messages: Language
        let isSuspended: Bool
        let requestID: String

        /// - Parameters:
        ///   - keyMark: By which the form says which key it replaces.
        ///   - messages: The language of the messages in answers.
        ///   - requestID: A fresh id for an order that is placed with the page's form.
        package init(
            key: Key,
            keyMark: String,
            profile: ResponseProfile,
            messages: Language,
            isSuspended: Bool,
            requestID: String
        ) {
            self.key = key
            self.keyMark = keyMark
            self.profile = profile
            self.messages = messages
            self.isSuspended = isSuspended
            self.requestID = requestID
        }
    }

    /// What can be shown of a key.
    package enum Key: Sendable {
        /// Nobody has ever seen it.
        case none
        /// - Parameter ending: Its last characters, where they are known.
        case masked(ending: String?, madeAt: Timestamp?)
        /// It was made just now, and is shown this once.
        case made(String)
    }

    private let frame: Frame
    private let reference: RenderedReference
    private let owner: Owner?
    private let done: APIDeed?
    private let answer: TryAnswer?

    /// - Parameters:
    ///   - reference: In the language of the frame and the owner's profile (``APIReferences``).
    ///   - owner: `nil` for a stranger.
    ///   - answer: To what was tried, for browsers without the script.
    package init(
        _ frame: Frame,
        reference: RenderedReference,
        owner: Owner?,
        done: APIDeed? = nil,
        answer: TryAnswer? = nil
    ) {
        self.frame = frame
        self.reference = reference
        self.owner = owner
        self.done = done
        self.answer = answer
    }

    package var html: HTML {
        CustomerShell(frame, section: .api, title: "API", content: content).html
    }

    private var content: HTML {
        """
        \(PageHead("API", after: subtitle, end: textLink).html)
        \(if: owner?.isSuspended == true, Alert(.warn, HTML(text: words.suspended)).html)
        \(done.map { Alert($0 == .saved ? .fine : .note, HTML(text: words.done($0))).html })
        \(active.flatMap { _ in answer }.map { Alert(.note, answerLink(to: $0)).html })
        <div class="beside">\(index.html)<div class="stack">
        \(keySheet)
        \(profileSheet)
        \(each: reference.actions, sheet)
        \(Sheet(id: "errors", title: HTML(text: reference.words.errors), content: reference.errors).html)
        \(Sheet(id: "limits", title: HTML(text: reference.words.limitsTitle), content: reference.limits).html)
        </div></div>
        \(if: isReplaceable, rotateDialog)
        """
    }

    private var subtitle: HTML { #"<span class="soft small">\#(words.subtitle)</span>"# }

    private var textLink: HTML { #"<a class="button" href="\#(address: .apiText)">\#(words.asText)</a>"# }

    private func answerLink(to answer: TryAnswer) -> HTML {
        let place = Address.part("answer-\(answer.action.rawValue)")
        return #"<a href="\#(address: place)">\#(words.answerBelow) <code>\#(answer.action.rawValue)</code></a>"#
    }

    private var index: PageIndex {
        let actions = reference.actions.map { (id: $0.action.rawValue, title: HTML.code($0.action.rawValue)) }
        return PageIndex(
            [("key", HTML(text: words.key)), ("profile", HTML(text: words.profile))] + actions + [
                ("errors", HTML(text: reference.words.errors)), ("limits", HTML(text: reference.words.limitsTitle)),
            ],
            in: frame.language
        )
    }

    private func sheet(of section: RenderedReference.ActionSection) -> HTML {
        let form = active.map { owner in
            TryForm(
                action: section.action,
                example: reference.panel.example,
                frame: frame,
                requestID: owner.requestID,
                answer: answer?.action == section.action ? answer : nil
            ).html
        }
        return Sheet(
            id: section.action.rawValue,
            title: HTML(text: section.title),
            end: #"<code class="soft small">action=\#(section.action.rawValue)</code>"#,
            content: "\(section.html)\(form)"
        ).html
    }

    // MARK: The key

    private var keySheet: HTML {
        let address: HTML = """
            <code id="address">\(reference.panel.address)</code>\
            \(CopyButton(of: "address", what: words.addressCopied, in: frame.language).html)
            """
        var facts: [(name: String, value: HTML)] = [
            (reference.words.method, .code("POST")), (reference.words.address, address),
            (reference.words.key, keyValue), (reference.words.responseFormat, "JSON"),
        ]
        if case .masked(_, let madeAt?) = owner?.key { facts.insert((words.madeAt, frame.moment(madeAt)), at: 3) }
        return Sheet(
            id: "key",
            title: HTML(text: words.key),
            content: """
                \(reference.intro)
                <div class="pad stack">\(Facts(.read, facts).html)\(active.map(rotateForm))</div>
                """
        ).html
    }

    private var keyValue: HTML {
        switch owner?.key {
        case nil: #"<a href="\#(address: .logIn)">\#(words.logInToSee)</a>"#
        case .some(.none): HTML(text: words.noKey)
        case .masked(let ending, _): .code("••••••••••••\(ending ?? "")")
        case .made(let text):
            """
            <code id="new-key">\(text)</code>\
            \(CopyButton(of: "new-key", what: words.keyCopied, in: frame.language).html)\
            <p class="small careful">\(words.shownOnce)</p>
            """
        }
    }

    /// Who may change something here. The suspended may only read.
    private var active: Owner? { owner.flatMap { $0.isSuspended ? nil : $0 } }

    /// Whether there is a key in use that a new one replaces, which is asked about first.
    private var isReplaceable: Bool {
        switch owner?.key {
        case .masked, .made: true
        case nil, .some(.none): false
        }
    }

    private func rotateForm(_ owner: Owner) -> HTML {
        """
        <form class="row" method="post" action="\(address: .rotateKey)"\
        \(attribute: "data-confirm", isReplaceable ? "rotate" : nil)>\(frame.csrfField)\
        <input type="hidden" name="replaces" value="\(owner.keyMark)">\
        <button>\(isReplaceable ? words.newKey : words.firstKey)</button>\
        <span class="soft small">\(words.keyIsShownOnce)</span></form>
        """
    }

    private var rotateDialog: HTML {
        ConfirmDialog(
            id: "rotate",
            title: words.rotateTitle,
            text: words.rotateText,
            yes: words.newKey,
            in: frame.language
        ).html
    }

    // MARK: The profile

    private var profileSheet: HTML {
        let title = reference.words.differences
        let content: HTML =
            if let owner = active {
                """
                \(profileForm(owner))<details class="pad"><summary>\(title)</summary>\(reference.differences)</details>
                """
            } else {
                """
                <p class="pad soft">\(HTML(marked: words.profileOfKeys(reference.profile.rawValue)))</p>
                \(reference.differences)
                """
            }
        return Sheet(id: "profile", title: HTML(text: words.profile), content: content).html
    }

    private func profileForm(_ owner: Owner) -> HTML {
        let languages = Language.allCases.map { Field.Choice($0.rawValue, $0.ownName) }
        let field = Field(
            select: "language",
            label: HTML(text: words.messages),
            choices: languages,
            chosen: owner.messages.rawValue
        )
        return """
            <form class="pad stack" method="post" action="\(address: .apiProfile)">\(frame.csrfField)
            <fieldset class="fields"><legend class="visually-hidden">\(words.profile)</legend>\
            \(each: ResponseProfile.allCases, { card(for: $0, owner) })</fieldset>
            <div class="row small">\(field.html)</div>
            <div class="row"><button>\(words.save)</button><span class="soft small">\(words.atOnce)</span></div></form>
            """
    }

    private func card(for profile: ResponseProfile, _ owner: Owner) -> HTML {
        RadioCard(
            "profile",
            value: profile.rawValue,
            title: HTML(text: profile.rawValue),
            text: HTML(marked: words.profileMeaning(profile)),
            isChosen: profile == owner.profile
        ).html
    }

    private var words: Words { .in(frame.language) }
}
