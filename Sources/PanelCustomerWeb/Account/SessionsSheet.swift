import PanelCore
import PanelMarkup
import PanelWeb

/// Where an account is logged in, with a button for each to end it.
struct SessionsSheet {
    let frame: Frame
    let sessions: [AccountModel.SessionRow]

    var html: HTML {
        """
        <form method="post" action="\(address: .sessions)">\(frame.csrfField)\
        \(Sheet(id: "sessions", title: "\(words.title)", end: elsewhere, content: table.html).html)</form>
        """
    }

    /// Not there while there is no other place.
    private var elsewhere: HTML? {
        guard sessions.contains(where: { !$0.isThis }) else { return nil }
        return #"<button name="session" value="elsewhere">\#(words.elsewhere)</button>"#
    }

    private var table: Table {
        Table(
            words.title,
            layout: .lines,
            heads: [.init("\(words.device)"), .init("\(words.seen)"), .unseen(words.actions)],
            rows: sessions.map(row(of:))
        )
    }

    private func row(of session: AccountModel.SessionRow) -> [Table.Cell] {
        let device = Device(agent: session.agent).name ?? words.unknown
        return [
            .init("what", #"\#(device)<span class="two">\#(session.address)</span>"#),
            .init(
                "id",
                #"<span class="soft">\#(session.isThis ? HTML(text: words.now) : seen(session.seenAt))</span>"#
            ),
            .init("number sum", end(of: session, on: device)),
        ]
    }

    private func seen(_ moment: Timestamp) -> HTML { "\(OnCard(words.seen).html)\(frame.moment(moment))" }

    private func end(of session: AccountModel.SessionRow, on device: String) -> HTML {
        guard !session.isThis else { return StateBadge(.good, words.this).html }
        return """
            <button class="bare tiny" name="session" value="\(session.id)">\(words.signOut)\
            \(Unseen(" \(device)").html)</button>
            """
    }

    private var words: Words { .in(frame.language) }
}

extension SessionsSheet {
    struct Words: PageWords {
        let title, elsewhere, device, seen, actions, unknown, now, this, signOut: String

        static let vi = Words(
            title: "Phiên đăng nhập",
            elsewhere: "Đăng xuất các thiết bị khác",
            device: "Thiết bị",
            seen: "Hoạt động",
            actions: "Thao tác",
            unknown: "Thiết bị không rõ",
            now: "đang hoạt động",
            this: "Thiết bị này",
            signOut: "Đăng xuất"
        )

        static let en = Words(
            title: "Sessions",
            elsewhere: "Sign out elsewhere",
            device: "Device",
            seen: "Last seen",
            actions: "Actions",
            unknown: "Unknown device",
            now: "now",
            this: "This device",
            signOut: "Sign out"
        )
    }
}
