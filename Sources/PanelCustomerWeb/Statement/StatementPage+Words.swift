import PanelCore
import PanelWeb

extension StatementPage {
    struct Words: PageWords {
        let title, allAsCSV, funds, notFound, sums, entries: String
        let opening, deposited, refunded, spent, corrected, change, count, closing: String
        let monthLabel, show, otherMonths, newest, older, nothing, nothingYet: String
        let time, cause, amount, balance: String
        let charge, refund, deposit, correction, other: String
        let wrongMonth: @Sendable (String) -> String
        let month: @Sendable (CalendarMonth) -> String
        /// Of a moment as the visitor's clock shows it, without the year.
        let moment: @Sendable (Timestamp) -> String
        let zone: @Sendable (String) -> String

        static let vi = Words(
            title: "Sao kê",
            allAsCSV: "CSV mọi tháng",
            funds: "Nạp tiền",
            notFound: "Đây là sao kê tháng này.",
            sums: "Tổng kết",
            entries: "Giao dịch",
            opening: "Số dư đầu kỳ",
            deposited: "Đã nạp",
            refunded: "Đã hoàn",
            spent: "Đã dùng",
            corrected: "Nhân viên trừ",
            change: "Thay đổi",
            count: "Số giao dịch",
            closing: "Số dư cuối kỳ",
            monthLabel: "Tháng",
            show: "Xem",
            otherMonths: "Trang và tháng khác",
            newest: "Mới nhất trong tháng",
            older: "Cũ hơn trong tháng",
            nothing: "Tháng này không có giao dịch nào.",
            nothingYet: "Chưa có giao dịch nào. Mỗi lần nạp tiền, đặt đơn và hoàn tiền sẽ được ghi ở đây.",
            time: "Lúc",
            cause: "Nội dung",
            amount: "Số tiền",
            balance: "Số dư",
            charge: "Đặt đơn",
            refund: "Hoàn tiền đơn",
            deposit: "Nạp tiền",
            correction: "Nhân viên điều chỉnh",
            other: "Khác",
            wrongMonth: { "“\($0)” không phải là tháng. Hãy viết như 2026-11." },
            month: { "Tháng \($0.month)/\($0.year)" },
            moment: { "\($0.day.dayMonthYear.prefix(5)) \($0.hourAndMinute)" },
            zone: { "Giờ theo múi giờ \($0)." }
        )

        static let en = Words(
            title: "Statement",
            allAsCSV: "CSV, all months",
            funds: "Add funds",
            notFound: "This is the present month.",
            sums: "What it comes to",
            entries: "Entries",
            opening: "Opening balance",
            deposited: "Deposited",
            refunded: "Refunded",
            spent: "Spent",
            corrected: "Taken by staff",
            change: "Change",
            count: "Number of entries",
            closing: "Closing balance",
            monthLabel: "Month",
            show: "Show",
            otherMonths: "Other pages and months",
            newest: "Newest of the month",
            older: "Older in this month",
            nothing: "Nothing moved in this month.",
            nothingYet: "Nothing yet. Each deposit, order and refund will be listed here.",
            time: "When",
            cause: "What for",
            amount: "Amount",
            balance: "Balance",
            charge: "Order",
            refund: "Refund of order",
            deposit: "Deposit",
            correction: "Correction by staff",
            other: "Other",
            wrongMonth: { "“\($0)” is no month. Write it as 2026-11." },
            month: { "\(months[Int($0.month) - 1]) \($0.year)" },
            moment: { "\($0.day.day) \(months[Int($0.day.month) - 1].prefix(3)) \($0.hourAndMinute)" },
            zone: { "Times are in \($0)." }
        )

        private static let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
    }
}
