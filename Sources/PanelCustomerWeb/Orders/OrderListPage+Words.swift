import PanelCore
import PanelWeb
import PanelWords

extension OrderListPage {
    struct Words: PageWords {
        let title, newOrder, order, serviceAndLink, delivered, charge, status, actions, choose, takeAll: String
        let suspended, chosen, copyIDs, copied, refillChosen, cancelChosen: String
        let sureOne, sureChosen, sureText, yesCancelOne, yesCancelChosen: String
        let older, searchOn, toNewest: String
        let none, noneText, firstOrder, seePrices, noneFound, wholeLink, noneYet, unclear, unclearText, showAll: String
        let newest: @Sendable (Int) -> String
        let noneFoundText: @Sendable (String) -> String
        let done: @Sendable (OrderDeed, OrderID) -> String

        static let vi = Words(
            title: "Đơn hàng",
            newOrder: "Đặt đơn",
            order: "Đơn",
            serviceAndLink: "Dịch vụ và liên kết",
            delivered: "Đã giao",
            charge: "Giá",
            status: "Trạng thái",
            actions: "Thao tác",
            choose: "Chọn",
            takeAll: "Chọn tất cả đơn trên trang này",
            suspended: """
                Tài khoản của bạn đang bị khóa: bạn vẫn xem được các đơn, nhưng không hủy, bảo hành hay đặt thêm được.
                """,
            chosen: "đơn đã chọn",
            copyIDs: "Chép mã",
            copied: "Đã chép",
            refillChosen: "Bảo hành",
            cancelChosen: "Hủy các đơn",
            sureOne: "Hủy đơn này?",
            sureChosen: "Hủy các đơn đã chọn?",
            sureText: "Phần chưa giao sẽ hoàn vào số dư. Đơn đã hủy không chạy lại được.",
            yesCancelOne: "Hủy đơn",
            yesCancelChosen: "Hủy các đơn",
            older: "Cũ hơn",
            searchOn: "Tìm tiếp đơn cũ hơn",
            toNewest: "← Mới nhất",
            none: "Chưa có đơn nào",
            noneText: "Đơn đầu tiên chỉ cần một liên kết và một số lượng. Giá hiện ra trước khi bạn bấm đặt.",
            firstOrder: "Đặt đơn đầu tiên",
            seePrices: "Xem bảng giá",
            noneFound: "Không có đơn nào khớp",
            wholeLink: "Hãy nhập mã đơn, hoặc dán nguyên liên kết như khi đặt.",
            noneYet: "Chưa thấy trong các đơn đã xem",
            unclear: "Chưa tìm",
            unclearText: "Sửa bộ lọc ở trên rồi tìm lại.",
            showAll: "Bỏ lọc, hiện tất cả",
            newest: { "\($0.words(in: .vietnamese)) đơn mới nhất" },
            noneFoundText: { "Đang lọc: \($0)" },
            done: { deed, order in
                switch deed {
                case .canceled: "Đã hủy đơn \(order), tiền đã hoàn vào số dư."
                case .cancelRequested: "Đã gửi yêu cầu hủy đơn \(order). Phần không giao sẽ hoàn vào số dư."
                case .refillRequested: "Đã gửi yêu cầu bảo hành đơn \(order)."
                }
            }
        )

        static let en = Words(
            title: "Orders",
            newOrder: "New order",
            order: "Order",
            serviceAndLink: "Service and link",
            delivered: "Delivered",
            charge: "Charge",
            status: "Status",
            actions: "Actions",
            choose: "Choose",
            takeAll: "Choose all orders of this page",
            suspended: """
                Your account is suspended: you can see your orders, but not cancel or refill them, nor place new ones.
                """,
            chosen: "chosen",
            copyIDs: "Copy IDs",
            copied: "Copied",
            refillChosen: "Refill",
            cancelChosen: "Cancel orders",
            sureOne: "Cancel this order?",
            sureChosen: "Cancel the chosen orders?",
            sureText: "What is not delivered comes back to your balance. A canceled order cannot be started again.",
            yesCancelOne: "Cancel the order",
            yesCancelChosen: "Cancel the orders",
            older: "Older",
            searchOn: "Search older ones",
            toNewest: "← Newest",
            none: "No orders yet",
            noneText: "The first one takes a link and a quantity. You see its price before you place it.",
            firstOrder: "Place the first order",
            seePrices: "See the prices",
            noneFound: "No order matches",
            wholeLink: "Enter the order's id, or paste the whole link as it was ordered.",
            noneYet: "Not among those looked at so far",
            unclear: "Nothing was searched",
            unclearText: "Mend the filter above and search again.",
            showAll: "Remove the filter, show all",
            newest: { $0 == 1 ? "The newest order" : "The newest \($0.words(in: .english))" },
            noneFoundText: { "Filtered by \($0)" },
            done: { deed, order in
                switch deed {
                case .canceled: "Order \(order) is canceled, and its charge is back on your balance."
                case .cancelRequested:
                    "Order \(order) is being canceled. What is not delivered comes back to your balance."
                case .refillRequested: "A refill of order \(order) was asked for."
                }
            }
        )
    }
}
