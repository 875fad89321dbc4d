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

    /// Those with the most words first, so that none is taken for a part of it.
    package let entries: [Entry]
    private let filling: Set<String>
    private let asides: [[String]]

    /// What is longer, in bytes, is not known.
    private static var longest: Int { 1024 }

    /// - Parameters:
    ///   - filling: Words that say nothing, with blanks between them.
    ///   - asides: What says nothing as a whole.
    ///   - phrases: In lower case and without articles; `#` is any number.
    init(filling: String, asides: [String] = [], _ phrases: [(meaning: Meaning, phrases: [String])]) {
        self.filling = Set(filling.words)
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
            if let range = said.firstRange(of: aside) { said.removeSubrange(range) }
        }
        return entries.first { entry in
            guard let range = said.firstRange(of: entry.words) else { return false }
            return said[..<range.lowerBound].allSatisfy(filling.contains)
                && said[range.upperBound...].allSatisfy(filling.contains)
        }
    }
}

extension String {
    /// Its words in lower case, but for articles: runs of letters and digits, with `#` for each number.
    fileprivate var words: [String] {
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
