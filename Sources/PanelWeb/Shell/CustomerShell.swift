import PanelCore
package import PanelMarkup

/// What the customers' pages are in: the bar with navigation, balance and menu, and on phones a bar at the bottom.
///
/// A page that strangers may see has links to log in instead of what is somebody's own.
package struct CustomerShell {
    let frame: Frame
    let section: Section?
    let title: String
    let content: HTML

    /// - Parameters:
    ///   - section: Where in the navigation the page belongs.
    ///   - title: What the page is about, in a few words. The panel's name follows it.
    ///   - content: What the page shows. It has the page's one `h1`.
    package init(_ frame: Frame, section: Section?, title: String, content: HTML) {
        self.frame = frame
        self.section = section
        self.title = title
        self.content = content
    }

    package var html: HTML {
        Document(
            frame: frame,
            title: title,
            body: """
                <header class="bar"><a class="name" href="\(address: .home)">\(frame.panelName)</a>
                <nav class="sections" aria-label="\(words.sections)">\(each: sections.filter(\.isInBar), link)</nav>
                <div class="end">\(frame.visitor.map(menu) ?? strangersEnd)</div></header>
                <main id="main" class="wrap">
                \(content)
                </main>
                \(if: frame.visitor != nil, bottomBar)
                """
        ).html
    }

    private var sections: [Section] {
        Section.allCases.filter { frame.visitor != nil || $0.isPublic }
    }

    private func link(to section: Section) -> HTML {
        """
        <a href="\(address: section.address)"\(attribute: "aria-current", current(section))>\
        \(section.name(in: frame.language))</a>
        """
    }

    private var bottomBar: HTML {
        """
        <nav class="tabs-bottom" aria-label="\(words.quick)">\(each: sections, tab)</nav>
        """
    }

    private func tab(to section: Section) -> HTML {
        """
        <a href="\(address: section.address)"\(attribute: "aria-current", current(section))>\
        \(section.icon.html(size: 20))\(section.name(in: frame.language))</a>
        """
    }

    private func current(_ section: Section) -> String? {
        section == self.section ? "page" : nil
    }

    /// A `<details>` and no `popover`, which Chrome 113 and Safari 16 do not have.
    private func menu(of visitor: Frame.Visitor) -> HTML {
        let balance = frame.amount(visitor.balance.cut(to: frame.currency))
        return """
            <p class="balance"><span class="soft">\(words.balance)</span> <b>\(balance)</b></p>
            <details class="menu" data-menu><summary><span class="clip">\(visitor.name)</span></summary>
            <div><a href="\(address: .account)"\(attribute: "aria-current", current(.account))>\
            \(Section.account.name(in: frame.language))</a>
            \(LogOutForm(frame: frame).html)</div></details>
            """
    }

    private var strangersEnd: HTML {
        """
        \(LanguageLinks(frame: frame).html)<a class="button main" href="\(address: .logIn)">\(words.logIn)</a>
        """
    }

    private var words: Words { .in(frame.language) }
}

extension CustomerShell {
    struct Words: Sendable {
        let sections, quick, balance, logIn: String

        static let vi = Words(sections: "Chính", quick: "Nhanh", balance: "Số dư", logIn: "Đăng nhập")
        static let en = Words(sections: "Main", quick: "Quick", balance: "Balance", logIn: "Log in")

        static func `in`(_ language: Language) -> Words {
            switch language {
            case .vietnamese: vi
            case .english: en
            }
        }
    }
}
