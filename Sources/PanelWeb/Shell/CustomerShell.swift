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
        <nav class="tabs-bottom" aria-label="\(words.quick)">\(each: sections.filter(\.isUnderThumb), tab)
        <details class="menu up" data-menu><summary\(attribute: "data-current", isUnderMore ? "page" : nil)>\
        \(Icon.more.html(size: 20))\(words.more)</summary>
        <div>\(each: sections.filter { !$0.isUnderThumb }, link)
        <a href="\(address: .statement)">\(words.statement)</a>
        \(LogOutForm(frame: frame).html)</div></details></nav>
        """
    }

    private var isUnderMore: Bool { section.map { !$0.isUnderThumb } ?? false }

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
            <p class="balance"><a href="\(address: .funds)"><span class="soft">\(words.balance)</span> <b>\(balance)</b></a></p>
            <details class="menu" data-menu><summary><span class="clip">\(visitor.name)</span></summary>
            <div>\(link(to: .account))
            <a href="\(address: .statement)">\(words.statement)</a>
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
    struct Words: PageWords {
        let sections, quick, balance, more, statement, logIn: String

        static let vi = Words(
            sections: "Chính",
            quick: "Nhanh",
            balance: "Số dư",
            more: "Thêm",
            statement: "Sao kê",
            logIn: "Đăng nhập"
        )
        static let en = Words(
            sections: "Main",
            quick: "Quick",
            balance: "Balance",
            more: "More",
            statement: "Statement",
            logIn: "Log in"
        )
    }
}
