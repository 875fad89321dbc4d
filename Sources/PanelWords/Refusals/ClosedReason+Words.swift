package import PanelCore

/// What was found, and the command that mends it.
extension ClosedReason: Worded {
    package var english: String {
        switch self {
        case .behind(let mark, let found, let known):
            """
            The database is older than it was: \(mark) stands at \(found), and stood at \(known). If it is a restored \
            backup, `panel reopen --restored` opens it; if it is not, bring back the newest database.
            """
        case .elsewhere:
            """
            The database's file is a copy, or was moved to another file system. If this is the only one that is served \
            from now on, and up to date, `panel reopen --moved` opens it; if it is a restored backup, `panel reopen \
            --restored` does.
            """
        case .otherPanel:
            """
            The directory remembers another panel than the one in the database. If this one is to be served from here, \
            `panel reopen --moved` opens it; if it is a restored backup, `panel reopen --restored` does.
            """
        case .unreadableMemory:
            """
            The directory's panel.life cannot be read, so it is not known whether the database is up to date. If it \
            is, `panel reopen --moved` opens it; if it is a restored backup, `panel reopen --restored` does.
            """
        case .restoredMeanwhile:
            "The panel was opened again from a backup while this server ran. Start the server again."
        }
    }

    package var vietnamese: String {
        switch self {
        case .behind(let mark, let found, let known):
            """
            Cơ sở dữ liệu cũ hơn trước: \(mark) đang ở \(found), trước đó là \(known). Nếu đây là bản sao lưu được khôi \
            phục, hãy mở bằng `panel reopen --restored`; nếu không, hãy đưa lại cơ sở dữ liệu mới nhất.
            """
        case .elsewhere:
            """
            Tệp cơ sở dữ liệu là bản sao, hoặc đã được chuyển sang hệ thống tệp khác. Nếu từ nay chỉ dùng tệp này và nó \
            là mới nhất, hãy mở bằng `panel reopen --moved`; nếu là bản sao lưu được khôi phục, hãy dùng `panel reopen \
            --restored`.
            """
        case .otherPanel:
            """
            Thư mục này ghi nhớ một hệ thống khác với hệ thống trong cơ sở dữ liệu. Nếu muốn chạy hệ thống này từ đây, \
            hãy mở bằng `panel reopen --moved`; nếu là bản sao lưu được khôi phục, hãy dùng `panel reopen --restored`.
            """
        case .unreadableMemory:
            """
            Không đọc được panel.life trong thư mục nên không rõ cơ sở dữ liệu có mới nhất hay không. Nếu có, hãy mở \
            bằng `panel reopen --moved`; nếu là bản sao lưu được khôi phục, hãy dùng `panel reopen --restored`.
            """
        case .restoredMeanwhile:
            "Hệ thống đã được mở lại từ bản sao lưu khi máy chủ này đang chạy. Hãy khởi động lại máy chủ."
        }
    }
}
