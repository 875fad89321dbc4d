import PanelCore
package import PanelMarkup
package import PanelWeb

/// What did not work, and a way on.
package struct ErrorPage {
    package enum Problem: Sendable {
        /// 400: what was sent can not be read.
        case badRequest
        /// 403: the form is not one of the panel's, or its session has ended.
        case foreignForm
        /// 403: the browser did not keep the cookie that came with the form.
        case noCookie
        /// 404
        case notFound
        /// 413: more was sent than a form of the panel's has.
        case tooLarge
        /// 429
        /// - Parameter seconds: After which it is worth trying again.
        case tooMany(seconds: Int)
        /// 503: the panel can not at the moment.
        case busy
        /// 500: the panel's own fault.
        /// - Parameter reference: By which the log has it.
        case failure(reference: String)

        /// The status of the answer.
        package var status: Int {
            switch self {
            case .badRequest: 400
            case .foreignForm, .noCookie: 403
            case .notFound: 404
            case .tooLarge: 413
            case .tooMany: 429
            case .failure: 500
            case .busy: 503
            }
        }
    }

    let frame: Frame
    let problem: Problem

    package init(_ frame: Frame, _ problem: Problem) {
        self.frame = frame
        self.problem = problem
    }

    package var html: HTML {
        let (title, text) = words.problem(problem)
        return CustomerShell(
            frame,
            section: nil,
            title: title,
            content: """
                <section class="sheet"><div class="blank"><span class="figure-big soft">\(problem.status)</span>\
                <h1>\(title)</h1><p class="soft">\(text)</p>
                <div class="row"><a class="button main" href="\(address: .home)">\(words.home)</a></div>\(reference)\
                </div></section>
                """
        ).html
    }

    private var reference: HTML? {
        guard case .failure(let reference) = problem else { return nil }
        return #"<p class="soft tiny">\#(words.reference) <code>\#(reference)</code></p>"#
    }

    private var words: Words { .in(frame.language) }
}

extension ErrorPage {
    struct Words: PageWords {
        let home, reference: String
        let problem: @Sendable (Problem) -> (title: String, text: String)

        static let vi = Words(
            home: "Về trang chính",
            reference: "Mã lỗi",
            problem: { problem in
                switch problem {
                case .badRequest:
                    ("Không đọc được yêu cầu", "Hãy quay lại, tải lại trang rồi gửi lại. Chưa có gì thay đổi.")
                case .foreignForm:
                    (
                        "Biểu mẫu đã hết hạn",
                        "Hãy quay lại, tải lại trang rồi gửi lại. Có thể bạn đã đăng xuất. Chưa có gì thay đổi."
                    )
                case .noCookie:
                    (
                        "Trình duyệt không lưu cookie",
                        """
                        Không có cookie thì không đăng nhập được. Nếu địa chỉ bắt đầu bằng http://, hãy mở lại bằng \
                        https:// hoặc báo cho người quản trị. Nếu không, hãy cho phép cookie cho trang này, tải lại \
                        trang rồi gửi lại. Chưa có gì thay đổi.
                        """
                    )
                case .notFound:
                    ("Không có trang này", "Liên kết có thể đã cũ hoặc gõ nhầm. Đơn và số dư không bị ảnh hưởng.")
                case .tooLarge: ("Nội dung gửi lên quá lớn", "Hãy rút ngắn rồi gửi lại. Chưa có gì thay đổi.")
                case .tooMany(let seconds):
                    ("Quá nhiều yêu cầu", "Vui lòng thử lại sau \(seconds.waitInVietnamese). Chưa có gì thay đổi.")
                case .busy: ("Hệ thống đang bận", "Vui lòng thử lại sau ít giây.")
                case .failure:
                    (
                        "Có lỗi ở phía chúng tôi",
                        "Lỗi đã được ghi lại. Trước khi gửi lại, hãy kiểm tra xem việc đó đã được thực hiện chưa."
                    )
                }
            }
        )

        static let en = Words(
            home: "To the start",
            reference: "Reference",
            problem: { problem in
                switch problem {
                case .badRequest:
                    ("This could not be read", "Go back, load the page again and send it again. Nothing has changed.")
                case .foreignForm:
                    (
                        "This form has ended",
                        "Go back, load the page again and send it again. You may have been logged out. Nothing has changed."
                    )
                case .noCookie:
                    (
                        "Your browser kept no cookie",
                        """
                        Nobody can log in without one. If the address begins with http://, open it with https:// or tell \
                        whoever runs the panel. If not, allow cookies for this page, load it again and send it again. \
                        Nothing has changed.
                        """
                    )
                case .notFound:
                    ("There is no such page", "The link may be old or mistyped. Orders and balance are not touched.")
                case .tooLarge: ("This is too large", "Make it shorter and send it again. Nothing has changed.")
                case .tooMany(let seconds):
                    ("Too many requests", "Please try again in \(seconds.waitInEnglish). Nothing has changed.")
                case .busy: ("The panel is busy", "Please try again in a few seconds.")
                case .failure:
                    (
                        "Something went wrong on our side",
                        "It has been noted. Before you send it again, look whether it was done."
                    )
                }
            }
        )
    }
}
