package import PanelCore
import PanelWords

extension Money {
    /// The amount with its currency, as people write it: `2,50 $` in Vietnamese, `$2.50` in English.
    ///
    /// All of it is written, with as many places as the currency has coins for at least.
    package func words(in language: Language, currency: Currency) -> String {
        let parts = words(in: language).drop { $0 == "-" }.split(separator: language.decimalPoint)
        var number = String(parts[0])
        var places = parts.count > 1 ? String(parts[1]) : ""
        while places.utf8.count < currency.places { places += "0" }
        if !places.isEmpty { number += "\(language.decimalPoint)\(places)" }
        let sign = micros < 0 ? "−" : ""
        return switch (currency.sign, language) {
        case (let symbol?, .english): "\(sign)\(symbol)\(number)"
        case (let symbol, _): "\(sign)\(number)\u{A0}\(symbol ?? currency.code)"
        }
    }

    /// Cut to as many places as the currency has coins for, so that nobody is shown more than there is.
    package func cut(to currency: Currency) -> Money {
        let step = currency.places == 0 ? Money.microsPerUnit : Money.microsPerUnit / 100
        let rest = micros % step
        return Money(micros: micros - (rest < 0 ? rest + step : rest))
    }
}

extension Currency {
    fileprivate var sign: String? {
        switch code {
        case "USD": "$"
        case "EUR": "€"
        case "VND": "₫"
        default: nil
        }
    }

    fileprivate var places: Int { code == "VND" ? 0 : 2 }
}
