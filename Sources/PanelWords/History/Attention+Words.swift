package import PanelCore

/// Why a person has to look, in a sentence.
extension Attention: Worded {
    package var english: String {
        switch self {
        case .unknownRefusal(let words): "The provider answered what this panel does not know: \(words)"
        case .attemptsFailed(let count, let last):
            "\(count) attempts came to nothing. The last one: \(last.words(in: .english))"
        case .refusedInDoubt(let setback):
            "An attempt may have made an order, and the provider now refuses to say: \(setback.words(in: .english))"
        case .acceptedLate(let id, let attempt): "Attempt \(attempt) was accepted after all, as \(id)."
        case .upstreamOrderIsTaken(let id, let order): "The provider answered \(id), which is order \(order)'s."
        case .upstreamOrderIsOlder(let id):
            "The provider answered \(id), which it had before it was sent this order."
        case .inconclusive(let evidence): evidence.english
        case .restored: Doubt.restored.words(in: .english)
        case .unknownStatus(let status): "The provider says \"\(status)\", which is none of the known statuses."
        case .outcomeWithoutRemains(let status): "The provider says \(status), but not what remains."
        case .remainsBeyondQuantity(let remains, let quantity):
            "The provider says Partial with \(remains) remaining of \(quantity)."
        case .completedWithRemains(let remains, let quantity):
            "The provider says Completed with \(remains) of \(quantity) remaining."
        case .partialWithoutRemains: "The provider says Partial with nothing remaining."
        case .reopened(let status): "The provider says \(status.wireName), but the order was given back."
        case .outcomeRefused(let refusal): refusal.english
        case .keptCharge(let charge): "The provider delivered nothing and keeps \(charge)."
        case .implausibleCost(let charge, let most):
            "The provider says that it took \(charge), where up to \(most) is plausible. That is not booked."
        case .costChangedTooOften(let charge):
            "The provider said something else of its charge too often to book that it took \(charge)."
        case .changedItsMind(let times, let last):
            "The provider took back what it had said \(times) times, and is not asked any more."
                + (last.map { " At last it said: \($0.words(in: .english))." } ?? "")
        case .unknownToProvider(let id, let words): "The provider does not know \(id): \(words)"
        case .silent(let days): "Nothing new was heard of it for \(days) days."
        case .noted(let words): words.description
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknownRefusal(let words): "Nhà cung cấp trả lời nội dung mà hệ thống chưa nhận biết được: \(words)"
        case .attemptsFailed(let count, let last):
            "Đã gửi \(count) lần không thành công. Lần gần nhất: \(last.words(in: .vietnamese))"
        case .refusedInDoubt(let setback):
            "Một lần gửi trước có thể đã tạo đơn, nhưng nhà cung cấp từ chối cho biết: "
                + setback.words(in: .vietnamese)
        case .acceptedLate(let id, let attempt): "Lần gửi thứ \(attempt) rốt cuộc đã được nhận, mã đơn \(id)."
        case .upstreamOrderIsTaken(let id, let order):
            "Nhà cung cấp trả về mã \(id), vốn là mã của đơn hàng \(order)."
        case .upstreamOrderIsOlder(let id): "Nhà cung cấp trả về mã \(id), mã này đã có trước khi đơn được gửi đi."
        case .inconclusive(let evidence): evidence.vietnamese
        case .restored: Doubt.restored.words(in: .vietnamese)
        case .unknownStatus(let status): "Nhà cung cấp báo trạng thái lạ: \"\(status)\"."
        case .outcomeWithoutRemains(let status): "Nhà cung cấp báo \(status) nhưng không cho biết số lượng còn lại."
        case .remainsBeyondQuantity(let remains, let quantity):
            "Nhà cung cấp báo hoàn thành một phần nhưng còn lại \(remains), trong khi chỉ đặt \(quantity)."
        case .completedWithRemains(let remains, let quantity):
            "Nhà cung cấp báo hoàn thành nhưng vẫn còn lại \(remains)/\(quantity)."
        case .partialWithoutRemains: "Nhà cung cấp báo hoàn thành một phần nhưng không còn lại gì."
        case .reopened(let status):
            "Nhà cung cấp báo \"\(status.vietnamese)\", trong khi đơn đã được hoàn tiền."
        case .outcomeRefused(let refusal): refusal.vietnamese
        case .keptCharge(let charge): "Nhà cung cấp không giao gì nhưng vẫn giữ \(charge)."
        case .implausibleCost(let charge, let most):
            "Nhà cung cấp báo đã trừ \(charge), trong khi mức hợp lý tối đa là \(most). Khoản này chưa được ghi sổ."
        case .costChangedTooOften(let charge):
            "Nhà cung cấp đổi số tiền quá nhiều lần nên khoản \(charge) chưa được ghi sổ."
        case .changedItsMind(let times, let last):
            "Nhà cung cấp đã đổi lời \(times) lần nên hệ thống ngừng hỏi tiếp."
                + (last.map { " Lần cuối báo: \($0.words(in: .vietnamese))." } ?? "")
        case .unknownToProvider(let id, let words): "Nhà cung cấp không biết mã đơn \(id): \(words)"
        case .silent(let days): "Không có tin mới trong \(days) ngày."
        case .noted(let words): words.description
        }
    }
}

extension [Attention] {
    /// All reasons, one sentence after the other; `nil` where there are none.
    package func words(in language: Language) -> String? {
        isEmpty ? nil : map { $0.words(in: language) }.joined(separator: " ")
    }
}
