package import PanelCore

/// All services, offered or not, in the order of the catalogue.
package struct Services: Listing {
    package typealias Row = Service

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}

/// The operator's rules about links, in the order in which they were made.
package struct LinkRules: Listing {
    package typealias Row = LinkRule

    package var part: Part

    package init(_ part: Part) {
        self.part = part
    }
}
