package import PanelCore

extension StaffRefusal {
    /// Why it is refused, in a sentence for staff.
    package func words(in language: Language) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }

    private var english: String {
        switch self {
        case .notAllowed(let permission): "You may not do that: it needs the permission \(permission.rawValue)."
        case .unknownOrder(let id): "There is no order \(id)."
        case .unknownRefill(let id): "There is no refill \(id)."
        case .unknownAccount(let name): "There is no user \(name)."
        case .unknownService(let id): "There is no service \(id)."
        case .unknownLinkRule(let id): "There is no rule \(id)."
        case .accountExists(let name): "There is a user \(name) already."
        case .outcome(let refusal): refusal.words(in: .english)
        case .illegalRefillTransition(let from, let to):
            "A refill that is \(from.identifier) can not become \(to.identifier)."
        case .zeroAmount: "The amount must not be zero."
        case .referenceReused(let reference):
            "The reference \(reference) was used for another user or another amount."
        case .insufficientBalance(let balance): "The balance is only \(balance)."
        case .balanceTooLarge: "The balance would be larger than the panel can count."
        case .incorrectService(let id, let problem): "Service \(id): \(problem)."
        case .duplicateService(let id): "Service \(id) is in the list twice."
        case .incorrectSetting(let name): "\(name.rawValue) must be \(name.allowedWords(in: .english))."
        case .settingIsFixed(let name): "\(name.rawValue) stays as it is: there are orders."
        case .unknownProvider(let name): "There is no provider \(name)."
        case .providerExists(let name): "There is a provider \(name) already."
        case .incorrectProvider(let problem): "The provider can not be made: \(problem)."
        case .emptyCatalogue(let name):
            "\(name) names nothing that can be sold here, so all that it delivers would go off sale. "
                + "Nothing was changed. If that is meant, say --allow-empty."
        case .otherCurrency(let name, let theirs, let ours):
            "\(name) charges in \(theirs), and the panel sells in \(ours). Its rates can not be taken over."
        case .providerHasOpenOrders(let name, let count):
            "\(name) has \(count) orders or refills without an outcome. Pause it, and remove it when they are done."
        case .orderIsRelayed(let id):
            "Order \(id) is with a provider, which says how it goes. To decide yourself: panel order resolve \(id)."
        case .orderHasNoProvider(let id): "Order \(id) is not with a provider. Use: panel order update \(id)."
        case .attemptIsUnderWay(let id): "Order \(id) is being sent at this moment. Try again in a minute."
        case .nothingToAccept(let id): "Nothing that a provider says of order \(id) waits for a decision."
        case .costCanNotBeBooked(let charge):
            "A cost of \(charge) can not be booked. To follow the order without it, link it to the id that it has."
        case .providerHasOrder(let id):
            "Order \(id) is not waiting to be sent: it has an outcome, or its provider has it. "
                + "Sending it again could deliver it twice."
        case .upstreamOrderIsTaken(let upstream, let order):
            "The provider's order \(upstream) is linked to order \(order) already."
        case .refillIsNotUnclear(let id):
            "Refill \(id) is not one that may have been asked for or not. Use: panel refill update \(id)."
        }
    }

    private var vietnamese: String {
        switch self {
        case .notAllowed(let permission): "Bạn không có quyền \(permission.rawValue) để làm việc này."
        case .unknownOrder(let id): "Không có đơn hàng \(id)."
        case .unknownRefill(let id): "Không có yêu cầu bảo hành \(id)."
        case .unknownAccount(let name): "Không có khách hàng \(name)."
        case .unknownService(let id): "Không có dịch vụ \(id)."
        case .unknownLinkRule(let id): "Không có quy tắc liên kết \(id)."
        case .accountExists(let name): "Đã có khách hàng tên \(name)."
        case .outcome(let refusal): refusal.words(in: .vietnamese)
        case .illegalRefillTransition(let from, let to):
            "Không thể chuyển yêu cầu bảo hành từ \"\(from.words(in: .vietnamese))\" "
                + "sang \"\(to.words(in: .vietnamese))\"."
        case .zeroAmount: "Số tiền phải khác 0."
        case .referenceReused(let reference):
            "Mã tham chiếu \(reference) đã được dùng cho khách hàng khác hoặc số tiền khác."
        case .insufficientBalance(let balance): "Số dư chỉ còn \(balance)."
        case .balanceTooLarge: "Số dư sẽ vượt quá mức hệ thống có thể ghi nhận."
        case .incorrectService(let id, let problem): "Dịch vụ \(id): \(problem)."
        case .duplicateService(let id): "Dịch vụ \(id) xuất hiện hai lần trong danh sách."
        case .incorrectSetting(let name): "\(name.rawValue) phải là \(name.allowedWords(in: .vietnamese))."
        case .settingIsFixed(let name): "Không đổi được \(name.rawValue) vì đã có đơn hàng."
        case .unknownProvider(let name): "Không có nhà cung cấp \(name)."
        case .providerExists(let name): "Đã có nhà cung cấp tên \(name)."
        case .incorrectProvider(let problem): "Không thể tạo nhà cung cấp: \(problem)."
        case .emptyCatalogue(let name):
            "\(name) không có dịch vụ nào bán được ở đây, nên mọi dịch vụ đang lấy từ đó sẽ ngừng bán. "
                + "Chưa có gì thay đổi."
        case .otherCurrency(let name, let theirs, let ours):
            "\(name) tính tiền bằng \(theirs), còn hệ thống bán bằng \(ours). Không thể lấy giá của họ."
        case .providerHasOpenOrders(let name, let count):
            "\(name) còn \(count) đơn hàng hoặc yêu cầu bảo hành chưa xong. Hãy tạm dừng, rồi xóa khi đã xong hết."
        case .orderIsRelayed(let id): "Đơn hàng \(id) đang ở nhà cung cấp, tiến độ do nhà cung cấp báo."
        case .orderHasNoProvider(let id): "Đơn hàng \(id) không ở nhà cung cấp nào."
        case .attemptIsUnderWay(let id): "Đơn hàng \(id) đang được gửi đi. Vui lòng thử lại sau một phút."
        case .nothingToAccept(let id): "Đơn hàng \(id) không có báo cáo nào của nhà cung cấp cần quyết định."
        case .costCanNotBeBooked(let charge):
            "Không thể ghi sổ chi phí \(charge). Muốn theo dõi tiếp mà không ghi khoản này, hãy gắn lại mã đơn hiện có."
        case .providerHasOrder(let id):
            "Đơn hàng \(id) không chờ gửi: đã có kết quả hoặc đã ở nhà cung cấp. Gửi lại có thể bị giao hai lần."
        case .upstreamOrderIsTaken(let upstream, let order):
            "Mã đơn \(upstream) của nhà cung cấp đã được gắn với đơn hàng \(order)."
        case .refillIsNotUnclear(let id): "Yêu cầu bảo hành \(id) không ở trạng thái chưa rõ đã gửi hay chưa."
        }
    }
}

extension OutcomeRefusal {
    /// Why it can not be taken in, in a sentence for staff.
    package func words(in language: Language) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }

    private var english: String {
        switch self {
        case .nothingToChange: "Nothing to change: give a status, a start count or remains."
        case .illegalTransition(let from, let to):
            "An order that is \(from.identifier) can not become \(to.identifier)."
        case .negativeStartCount: "The start count must not be negative."
        case .remainsOutOfRange(let quantity): "Remains must be from 0 to the order's quantity, \(quantity)."
        case .partialWithoutRemains(let quantity):
            "A partial order needs its remains, from 1 to the order's quantity, \(quantity)."
        case .wouldTakeBack(let refunded, let due):
            "\(refunded) was refunded already, and this outcome gives back only \(due). "
                + "Nothing is taken back from a customer by changing an order."
        case .balanceTooLarge: StaffRefusal.balanceTooLarge.words(in: .english)
        }
    }

    private var vietnamese: String {
        switch self {
        case .nothingToChange: "Không có gì để thay đổi: hãy nhập trạng thái, số lượng ban đầu hoặc số lượng còn lại."
        case .illegalTransition(let from, let to):
            "Không thể chuyển đơn hàng từ \"\(from.words(in: .vietnamese))\" sang \"\(to.words(in: .vietnamese))\"."
        case .negativeStartCount: "Số lượng ban đầu không được âm."
        case .remainsOutOfRange(let quantity): "Số lượng còn lại phải từ 0 đến số lượng đặt là \(quantity)."
        case .partialWithoutRemains(let quantity):
            "Đơn hoàn thành một phần cần số lượng còn lại, từ 1 đến số lượng đặt là \(quantity)."
        case .wouldTakeBack(let refunded, let due):
            "Đã hoàn \(refunded), trong khi kết quả này chỉ hoàn \(due). "
                + "Sửa đơn hàng không thu lại tiền đã hoàn cho khách."
        case .balanceTooLarge: StaffRefusal.balanceTooLarge.words(in: .vietnamese)
        }
    }
}
