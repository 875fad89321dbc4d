import PanelCore
import PanelMarkup
import PanelWeb

/// Where a service is found: by one search, which narrows while one types, or by platform and category.
struct FinderForm {
    let finder: ServiceFinder
    let frame: Frame

    var html: HTML {
        """
        <form class="stack" role="search" action="\(address: .newOrder)">
        <div class="field"><label for="find">\(words.service)</label><div class="row nowrap">\
        <div class="search wide-search">\(Icon.search.html())<input id="find" type="search" name="q" value="\(finder.text)" \
        role="combobox" aria-expanded="false" aria-controls="options" aria-autocomplete="list" \
        data-options="\(address: .serviceOptions)" data-keeps="\(OrderSummary.form)" autocomplete="off" \
        placeholder="\(words.placeholder)">\
        <div id="options" role="listbox" aria-label="\(words.services)" class="sheet options" hidden></div></div>\
        <button>\(words.find)</button></div></div>
        <details class="folded"\(flag: "open", if: finder.rows != nil)><summary>\(words.browse)</summary>
        <div class="fields">\(platforms)\(categories)</div><button>\(words.choose)</button></details>
        \(finder.rows.map(list))</form>
        """
    }

    private var platforms: HTML {
        let all = [Field.Choice("", words.allPlatforms)]
        return Field(
            select: "platform",
            label: "\(words.platform)",
            choices: all + finder.platforms.map { .init($0.platform.rawValue, name(of: $0.platform, $0.count)) },
            chosen: finder.platform?.rawValue
        ).html
    }

    private func name(of platform: Platform, _ count: Int) -> String {
        "\(platform.properName ?? (platform == .website ? words.website : words.other)) (\(count))"
    }

    private var categories: HTML {
        Field(
            select: "category",
            label: "\(words.category)",
            choices: [Field.Choice("", words.allCategories)] + finder.categories.map { .init($0, $0) },
            chosen: finder.category
        ).html
    }

    private func list(_ rows: [ServiceFinder.Row]) -> HTML {
        guard !rows.isEmpty else { return #"<p class="soft">\#(words.none)</p>"# }
        return """
            <ul class="choices">\(each: rows, row)</ul>
            \(finder.next.map { #"<button name="from" value="\#($0)">\#(words.more)</button>"# as HTML })
            """
    }

    private func row(_ row: ServiceFinder.Row) -> HTML {
        #"<li><a href="\#(address: .newOrderOf(row.id))">\#(FinderForm.content(row, in: frame.language))</a></li>"#
    }

    private static func content(_ row: ServiceFinder.Row, in language: Language) -> HTML {
        """
        <span class="badge">\(row.id.description)</span>\
        <span class="name">\(if: row.isStarred, star(in: language))\(row.name)</span>\
        <span class="end-of-row soft">\(row.rate)</span>
        """
    }

    private static func star(in language: Language) -> HTML {
        """
        <span class="starred" aria-hidden="true">★ </span>\(Unseen(Words.in(language).starred).html)
        """
    }

    /// What a search finds, for the script.
    static func options(_ rows: [ServiceFinder.Row], in language: Language) -> HTML {
        guard rows.isEmpty else { return "\(each: rows, { option($0, in: language) })" }
        return """
            <p role="option" id="option-none" aria-selected="false" aria-disabled="true" class="pad soft">\
            \(Words.in(language).none)</p>
            """
    }

    private static func option(_ row: ServiceFinder.Row, in language: Language) -> HTML {
        """
        <a role="option" id="option-\(row.id.description)" aria-selected="false" tabindex="-1" \
        href="\(address: .newOrderOf(row.id))">\(content(row, in: language))</a>
        """
    }

    private var words: Words { .in(frame.language) }
}

extension FinderForm {
    struct Words: PageWords {
        let service, services, placeholder, find, browse, platform, category, choose: String
        let allPlatforms, allCategories, website, other, none, more, starred: String

        static let vi = Words(
            service: "Dịch vụ",
            services: "Các dịch vụ",
            placeholder: "Tên, mã hoặc nền tảng",
            find: "Tìm",
            browse: "Chọn theo nền tảng và danh mục",
            platform: "Nền tảng",
            category: "Danh mục",
            choose: "Chọn",
            allPlatforms: "Tất cả",
            allCategories: "Tất cả",
            website: "Website",
            other: "Khác",
            none: "Không tìm thấy dịch vụ nào. Hãy thử ít từ hơn.",
            more: "Xem thêm dịch vụ",
            starred: "yêu thích "
        )
        static let en = Words(
            service: "Service",
            services: "Services",
            placeholder: "Name, id or platform",
            find: "Search",
            browse: "Choose by platform and category",
            platform: "Platform",
            category: "Category",
            choose: "Choose",
            allPlatforms: "All of them",
            allCategories: "All of them",
            website: "Websites",
            other: "Other",
            none: "No service was found. Try fewer words.",
            more: "More services",
            starred: "favourite "
        )
    }
}
