package import PanelCore

extension OrderHandlingRefusal: Worded {
    package var english: String {
        switch self {
        case .unknown(let id): "There is no order \(id)."
        case .outcome(let refusal): refusal.english
        case .isRelayed(let id):
            "Order \(id) is with a provider, which says how it goes. To decide yourself: panel order resolve \(id)."
        case .hasNoProvider(let id): "Order \(id) is not with a provider. Use: panel order update \(id)."
        case .attemptIsUnderWay(let id): "Order \(id) is being sent at this moment. Try again in a minute."
        case .nothingToAccept(let id): "Nothing that a provider says of order \(id) waits for a decision."
        case .costCanNotBeBooked(let charge):
            "A cost of \(charge) cannot be booked. To follow the order without it, link it to the id that it has."
        case .isNotToBeSent(let id):
            "Order \(id) is not waiting to be sent: it has an outcome, or its provider has it. "
                + "Sending it again could deliver it twice."
        case .upstreamOrderIsTaken(let upstream, let order):
            "The provider's order \(upstream) is linked to order \(order) already."
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknown(let id): "Không có đơn hàng \(id)."
        case .outcome(let refusal): refusal.vietnamese
        case .isRelayed(let id): "Đơn hàng \(id) đang ở nhà cung cấp, tiến độ do nhà cung cấp báo."
        case .hasNoProvider(let id): "Đơn hàng \(id) không ở nhà cung cấp nào."
        case .attemptIsUnderWay(let id): "Đơn hàng \(id) đang được gửi đi. Vui lòng thử lại sau một phút."
        case .nothingToAccept(let id): "Đơn hàng \(id) không có báo cáo nào của nhà cung cấp cần quyết định."
        case .costCanNotBeBooked(let charge):
            "Không thể ghi sổ chi phí \(charge). Muốn theo dõi tiếp mà không ghi khoản này, hãy gắn lại mã đơn hiện có."
        case .isNotToBeSent(let id):
            "Đơn hàng \(id) không chờ gửi: đã có kết quả hoặc đã ở nhà cung cấp. Gửi lại có thể bị giao hai lần."
        case .upstreamOrderIsTaken(let upstream, let order):
            "Mã đơn \(upstream) của nhà cung cấp đã được gắn với đơn hàng \(order)."
        }
    }
}
