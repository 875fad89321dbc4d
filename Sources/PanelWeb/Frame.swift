package import PanelCore
package import PanelMarkup
import PanelWords

/// What every page knows, whatever it shows: the panel, who looks at it, and how.
package struct Frame: Sendable {
    /// What the operator calls the panel.
    package let panelName: String
    /// What all amounts of the panel are in.
    package let currency: Currency
    package let language: Language
    package let theme: Theme
    package let zone: TimeZoneName
    package let now: Timestamp
    /// The page's own address. The links that change the language lead there.
    package let here: Address
    /// What every form sends back, masked for this page.
    package let csrf: String
    /// Who is logged in; `nil` for a stranger.
    package let visitor: Visitor?

    /// Somebody who is logged in.
    package struct Visitor: Sendable {
        /// As they call themselves; else the name by which they log in.
        package let name: String
        package let balance: Money

        package init(name: String, balance: Money) {
            self.name = name
            self.balance = balance
        }
    }

    package init(
        panelName: String,
        currency: Currency,
        language: Language,
        theme: Theme,
        zone: TimeZoneName,
        now: Timestamp,
        here: Address,
        csrf: String,
        visitor: Visitor?
    ) {
        self.panelName = panelName
        self.currency = currency
        self.language = language
        self.theme = theme
        self.zone = zone
        self.now = now
        self.here = here
        self.csrf = csrf
        self.visitor = visitor
    }

    /// The hidden field that each form has.
    package var csrfField: HTML {
        #"<input type="hidden" name="csrf" value="\#(csrf)">"#
    }

    /// An amount with its currency: `2,50 $` in Vietnamese, `$2.50` in English.
    package func amount(_ money: Money) -> String {
        money.words(in: language, currency: currency)
    }

    /// The day that the visitor's calendar shows.
    package var today: CalendarDay { zone.day(at: now) }

    /// A moment on the visitor's clock: `hôm nay 14:02`, `yesterday 14:02`, `14:02 24/11/2026`.
    package func moment(_ moment: Timestamp) -> HTML {
        #"<time datetime="\#(moment.iso8601)">\#(words(of: moment))</time>"#
    }

    private func words(of moment: Timestamp) -> String {
        let minutesEast = zone.minutesEast(at: moment)
        let local = moment.adding(minutes: minutesEast)
        let today = now.adding(minutes: zone.minutesEast(at: now)).day
        let time = local.hourAndMinute
        return switch (today.daysSince1970 - local.day.daysSince1970, language) {
        case (0, .vietnamese): "hôm nay \(time)"
        case (0, .english): "today \(time)"
        case (1, .vietnamese): "hôm qua \(time)"
        case (1, .english): "yesterday \(time)"
        default: moment.words(in: language, minutesEast: minutesEast)
        }
    }
}
