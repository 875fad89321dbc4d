package import PanelCore

extension ProviderRefusal: Worded {
    package var english: String {
        switch self {
        case .unknown(.name(let name)): "There is no provider \(name)."
        case .unknown(.id(let id)): "There is no provider with the id \(id)."
        case .exists(let name): "There is a provider \(name) already."
        case .incorrectTerms(let problem): "The provider cannot be made: \(problem.english)."
        case .emptyCatalogue(let name):
            "\(name) names nothing that can be sold here, so all that it delivers would go off sale. "
                + "Nothing was changed. If that is meant, say --allow-empty."
        case .otherCurrency(let name, let theirs, let ours):
            "\(name) charges in \(theirs), and the panel sells in \(ours). Its rates cannot be taken over."
        case .hasOpenOrders(let name, let count):
            "\(name) has \(count) orders or refills without an outcome. Pause it, and remove it when they are done."
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknown(.name(let name)): "Không có nhà cung cấp \(name)."
        case .unknown(.id(let id)): "Không có nhà cung cấp mang ID \(id)."
        case .exists(let name): "Đã có nhà cung cấp tên \(name)."
        case .incorrectTerms(let problem): "Không thể tạo nhà cung cấp: \(problem.vietnamese)."
        case .emptyCatalogue(let name):
            "\(name) không có dịch vụ nào bán được ở đây, nên mọi dịch vụ đang lấy từ đó sẽ ngừng bán. "
                + "Chưa có gì thay đổi."
        case .otherCurrency(let name, let theirs, let ours):
            "\(name) tính tiền bằng \(theirs), còn hệ thống bán bằng \(ours). Không thể lấy giá của họ."
        case .hasOpenOrders(let name, let count):
            "\(name) còn \(count) đơn hàng hoặc yêu cầu bảo hành chưa xong. Hãy tạm dừng, rồi xóa khi đã xong hết."
        }
    }
}

/// Half a sentence. The names of terms are those of the command line in every language.
extension ProviderTerms.Problem: Worded {
    package var english: String {
        switch self {
        case .idempotencyParameter: "idempotency-parameter must be the name of a parameter, such as request_id"
        case .outOfRange(let number, let range):
            "\(number.rawValue) must be from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    package var vietnamese: String {
        switch self {
        case .idempotencyParameter: "idempotency-parameter phải là tên một tham số, ví dụ request_id"
        case .outOfRange(let number, let range):
            "\(number.rawValue) phải từ \(range.lowerBound) đến \(range.upperBound)"
        }
    }
}
