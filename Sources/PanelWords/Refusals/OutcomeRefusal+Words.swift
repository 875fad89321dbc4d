package import PanelCore

/// Why it can not be taken in, in a sentence for staff.
extension OutcomeRefusal: Worded {
    package var english: String {
        switch self {
        case .nothingToChange: "Nothing to change: give a status, a start count or remains."
        case .illegalTransition(let from, let to):
            "An order that is \(from.identifier) cannot become \(to.identifier)."
        case .negativeStartCount: "The start count must not be negative."
        case .remainsOutOfRange(let quantity): "Remains must be from 0 to the order's quantity, \(quantity)."
        case .partialWithoutRemains(let quantity):
            "A partial order needs its remains, from 1 to the order's quantity, \(quantity)."
        case .wouldTakeBack(let refunded, let due):
            "\(refunded) was refunded already, and this outcome gives back only \(due). "
                + "Nothing is taken back from a customer by changing an order."
        case .balanceTooLarge: AccountRefusal.balanceTooLarge.english
        }
    }

    package var vietnamese: String {
        switch self {
        case .nothingToChange: "Không có gì để thay đổi: hãy nhập trạng thái, số lượng ban đầu hoặc số lượng còn lại."
        case .illegalTransition(let from, let to):
            "Không thể chuyển đơn hàng từ \"\(from.vietnamese)\" sang \"\(to.vietnamese)\"."
        case .negativeStartCount: "Số lượng ban đầu không được âm."
        case .remainsOutOfRange(let quantity): "Số lượng còn lại phải từ 0 đến số lượng đặt là \(quantity)."
        case .partialWithoutRemains(let quantity):
            "Đơn hoàn thành một phần cần số lượng còn lại, từ 1 đến số lượng đặt là \(quantity)."
        case .wouldTakeBack(let refunded, let due):
            "Đã hoàn \(refunded), trong khi kết quả này chỉ hoàn \(due). "
                + "Sửa đơn hàng không thu lại tiền đã hoàn cho khách."
        case .balanceTooLarge: AccountRefusal.balanceTooLarge.vietnamese
        }
    }
}
