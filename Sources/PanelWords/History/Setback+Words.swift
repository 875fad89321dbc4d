package import PanelCore

extension CallFailure {
    /// What went wrong, with the beginning of what came back.
    package func words(in language: Language) -> String {
        let status = httpStatus.map { String($0) } ?? ""
        let kind =
            switch language {
            case .vietnamese: vietnamese(status)
            case .english: english(status)
            }
        return kind + (detail.isEmpty ? "" : " (\(detail))") + (excerpt.isEmpty ? "" : ": \(excerpt)")
    }

    private func english(_ status: String) -> String {
        switch kind {
        case .noAddress: "Nothing was sent: the host has no address"
        case .noConnection: "Nothing was sent: there is no connection"
        case .noTLS: "Nothing was sent: TLS could not be established"
        case .addressRefused: "Nothing was sent: the address is not allowed"
        case .invalidRequest: "Nothing was sent: the request is not valid"
        case .cancelledBefore: "Nothing was sent: the call was cancelled"
        case .timedOut: "The provider did not answer in time"
        case .cancelled: "The call was cancelled after its request was sent"
        case .connectionLost: "The connection ended before an answer"
        case .httpStatus: "The provider answered with HTTP status \(status)"
        case .notJSON: "The answer is no JSON"
        case .compressed: "The answer is compressed, which was not asked for"
        case .truncated: "The answer is cut off"
        case .tooLarge: "The answer is too large"
        case .unexpectedShape: "The answer has an unexpected shape"
        case .error: "The provider failed with HTTP status \(status)"
        case .unusableID: "The id that the provider gave cannot be used"
        }
    }

    private func vietnamese(_ status: String) -> String {
        switch kind {
        case .noAddress: "Chưa gửi: không tìm thấy địa chỉ máy chủ"
        case .noConnection: "Chưa gửi: không kết nối được"
        case .noTLS: "Chưa gửi: không thiết lập được TLS"
        case .addressRefused: "Chưa gửi: địa chỉ không được phép"
        case .invalidRequest: "Chưa gửi: yêu cầu không hợp lệ"
        case .cancelledBefore: "Chưa gửi: lệnh gọi đã bị hủy"
        case .timedOut: "Nhà cung cấp không trả lời kịp"
        case .cancelled: "Lệnh gọi bị hủy sau khi đã gửi yêu cầu"
        case .connectionLost: "Mất kết nối trước khi có câu trả lời"
        case .httpStatus: "Nhà cung cấp trả về mã HTTP \(status)"
        case .notJSON: "Câu trả lời không phải JSON"
        case .compressed: "Câu trả lời bị nén dù không yêu cầu"
        case .truncated: "Câu trả lời bị cắt ngang"
        case .tooLarge: "Câu trả lời quá dài"
        case .unexpectedShape: "Câu trả lời không đúng định dạng"
        case .error: "Nhà cung cấp gặp lỗi, mã HTTP \(status)"
        case .unusableID: "Mã mà nhà cung cấp trả về không dùng được"
        }
    }
}

extension Setback {
    /// What came of the attempt.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.refused(let words, nil), _): words.description
        case (.refused(let words, let status?), _): "HTTP \(status): \(words)"
        case (.busy(nil), .english): "The provider has no time for requests now"
        case (.busy(let seconds?), .english): "The provider has no time for requests for \(seconds) seconds"
        case (.busy(nil), .vietnamese): "Nhà cung cấp đang quá tải"
        case (.busy(let seconds?), .vietnamese): "Nhà cung cấp đang quá tải, hẹn lại sau \(seconds) giây"
        case (.failed(let failure), _): failure.words(in: language)
        }
    }
}

extension Doubt {
    /// Why it is not known.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.attemptLost, .english): "The attempt was lost."
        case (.attemptLost, .vietnamese): "Lần gửi bị mất kết quả."
        case (.restored, .english):
            "The panel goes on from a copy of its database. It may have been sent since that was made."
        case (.restored, .vietnamese):
            "Hệ thống chạy tiếp từ một bản sao dữ liệu. Có thể đã được gửi sau khi bản sao đó được tạo."
        case (.unclear(let setback), _): setback.words(in: language)
        }
    }
}

/// What was found out.
extension Evidence: Worded {
    package var english: String {
        switch self {
        case .nothingToCompare: "The provider's ids are not known to count up: there is nothing to compare with."
        case .failed(let failure):
            "Looking for the order failed: \(failure?.words(in: .english) ?? "the database did not answer")"
        case .noneAbove(let id): "The provider shows no order with an id above \(id) that is not known here."
        case .strays(let strays, let count):
            "The provider has what no order here is linked to: \(list(strays, count))"
        }
    }

    package var vietnamese: String {
        switch self {
        case .nothingToCompare: "Không rõ mã đơn của nhà cung cấp có tăng dần hay không nên không có gì để đối chiếu."
        case .failed(let failure):
            "Tra cứu đơn hàng thất bại: \(failure?.words(in: .vietnamese) ?? "cơ sở dữ liệu không phản hồi")"
        case .noneAbove(let id): "Nhà cung cấp không có đơn nào mã lớn hơn \(id) mà ở đây chưa biết."
        case .strays(let strays, let count):
            "Nhà cung cấp có đơn chưa gắn với đơn hàng nào ở đây: \(list(strays, count))"
        }
    }

    private func list(_ strays: [Stray], _ count: Int64) -> String {
        let shown = strays.map { stray in
            "\(stray.id) (\(stray.status)\(stray.charge.map { ", \($0)" } ?? ""))"
        }
        return shown.joined(separator: "; ") + (count > strays.count ? "; … (\(count))" : "")
    }
}

extension UpstreamReport {
    /// What the provider says, in one line. The status stays in its own words.
    package func words(in language: Language) -> String {
        var parts = [statusText]
        switch language {
        case .english:
            if let startCount { parts.append("start \(startCount)") }
            if let remains { parts.append("remains \(remains)") }
            if let charge { parts.append("charge \(charge)") }
        case .vietnamese:
            if let startCount { parts.append("ban đầu \(startCount)") }
            if let remains { parts.append("còn lại \(remains)") }
            if let charge { parts.append("đã trừ \(charge)") }
        }
        return parts.joined(separator: ", ")
    }
}
