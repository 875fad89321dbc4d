package import PanelCore
package import PanelMarkup

/// Links to the sheets of a long page: beside them where there is room, else in a row that scrolls.
package struct PageIndex {
    let language: Language
    let links: [(id: String, title: HTML)]

    package init(_ links: [(id: String, title: HTML)], in language: Language) {
        self.links = links
        self.language = language
    }

    package var html: HTML {
        #"<nav class="index" aria-label="\#(label)">\#(each: links, link)</nav>"#
    }

    private func link(_ link: (id: String, title: HTML)) -> HTML {
        #"<a href="\#(address: .part(link.id))">\#(link.title)</a>"#
    }

    private var label: String {
        switch language {
        case .vietnamese: "Trên trang này"
        case .english: "On this page"
        }
    }
}
