/// Known phrases, and how they are found in what a provider says.
///
/// What is said is known when it holds a phrase and beside that nothing but filling: any other word could turn the
/// meaning around, as in `Order received, insufficient balance warning`.
package struct PhraseBook<Meaning: Sendable>: Sendable {
    package struct Entry: Sendable {
        /// As it is written in the table.
        package let phrase: String
        package let meaning: Meaning
        fileprivate let words: [String]
    }

    /// Which numbers are filling.
    enum Numbers {
        case none
        /// Those of money and time, by the word before or behind them: any other may be the id of an order.
        case amounts
        case any
    }

    /// Those with the most words first, so that none is taken for a part of it.
    package let entries: [Entry]
    private let filling: Set<String>
    private let numbers: Numbers
    private let asides: [[String]]

    /// What is longer, in bytes, is not known.
    private static var longest: Int { 1024 }

    /// What stands beside a number of money or time.
    private static var counted: Set<String> {
        [
            "usd", "balance", "required", "available", "needed", "deposit", "second", "seconds", "minute", "minutes",
            "hour", "hours",
        ]
    }

    /// - Parameters:
    ///   - filling: Words that say nothing, with blanks between them.
    ///   - numbers: Which numbers say nothing.
    ///   - asides: What says nothing as a whole, unless a number follows.
    ///   - phrases: In lower case and without articles; `#` is any number.
    init(
        filling: String,
        numbers: Numbers = .none,
        asides: [String] = [],
        _ phrases: [(meaning: Meaning, phrases: [String])]
    ) {
        self.filling = Set(filling.words)
        self.numbers = numbers
        self.asides = asides.map(\.words)
        entries = phrases.flatMap { row in
            row.phrases.map { Entry(phrase: $0, meaning: row.meaning, words: $0.words) }
        }
        .sorted { $0.words.count > $1.words.count }
    }

    /// The entry that says what `text` means; `nil` when it is not known.
    package func entry(for text: String) -> Entry? {
        guard text.utf8.count <= PhraseBook.longest else { return nil }
        var said = text.words
        for aside in asides {
            guard let range = said.firstRange(of: aside) else { continue }
            guard said[range.upperBound...].first != "#" else { return nil }
            said.removeSubrange(range)
        }
        return entries.first { entry in
            guard let range = said.firstRange(of: entry.words) else { return false }
            return isFilling(said[..<range.lowerBound]) && isFilling(said[range.upperBound...])
        }
    }

    private func isFilling(_ words: ArraySlice<String>) -> Bool {
        words.indices.allSatisfy { words[$0] == "#" ? isFilling(numberAt: $0, in: words) : filling.contains(words[$0]) }
    }

    private func isFilling(numberAt index: Int, in words: ArraySlice<String>) -> Bool {
        switch numbers {
        case .none: return false
        case .any: return true
        case .amounts:
            let neighbours = [words[..<index].last { $0 != "is" }, words[(index + 1)...].first]
            return neighbours.contains { $0.map(PhraseBook.counted.contains) ?? false }
        }
    }
}

extension String {
    /// Its words in lower case, but for articles: runs of letters and digits, with `#` for each number and `usd` for the
    /// sign of any currency.
    var words: [String] {
        var words: [String] = []
        var word = ""
        func endWord() {
            defer { word = "" }
            guard !word.isEmpty, !String.articles.contains(word) else { return }
            guard word.unicodeScalars.allSatisfy(\.isPartOfNumber) else { return words.append(word) }
            // The parts of `1,000.5` are one number.
            if words.last != "#" { words.append("#") }
        }
        for scalar in lowercased().unicodeScalars where scalar != "'" && scalar != "’" {
            if scalar.isPartOfWord { word.unicodeScalars.append(scalar) } else { endWord() }
            if scalar.properties.generalCategory == .currencySymbol { words.append("usd") }
        }
        endWord()
        return words
    }

    private static let articles: Set<String> = ["a", "an", "the", "this", "your"]
}

extension Unicode.Scalar {
    fileprivate var isPartOfNumber: Bool {
        switch self {
        case "0"..."9", "#": true
        default: false
        }
    }

    /// Letters of other scripts make words that no phrase has, so that nothing is passed over.
    fileprivate var isPartOfWord: Bool {
        switch self {
        case "a"..."z", "0"..."9", "#": true
        default: !isASCII && properties.isAlphabetic
        }
    }
}
