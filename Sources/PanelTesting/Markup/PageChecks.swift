/// What holds for every page, whatever it shows.
package struct PageChecks {
    private let page: MarkupElement
    private let ids: [String]

    /// Reads a page and looks at it.
    ///
    /// - Parameter csrf: The token that each form that changes something has to send back.
    /// - Returns: The page, and what is wrong with it; nothing when all is well.
    /// - Throws: ``MarkupReader/Problem`` when it is not markup of the panel.
    package static func check(_ bytes: [UInt8], csrf: String) throws -> (page: MarkupElement, problems: [String]) {
        let page = try MarkupReader.read(bytes)
        let checks = PageChecks(page: page)
        let problems =
            checks.repeatedIDs + checks.danglingReferences + checks.unlabelledFields + checks.unguardedForms(csrf)
            + checks.foreignAddresses + checks.headings
        return (page, problems)
    }

    private init(page: MarkupElement) {
        self.page = page
        ids = page.descendants.compactMap { $0["id"] }
    }

    private var repeatedIDs: [String] {
        Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.map { "the id \($0.key) stands twice" }
    }

    /// What names an element that is not there.
    private var danglingReferences: [String] {
        page.descendants.flatMap { element in
            let named = ["for", "aria-describedby", "aria-labelledby", "aria-controls", "data-confirm", "data-copy"]
                .flatMap { element[$0]?.split(separator: " ") ?? [] }
            let linked = element["href"].flatMap { $0.hasPrefix("#") ? [$0.dropFirst()] : nil } ?? []
            return (named + linked).filter { !ids.contains(String($0)) }
                .map { "<\(element.name)> names \($0), which is not there" }
        }
    }

    private var unlabelledFields: [String] {
        let labelled = Set(page.all("label").compactMap { $0["for"] })
        return page.descendants.filter { field in
            ["input", "select", "textarea"].contains(field.name) && field["type"] != "hidden" && field["hidden"] == nil
                && field["aria-label"] == nil && !labelled.contains(field["id"] ?? "")
        }
        .map { "<\($0.name)> \($0["name"] ?? "") has no label" }
    }

    private func unguardedForms(_ csrf: String) -> [String] {
        page.all("form").filter { $0["method"] == "post" }.filter { form in
            form.all("input").filter { $0["name"] == "csrf" && $0["type"] == "hidden" }.map { $0["value"] } != [csrf]
        }
        .map { "the form to \($0["action"] ?? "nowhere") does not have the token once" }
    }

    /// All that a page leads to, loads or sends to is the panel's own.
    private var foreignAddresses: [String] {
        page.descendants.flatMap { element in
            ["href", "src", "action", "formaction", "data-live", "data-refresh"].compactMap { element[$0] }
        }
        .filter { !$0.hasPrefix("#") && (!$0.hasPrefix("/") || $0.hasPrefix("//")) }
        .map { "\($0) is not an address of the panel" }
    }

    private var headings: [String] {
        guard page.all("html").count == 1 else { return [] }
        let count = page.all("h1").count
        return count == 1 ? [] : ["the page has \(count) headings of the first level"]
    }
}
