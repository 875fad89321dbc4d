import PanelCore
import PanelWeb
import PanelWords

extension MassOrderPage {
    struct Words: PageWords {
        let title, singleOrder, lines, form, example, numbers, hint, check, again, notChecked: String
        let found, answers, summary, toPlace, placedBefore, leftOut, balance, balanceAfter, total, addFunds,
            suspended: String
        let kept, notPlaced, noMorePlaced, mend, toOrders, anotherList, notKnown, sendAgain: String
        /// With what is said of what was not placed.
        let costsMore: @Sendable (String) -> String
        let refusal: @Sendable (MassOrderModel.Refusal, Language) -> String
        let good, refused, orders, place: @Sendable (Int) -> String
        /// What was taken for the orders that were placed just now.
        let paid: @Sendable (String) -> String
        /// How many of how many.
        let placed: @Sendable (Int, Int) -> String

        static let vi = Words(
            title: "Đặt nhiều đơn",
            singleOrder: "Đặt một đơn",
            lines: "Các dòng",
            form: "mã dịch vụ | liên kết | số lượng",
            example: "Ví dụ:",
            numbers: "Xem mã dịch vụ (mở trong thẻ mới)",
            hint: """
                Mỗi dòng một đơn, tối đa \(OrderLine.most.words(in: .vietnamese)) dòng; dán từ bảng tính cũng được. Với bình \
                luận, thay số lượng bằng các bình luận, cách nhau bởi |.
                """,
            check: "Kiểm tra",
            again: "Kiểm tra lại",
            notChecked: "Danh sách chưa được kiểm tra. Chưa trừ tiền.",
            found: "Kết quả kiểm tra",
            answers: "Kết quả từng dòng",
            summary: "Tóm tắt",
            toPlace: "Sẽ đặt",
            placedBefore: "Đã đặt trước đó",
            leftOut: "Bỏ qua",
            balance: "Số dư",
            balanceAfter: "Số dư sau khi đặt",
            total: "Tổng",
            addFunds: "Nạp tiền",
            suspended: "Tài khoản của bạn đang bị khóa, nên không đặt đơn được. Hãy liên hệ người quản lý trang.",
            kept: """
                Phiên đăng nhập đã hết khi bạn gửi biểu mẫu. Những gì bạn nhập vẫn còn đây; lần gửi đó chưa đặt đơn nào. \
                Hãy xem lại rồi đặt.
                """,
            notPlaced: "Chưa đặt đơn nào, chưa trừ tiền.",
            noMorePlaced: "Không đặt thêm đơn nào, không trừ thêm tiền.",
            mend: "Sửa các dòng chưa đặt",
            toOrders: "Xem các đơn",
            anotherList: "Danh sách khác",
            notKnown: "Có dòng chưa rõ đã đặt hay chưa. Gửi lại danh sách này để biết: không đơn nào bị đặt hai lần.",
            sendAgain: "Gửi lại danh sách",
            costsMore: { "Giá đã thay đổi. \($0) Hãy xem giá mới rồi đặt lại." },
            refusal: { refusal, language in
                switch refusal {
                case .nothing: "Hãy nhập ít nhất một dòng."
                case .tooMany(let most): "Danh sách chỉ được có tối đa \(most.words(in: language)) dòng. Hãy chia ra."
                }
            },
            good: { "\($0.words(in: .vietnamese)) dòng tốt" },
            refused: { "\($0.words(in: .vietnamese)) dòng lỗi" },
            orders: { "\($0.words(in: .vietnamese)) đơn" },
            place: { "Đặt \($0.words(in: .vietnamese)) đơn" },
            paid: { " Đã trừ \($0) từ số dư." },
            placed: { placed, all in
                let (count, total) = (placed.words(in: .vietnamese), all.words(in: .vietnamese))
                return placed == all
                    ? "Đã đặt tất cả \(count) đơn."
                    : "Đã đặt \(count) trên \(total) dòng. Dòng chưa đặt không bị trừ tiền."
            }
        )
        static let en = Words(
            title: "Mass order",
            singleOrder: "Single order",
            lines: "Lines",
            form: "service id | link | quantity",
            example: "Example:",
            numbers: "Look up service ids (opens in a new tab)",
            hint: """
                One order per line, at most \(OrderLine.most.words(in: .english)); you can paste them from a spreadsheet. \
                For comments write them in place of the quantity, with | between them.
                """,
            check: "Check",
            again: "Check again",
            notChecked: "The list was not checked. Nothing was charged.",
            found: "What the check found",
            answers: "What became of each line",
            summary: "Summary",
            toPlace: "To be placed",
            placedBefore: "Placed before",
            leftOut: "Left out",
            balance: "Balance",
            balanceAfter: "Balance after",
            total: "Total",
            addFunds: "Add funds",
            suspended: "Your account is suspended, so you cannot order. Ask whoever runs the panel.",
            kept: """
                Your session had ended when you sent the form. What you typed is still here; nothing was ordered by that. \
                Look at it and place it.
                """,
            notPlaced: "Nothing was ordered, nothing was charged.",
            noMorePlaced: "Nothing more was ordered, nothing more was charged.",
            mend: "Mend the lines that were not placed",
            toOrders: "To the orders",
            anotherList: "Another list",
            notKnown:
                "Of some lines it is not known whether they were placed. Send the list again to know: none is placed twice.",
            sendAgain: "Send the list again",
            costsMore: { "The price changed. \($0) Look at the new prices and place again." },
            refusal: { refusal, language in
                switch refusal {
                case .nothing: "Enter one line at least."
                case .tooMany(let most): "A list has at most \(most.words(in: language)) lines. Split it."
                }
            },
            good: { $0 == 1 ? "1 good line" : "\($0.words(in: .english)) good lines" },
            refused: { $0 == 1 ? "1 refused line" : "\($0.words(in: .english)) refused lines" },
            orders: { $0 == 1 ? "1 order" : "\($0.words(in: .english)) orders" },
            place: { $0 == 1 ? "Place 1 order" : "Place \($0.words(in: .english)) orders" },
            paid: { " \($0) was taken from your balance." },
            placed: { placed, all in
                let (count, total) = (placed.words(in: .english), all.words(in: .english))
                guard placed == all else { return "\(count) of \(total) lines were placed. The others cost nothing." }
                return all == 1 ? "The order was placed." : "All \(total) orders were placed."
            }
        )
    }
}
