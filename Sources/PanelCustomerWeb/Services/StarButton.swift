import PanelCore
import PanelMarkup
import PanelWeb

/// Stars a service, or takes its star away. It belongs to one of the two forms of ``StarForms``, which the page has once
/// for all of its stars.
struct StarButton {
    let service: ServiceID
    let isOn: Bool
    let language: Language

    init(_ service: ServiceID, isOn: Bool, in language: Language) {
        self.service = service
        self.isOn = isOn
        self.language = language
    }

    /// Its name is heard together with that of the service, which has the id `n` and the number.
    var html: HTML {
        """
        <button class="bare star" id="star-\(service.description)" form="\(isOn ? "unstar" : "star")" name="service" \
        value="\(service.description)" aria-pressed="\(isOn ? "true" : "false")" \
        aria-label="\(Words.in(language).favourite)" \
        aria-labelledby="star-\(service.description) n\(service.description)"></button>
        """
    }
}

extension StarButton {
    struct Words: PageWords {
        let favourite: String

        static let vi = Words(favourite: "Yêu thích")
        static let en = Words(favourite: "Favourite")
    }
}

/// The forms of a page's stars.
struct StarForms {
    let frame: Frame
    /// Where a browser without the script comes back to.
    let filter: ServiceFilter

    var html: HTML { #"<div hidden>\#(form(id: "star", on: "1"))\#(form(id: "unstar", on: "0"))</div>"# }

    private func form(id: String, on: String) -> HTML {
        """
        <form id="\(id)" method="post" action="\(address: .favourite)" data-send>\(frame.csrfField)\
        <input type="hidden" name="on" value="\(on)">\(each: filter.fields, field)</form>
        """
    }

    private func field(_ field: (name: String, value: String)) -> HTML {
        #"<input type="hidden" name="\#(field.name)" value="\#(field.value)">"#
    }
}
