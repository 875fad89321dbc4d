import PanelCore

/// What a browser says that whoever has it reads: `vi-VN,vi;q=0.9,en;q=0.8`.
enum AcceptedLanguages {
    /// The first of the panel's languages in it. Browsers send them in the order in which they are liked.
    static func best(of header: String?) -> Language? {
        header?.split(separator: ",").lazy.compactMap { part in
            Language(rawValue: part.trimmingPrefix(" ").prefix { $0.isLetter }.lowercased())
        }.first
    }
}
