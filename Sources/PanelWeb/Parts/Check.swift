package import PanelMarkup

/// A box to tick, with its label.
package struct Check {
    let name: String
    let id: String
    let label: HTML
    let note: String?
    let isChecked: Bool

    package init(_ name: String, id: String? = nil, label: HTML, note: String? = nil, isChecked: Bool) {
        self.name = name
        self.id = id ?? name
        self.label = label
        self.note = note
        self.isChecked = isChecked
    }

    package var html: HTML {
        """
        <div class="check"><input type="checkbox" id="\(id)" name="\(name)"\(flag: "checked", if: isChecked)>\
        <label for="\(id)">\(label)\(note.map { #"<span class="two">\#($0)</span>"# as HTML })</label></div>
        """
    }
}
