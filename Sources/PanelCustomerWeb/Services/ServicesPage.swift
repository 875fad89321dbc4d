package import PanelCore
package import PanelMarkup
package import PanelWeb
import PanelWords

/// What can be ordered, at the customer's own prices.
package struct ServicesPage {
    private let frame: Frame
    private let model: ServicesModel

    package init(_ frame: Frame, _ model: ServicesModel) {
        self.frame = frame
        self.model = model
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .services,
            title: words.title,
            content: """
                \(PageHead(
                    words.title,
                    after: #"<span class="soft small">\#(words.services(model.total, frame.language))</span>"#,
                    end: #"<a class="button" href="\#(address: .updates)">\#(words.updates)</a>"#
                ).html)
                \(if: model.isSuspended, Alert(.warn, "<p>\(words.suspended)</p>").html)\
                \(model.total == 0 ? empty : content)
                """
        ).html
    }

    /// The parts that depend on what is looked for, for a page that is there already.
    package var fragment: HTML { "\(platforms)\(found)" }

    /// What changes on a page when a service gets a star or loses it.
    package static func fragment(
        starring service: ServiceID,
        isOn: Bool,
        count: Int,
        filter: ServiceFilter,
        in language: Language
    ) -> HTML {
        "\(StarButton(service, isOn: isOn, in: language).html)\(favourites(count, filter, in: language))\(note(nil))"
    }

    /// Why a star is not there, for a page that is there already.
    package static func fragment(refusing refusal: FavouriteRefusal, in language: Language) -> HTML {
        note(refusal.words(in: language))
    }

    /// Has its place on each page with stars.
    static func note(_ text: String?) -> HTML {
        guard let text else { return #"<div id="star-note"></div>"# }
        return #"<div id="star-note">\#(Alert(.bad, "<p>\(text)</p>").html)</div>"#
    }

    private var content: HTML {
        """
        <div class="stack">\(platforms)\(filters)\(ServicesPage.note(model.refusal?.words(in: frame.language)))</div>
        \(found)
        """
    }

    /// Nothing is offered at all.
    private var empty: HTML {
        """
        <section class="sheet"><div class="blank">\(Icon.tag.html(size: 32))<h2>\(words.nothingOffered)</h2>\
        <p class="soft">\(words.whenNothingIsOffered)</p></div></section>
        """
    }

    // MARK: What is wanted

    private var platforms: HTML {
        """
        <nav class="chips slide" id="platforms" aria-label="\(words.platform)">\
        \(ServicesPage.favourites(model.starred, model.filter, in: frame.language))\
        \(chip(words.all, count: model.total, isOn: !model.filter.favouritesOnly && model.filter.platform == nil) {
            ($0.platform, $0.favouritesOnly, $0.category) = (nil, false, nil)
        })\(each: model.platforms, { platform, count in
            chip(words.name(of: platform), count: count, isOn: model.filter.platform == platform) {
                ($0.platform, $0.category) = (platform, nil)
            }
        })</nav>
        """
    }

    private func chip(_ name: String, count: Int, isOn: Bool, _ change: (inout ServiceFilter) -> Void) -> HTML {
        ServicesPage.chip(name, count: count, isOn: isOn, filter: model.filter.with(change), in: frame.language)
    }

    private static func favourites(_ count: Int, _ filter: ServiceFilter, in language: Language) -> HTML {
        chip(
            Words.in(language).favourites,
            id: "starred",
            count: count,
            isOn: filter.favouritesOnly,
            filter: filter.with { $0.favouritesOnly.toggle() },
            in: language
        )
    }

    private static func chip(
        _ name: String,
        id: String? = nil,
        count: Int,
        isOn: Bool,
        filter: ServiceFilter,
        in language: Language
    ) -> HTML {
        """
        <a href="\(address: .servicesFound(filter))"\(attribute: "id", id)\
        \(attribute: "aria-current", isOn ? "true" : nil)>\(name) \
        <span class="count">\(count.words(in: language))</span></a>
        """
    }

    private var filters: HTML {
        """
        <form class="row filters" role="search" action="\(address: .services)" data-live="\(address: .services)">\
        \(model.filter.platform.map { #"<input type="hidden" name="platform" value="\#($0.rawValue)">"# as HTML })\
        <div class="search">\(Icon.search.html())<input type="search" name="q" value="\(model.filter.text)" \
        autocomplete="off" aria-label="\(words.find)" placeholder="\(words.nameOrID)"></div>\
        <button>\(words.search)</button>\
        <div class="row">\(category)\
        \(box("refill", words.refill, isOn: model.filter.withRefill))\
        \(box("cancel", words.cancel, isOn: model.filter.withCancel))\
        \(box("drip", words.dripFeed, isOn: model.filter.withDripFeed))\
        \(box("favourites", words.favourites, isOn: model.filter.favouritesOnly))</div></form>
        """
    }

    private func box(_ name: String, _ label: String, isOn: Bool) -> HTML {
        """
        <div class="check"><input type="checkbox" id="only-\(name)" name="\(name)" value="1"\(flag: "checked", if: isOn)>\
        <label for="only-\(name)">\(label)</label></div>
        """
    }

    /// A category that was chosen by a link stays chosen where there are too many of them to be listed.
    private var category: HTML? {
        let chosen = model.filter.category
        var categories = model.categories
        if let chosen, !categories.contains(chosen) { categories.append(chosen) }
        guard !categories.isEmpty else { return nil }
        return """
            <select name="category" aria-label="\(words.category)"><option value="">\(words.allCategories)</option>\
            \(each: categories, { category in
                """
                <option value="\(category)"\(flag: "selected", if: category == chosen)>\(category)</option>
                """
            })</select>
            """
    }

    // MARK: What is found

    private var found: HTML {
        """
        <div class="stack" id="found">\(StarForms(frame: frame, filter: model.filter).html)\(result)</div>
        """
    }

    private var result: HTML {
        guard !model.rows.isEmpty else { return nothing }
        return """
            \(if: !model.filter.isEverything, summary)
            \(each: model.groups.enumerated(), { index, rows in sheet(index, rows) })
            \(if: model.left > 0, more)
            """
    }

    private var summary: HTML {
        """
        <p class="soft small" role="status">\(words.found(model.found, frame.language)) \
        <a href="\(address: .services)">\(words.showAll)</a></p>
        """
    }

    private var nothing: HTML {
        let starsNothing = model.filter.favouritesOnly && model.starred == 0
        return """
            <section class="sheet"><div class="blank">\(Icon.tag.html(size: 32))\
            <h2>\(starsNothing ? words.nothingStarred : words.nothingFound)</h2>\
            <p class="soft" role="status">\(starsNothing ? words.howToStar : words.whenNothingIsFound)</p>\
            <div class="row"><a class="button main" href="\(address: .services)">\(words.showAll)</a></div></div></section>
            """
    }

    private var more: HTML {
        let next = model.filter.with { $0.after = model.rows.last?.service.id }
        return """
            <p class="row"><a class="button" href="\(address: .servicesFound(next))">\(words.more)</a>\
            <span class="soft small">\(words.left(model.left, frame.language))</span></p>
            """
    }

    private func sheet(_ index: Int, _ rows: [ServicesModel.Row]) -> HTML {
        let category = rows.first?.service.category ?? ""
        let whole = ServiceFilter().with { $0.category = category }
        let link: HTML? =
            model.filter.category == category
            ? nil : #"<a class="small" href="\#(address: .servicesFound(whole))">\#(words.wholeCategory)</a>"#
        return Sheet(
            id: "group-\(index)",
            title: HTML(text: category),
            end: link,
            content: """
                <table class="table cards shop" role="table" aria-label="\(category)">
                <thead role="rowgroup"><tr role="row">\(head(Unseen(words.favourites).html, "fit"))\
                \(head("\(words.service)", nil))\(head("\(words.rate)", "number"))\
                \(head("\(words.bounds)", "number"))\(head(Unseen(words.order).html, "fit"))</tr></thead>
                <tbody role="rowgroup">\(each: rows, row)</tbody></table>
                """
        ).html
    }

    private func head(_ content: HTML, _ classes: String?) -> HTML {
        #"<th role="columnheader" scope="col"\#(attribute: "class", classes)>\#(content)</th>"#
    }

    private func row(_ row: ServicesModel.Row) -> HTML {
        let service = row.service
        return """
            <tr role="row" id="s\(service.id.description)">\
            <td role="cell" class="act fit">\
            \(StarButton(service.id, isOn: row.isStarred, in: frame.language).html)</td>\
            <td role="cell" class="what"><span id="n\(service.id.description)">\(service.name)</span>\
            <span class="two badges"><span>\(words.id) \(service.id.description)</span>\(badges(of: service))</span>\
            \(row.times.map { #"<span class="two">\#($0.words(in: frame.language))</span>"# as HTML })\
            \(service.description.flatMap { description($0, of: service) })</td>\
            <td role="cell" class="number sum"><b>\(frame.amount(row.rate))</b>\(listPrice(of: row))\
            \(RateUnit(of: service, in: frame.language).html)</td>\
            <td role="cell" class="number done">\(bounds(of: service))</td>\
            <td role="cell" class="number go">\(if: !model.isSuspended, orderLink(to: service))</td></tr>
            """
    }

    private func badges(of service: Service) -> HTML {
        """
        \(if: service.offersRefill, badge(words.refillDays(service.refillDays)))\
        \(if: service.offersCancel, badge(words.cancel))\(if: service.offersDripFeed, badge(words.dripFeed))
        """
    }

    private func badge(_ text: String) -> HTML { #"<span class="badge">\#(text)</span>"# }

    private func listPrice(of row: ServicesModel.Row) -> HTML? {
        guard row.rate < row.service.rate else { return nil }
        return """
            <span class="two"><s>\(Unseen(words.listPrice).html)\(frame.amount(row.service.rate))</s></span>
            """
    }

    private func bounds(of service: Service) -> HTML? {
        guard service.type.quantitySource != .one else { return nil }
        let language = frame.language
        return """
            \(OnCard(words.quantity).html)\(service.minimum.words(in: language)) – \
            \(service.maximum.words(in: language))
            """
    }

    /// The beginning of a long one. The form for an order has all of it.
    private func description(_ text: String, of service: Service) -> HTML? {
        guard !text.isBlank else { return nil }
        let short = String(text.prefix(ServicesPage.longestDescription))
        let isCut = short.utf8.count < text.utf8.count
        return """
            <details class="about"><summary>\(words.description)</summary><p>\(short)\(if: isCut, """
            … <a href="\(address: .newOrderOf(service.id))">\(words.wholeDescription)</a>
            """)</p></details>
            """
    }

    private func orderLink(to service: Service) -> HTML {
        """
        <a class="button small-button" href="\(address: .newOrderOf(service.id))" \
        aria-describedby="n\(service.id.description)">\(words.order)</a>
        """
    }

    /// Characters of a description that a list shows.
    private static let longestDescription = 400

    private var words: Words { .in(frame.language) }
}
