/// Where a service delivers, as its category or its name says. It is for finding services only: nothing is decided by it.
package enum Platform: String, CaseIterable, Sendable {
    case facebook
    case instagram
    case tiktok
    case youtube
    case threads
    case x
    case telegram
    case shopee
    case zalo
    case spotify
    case soundcloud
    case twitch
    case discord
    case linkedin
    case pinterest
    case reddit
    case snapchat
    case google
    case website
    case other

    /// What is called so in every language; ``website`` and ``other`` are words.
    package var properName: String? {
        switch self {
        case .facebook: "Facebook"
        case .instagram: "Instagram"
        case .tiktok: "TikTok"
        case .youtube: "YouTube"
        case .threads: "Threads"
        case .x: "X (Twitter)"
        case .telegram: "Telegram"
        case .shopee: "Shopee"
        case .zalo: "Zalo"
        case .spotify: "Spotify"
        case .soundcloud: "SoundCloud"
        case .twitch: "Twitch"
        case .discord: "Discord"
        case .linkedin: "LinkedIn"
        case .pinterest: "Pinterest"
        case .reddit: "Reddit"
        case .snapchat: "Snapchat"
        case .google: "Google"
        case .website, .other: nil
        }
    }

    /// The platform that a word is short for, as people type it: `fb`, `ig`.
    ///
    /// - Parameter word: Folded, as ``FoldedText`` has it.
    init?(shortName word: [UInt8]) {
        guard let platform = Platform.byShortName[String(decoding: word, as: UTF8.self)] else { return nil }
        self = platform
    }

    /// The platform of a service: that of its category, else that of its name.
    package init(of service: Service) {
        self = Platform.named(in: service.category) ?? Platform.named(in: service.name) ?? .other
    }

    /// The platform that stands first in a text.
    private static func named(in text: String) -> Platform? {
        let words = FoldedText(text).bytes.split { !($0.isASCIILetterOrDigit || $0 >= 0x80) }
        for word in words {
            let word = String(decoding: word, as: UTF8.self)
            if let platform = byShortName[word] ?? byWord[word] { return platform }
        }
        return nil
    }

    private static let byShortName: [String: Platform] = [
        "fb": .facebook, "ig": .instagram, "insta": .instagram, "tik": .tiktok, "yt": .youtube, "tele": .telegram,
        "tg": .telegram,
    ]

    private static let byWord: [String: Platform] = [
        "facebook": .facebook, "fanpage": .facebook, "instagram": .instagram, "tiktok": .tiktok, "youtube": .youtube,
        "threads": .threads, "twitter": .x, "x": .x, "tweet": .x, "telegram": .telegram, "shopee": .shopee,
        "zalo": .zalo, "spotify": .spotify, "soundcloud": .soundcloud,
        "twitch": .twitch, "discord": .discord, "linkedin": .linkedin, "pinterest": .pinterest, "reddit": .reddit,
        "snapchat": .snapchat, "google": .google, "maps": .google, "website": .website, "web": .website,
        "traffic": .website, "seo": .website, "backlinks": .website,
    ]
}
