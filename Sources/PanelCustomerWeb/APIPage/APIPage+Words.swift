import PanelCore
import PanelWeb

extension APIPage {
    struct Words: PageWords {
        let subtitle, asText, suspended, answerBelow: String
        let key, madeAt, logInToSee, noKey, shownOnce, keyIsShownOnce, addressCopied, keyCopied: String
        let firstKey, newKey, rotateTitle, rotateText: String
        let profile, messages, save, atOnce: String
        let profileOfKeys: @Sendable (_ profile: String) -> String
        let profileMeaning: @Sendable (ResponseProfile) -> String
        let done: @Sendable (APIDeed) -> String

        static let vi = Words(
            subtitle: "Nhận form và JSON, trả về JSON",
            asText: "Xem dạng văn bản",
            suspended: """
                Tài khoản đang bị tạm khóa: API trả lời Invalid API key cho mọi yêu cầu. Bạn vẫn xem được trang này; \
                hãy liên hệ người quản lý trang.
                """,
            answerBelow: "Xem phản hồi của",
            key: "API Key",
            madeAt: "Tạo lúc",
            logInToSee: "Vui lòng đăng nhập để xem API Key",
            noKey: "Chưa có key nào được tạo",
            shownOnce: "Hãy lưu key này ngay: nó sẽ không được hiện lại.",
            keyIsShownOnce: "Key đầy đủ chỉ hiện một lần, ngay sau khi tạo.",
            addressCopied: "địa chỉ",
            keyCopied: "key",
            firstKey: "Tạo key",
            newKey: "Tạo key mới",
            rotateTitle: "Tạo key mới?",
            rotateText: "Key cũ ngừng hoạt động ngay. Phần mềm đang dùng nó sẽ nhận Invalid API key.",
            profile: "Kiểu phản hồi",
            messages: "Ngôn ngữ của msg",
            save: "Lưu",
            atOnce: "Có hiệu lực ngay với key này.",
            profileOfKeys: { "Mỗi key có một trong hai kiểu phản hồi. Trang này mô tả kiểu `\($0)`." },
            profileMeaning: { profile in
                switch profile {
                case .seed:
                    "`add` trả về `status`, `msg` và mã đơn dạng chuỗi; lỗi là mã, ví dụ `neworder.error.link`."
                case .perfectpanel:
                    "`add` trả về `{\"order\":23501}`; lỗi là câu tiếng Anh. Đa số thư viện có sẵn cần kiểu này."
                }
            },
            done: { deed in
                switch deed {
                case .saved: "Đã lưu."
                case .replacedBefore: "Trang vừa được tải lại. Không có key nào được tạo thêm."
                }
            }
        )

        static let en = Words(
            subtitle: "Takes forms and JSON, answers JSON",
            asText: "Plain text",
            suspended: """
                Your account is suspended: the API answers Invalid API key to all requests. You can still read this \
                page; please ask the operator.
                """,
            answerBelow: "See the answer to",
            key: "API key",
            madeAt: "Made",
            logInToSee: "Log in to see your API key",
            noKey: "No key has been made yet",
            shownOnce: "Keep this key now: it will not be shown again.",
            keyIsShownOnce: "The whole key is shown once, right after it is made.",
            addressCopied: "the address",
            keyCopied: "the key",
            firstKey: "Make your key",
            newKey: "Make a new key",
            rotateTitle: "Make a new key?",
            rotateText: "The old key stops at once. Programs that use it will get Invalid API key.",
            profile: "How it answers",
            messages: "Language of msg",
            save: "Save",
            atOnce: "Takes effect at once, for this key.",
            profileOfKeys: { "Each key is answered in one of two ways. This page describes `\($0)`." },
            profileMeaning: { profile in
                switch profile {
                case .seed:
                    """
                    `add` answers with `status`, `msg` and the id as text; errors are codes such as \
                    `neworder.error.link`.
                    """
                case .perfectpanel:
                    """
                    `add` answers `{"order":23501}`; errors are English sentences. Most ready-made libraries \
                    want this.
                    """
                }
            },
            done: { deed in
                switch deed {
                case .saved: "Saved."
                case .replacedBefore: "The page was loaded again. No further key was made."
                }
            }
        )
    }
}
