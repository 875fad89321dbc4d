package import PanelCore

extension ServiceChange {
    /// The service and what changed of it, in one line.
    package func words(in language: Language) -> String {
        "\(service) \(name): " + differences.map { $0.words(in: language) }.joined(separator: ", ")
    }
}

/// What changed. Names of parameters are those of the catalogue in every language.
extension ServiceChange.Difference: Worded {
    package var english: String {
        switch self {
        case .made(let cost, let rate): "new, costs \(cost), sold at \(rate)"
        case .rate(let old, let new): "rate \(old) → \(new)"
        case .minimum(let old, let new): "min \(old) → \(new)"
        case .maximum(let old, let new): "max \(old) → \(new)"
        case .subscriptionRate(let old, let new): "subscription_rate \(old.rawValue) → \(new.rawValue)"
        case .refill(let isOffered): "refill \(!isOffered) → \(isOffered)"
        case .cancel(let isOffered): "cancel \(!isOffered) → \(isOffered)"
        case .cost(let old, let new):
            "cost \(old?.description ?? "unknown") → \(new?.description ?? "unknown")"
        case .route(let old, let new): "route \(old.words(in: .english)) → \(new.words(in: .english))"
        case .noLongerOffered: "no longer offered"
        case .offeredAgain: "offered again"
        }
    }

    package var vietnamese: String {
        switch self {
        case .made(let cost, let rate): "mới, giá vốn \(cost), giá bán \(rate)"
        case .rate(let old, let new): "giá bán \(old) → \(new)"
        case .minimum(let old, let new): "tối thiểu \(old) → \(new)"
        case .maximum(let old, let new): "tối đa \(old) → \(new)"
        case .subscriptionRate(let old, let new): "subscription_rate \(old.rawValue) → \(new.rawValue)"
        case .refill(let isOffered): isOffered ? "có bảo hành" : "không còn bảo hành"
        case .cancel(let isOffered): isOffered ? "cho phép hủy" : "không còn cho hủy"
        case .cost(let old, let new):
            "giá vốn \(old?.description ?? "chưa rõ") → \(new?.description ?? "chưa rõ")"
        case .route(let old, let new): "nguồn \(old.words(in: .vietnamese)) → \(new.words(in: .vietnamese))"
        case .noLongerOffered: "ngừng bán"
        case .offeredAgain: "bán trở lại"
        }
    }
}

extension Route.Availability {
    /// Whether new orders can go this way, in a word or two.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.available, .english): "available"
        case (.available, .vietnamese): "dùng được"
        case (.gone, .english): "gone"
        case (.gone, .vietnamese): "không còn"
        case (.costsMoreThanRate, .english): "costs more than the rate"
        case (.costsMoreThanRate, .vietnamese): "giá vốn cao hơn giá bán"
        }
    }
}
