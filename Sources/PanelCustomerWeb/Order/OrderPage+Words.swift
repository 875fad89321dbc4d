import PanelCore
import PanelWeb

extension OrderPage {
    struct Words: PageWords {
        let cancel, reorder, cancelRequested, sureText, yesCancel, beingChecked: String
        let progress, ordered, delivered, history, money, charged, refunded, paid, rounded: String
        let title, sure: @Sendable (OrderID) -> String
        let missing, remaining, placed: @Sendable (String) -> String
        let done: @Sendable (OrderDeed) -> String

        static let vi = Words(
            cancel: "Hủy đơn",
            reorder: "Đặt lại",
            cancelRequested: "đã yêu cầu hủy",
            sureText: "Phần chưa giao sẽ hoàn vào số dư. Đơn đã hủy không chạy lại được.",
            yesCancel: "Hủy đơn",
            beingChecked: """
                Chúng tôi đang kiểm tra đơn này với bên thực hiện. Không mất gì và bạn không bị trừ tiền hai lần; \
                kết quả sẽ hiện ở đây.
                """,
            progress: "Đã giao",
            ordered: "đã đặt",
            delivered: "đã giao",
            history: "Diễn biến",
            money: "Tiền của đơn này",
            charged: "Đã trừ",
            refunded: "Đã hoàn",
            paid: "Thực trả",
            rounded: " (làm tròn đến 0,000001)",
            title: { "Đơn \($0)" },
            sure: { "Hủy đơn \($0)?" },
            missing: { "còn thiếu \($0)" },
            remaining: { "còn \($0)" },
            placed: { "Đã đặt đơn. Đã trừ \($0) từ số dư." },
            done: { deed in
                switch deed {
                case .canceled: "Đã hủy đơn, tiền đã hoàn vào số dư."
                case .cancelRequested: "Đã gửi yêu cầu hủy. Phần không giao sẽ hoàn vào số dư."
                case .refillRequested: "Đã gửi yêu cầu bảo hành."
                }
            }
        )

        static let en = Words(
            cancel: "Cancel order",
            reorder: "Reorder",
            cancelRequested: "cancel requested",
            sureText: "What is not delivered comes back to your balance. A canceled order cannot be started again.",
            yesCancel: "Cancel the order",
            beingChecked: """
                We are checking this order with whoever delivers. Nothing is lost, and nothing is charged twice; what we \
                find out stands here.
                """,
            progress: "Delivered",
            ordered: "ordered",
            delivered: "delivered",
            history: "What happened",
            money: "Money of this order",
            charged: "Charged",
            refunded: "Refunded",
            paid: "You paid",
            rounded: " (rounded to 0.000001)",
            title: { "Order \($0)" },
            sure: { "Cancel order \($0)?" },
            missing: { "\($0) missing" },
            remaining: { "\($0) to go" },
            placed: { "The order is placed. \($0) was taken from your balance." },
            done: { deed in
                switch deed {
                case .canceled: "The order is canceled, and its charge is back on your balance."
                case .cancelRequested:
                    "The order is being canceled. What is not delivered comes back to your balance."
                case .refillRequested: "A refill was asked for."
                }
            }
        )
    }
}
