package import PanelMarkup

/// A table that becomes a list of cards on phones.
///
/// It says with roles what it is: browsers forget that of tables that the stylesheet lays out in another way.
package struct Table {
    /// How the cells of a row stand on a phone.
    package enum Layout: String, Sendable {
        /// As they do elsewhere.
        case plain = "table airy"
        /// What it is and an amount or a button above, the rest below.
        case lines = "table cards lines"
        /// A number beside what it is, with amounts and a state below.
        case mass = "table cards mass clips"
    }

    /// A column.
    package struct Head: Sendable {
        let content: HTML
        let isNumber: Bool

        package init(_ content: HTML, isNumber: Bool = false) {
            self.content = content
            self.isNumber = isNumber
        }

        /// A column whose heading is only heard.
        package static func unseen(_ text: String) -> Head {
            Head(Unseen(text).html)
        }
    }

    /// A cell with its classes, which say where it stands in a card: `what`, `id`, `sum`, `state-of`, `done`, `act`.
    package struct Cell: Sendable {
        let classes: String
        let content: HTML

        package init(_ classes: String = "", _ content: HTML) {
            self.classes = classes
            self.content = content
        }
    }

    let label: String
    let layout: Layout
    let heads: [Head]
    let rows: [[Cell]]

    /// - Parameter label: What the table is about, for those who do not see the heading above it.
    package init(_ label: String, layout: Layout, heads: [Head], rows: [[Cell]]) {
        self.label = label
        self.layout = layout
        self.heads = heads
        self.rows = rows
    }

    package var html: HTML {
        """
        <table class="\(layout.rawValue)" role="table" aria-label="\(label)">
        <thead role="rowgroup"><tr role="row">\(each: heads, head)</tr></thead>
        <tbody role="rowgroup">\(each: rows, row)</tbody></table>
        """
    }

    private func head(_ head: Head) -> HTML {
        """
        <th role="columnheader" scope="col"\(attribute: "class", head.isNumber ? "number" : nil)>\(head.content)</th>
        """
    }

    private func row(_ cells: [Cell]) -> HTML {
        #"<tr role="row">\#(each: cells, cell)</tr>"#
    }

    private func cell(_ cell: Cell) -> HTML {
        """
        <td role="cell"\(attribute: "class", cell.classes.isEmpty ? nil : cell.classes)>\(cell.content)</td>
        """
    }
}
