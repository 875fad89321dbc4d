import PanelCore
import PanelMarkup
import PanelWeb

/// What a service's rate is the price of, as it stands below the rate.
struct RateUnit {
    let service: Service
    let language: Language

    init(of service: Service, in language: Language) {
        self.service = service
        self.language = language
    }

    /// That of 1,000 pieces is in the heading of its column, and so only on cards.
    var html: HTML {
        guard service.type.rateUnit == 1, !service.countsPieces else {
            return #"<span class="two on-card">\#(words.perThousand)</span>"#
        }
        return #"<span class="two">\#(service.type == .subscriptions ? words.perPost : words.perPackage)</span>"#
    }

    private var words: Words { .in(language) }
}

extension RateUnit {
    struct Words: PageWords {
        let perThousand, perPost, perPackage: String

        static let vi = Words(perThousand: "mỗi 1.000", perPost: "mỗi bài viết", perPackage: "mỗi gói")
        static let en = Words(perThousand: "per 1,000", perPost: "per post", perPackage: "per package")
    }
}
