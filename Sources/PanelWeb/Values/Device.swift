/// What a browser says it is, in the words of its user: `Chrome, Windows`. It may say anything, so it proves nothing.
package struct Device: Sendable {
    /// As it calls itself, in `User-Agent`.
    let agent: String

    package init(agent: String) {
        self.agent = agent
    }

    /// The program and the system; `nil` for neither.
    package var name: String? {
        let known = [Device.programs, Device.systems].compactMap { marks in
            marks.first { agent.contains($0.mark) }?.name
        }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }

    /// Many say that they are Chrome or Safari too, so these come last.
    private static let programs = [
        (mark: "Zalo", name: "Zalo"), (mark: "FBAN", name: "Facebook"), (mark: "FBAV", name: "Facebook"),
        (mark: "Instagram", name: "Instagram"), (mark: "musical_ly", name: "TikTok"), (mark: "Edg", name: "Edge"),
        (mark: "OPR/", name: "Opera"), (mark: "coc_coc_browser", name: "Cốc Cốc"),
        (mark: "SamsungBrowser", name: "Samsung Internet"), (mark: "FxiOS", name: "Firefox"),
        (mark: "Firefox/", name: "Firefox"), (mark: "CriOS", name: "Chrome"), (mark: "Chrome/", name: "Chrome"),
        (mark: "Safari/", name: "Safari"), (mark: "curl/", name: "curl"),
    ]

    private static let systems = [
        (mark: "Android", name: "Android"), (mark: "iPhone", name: "iPhone"), (mark: "iPad", name: "iPad"),
        (mark: "Windows", name: "Windows"), (mark: "Macintosh", name: "Mac"), (mark: "CrOS", name: "ChromeOS"),
        (mark: "Linux", name: "Linux"),
    ]
}
