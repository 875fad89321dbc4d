package import PanelCore

/// What happened, in a few words.
extension OrderEvent.Kind: Worded {
    package var english: String {
        switch self {
        case .submitting: "Sent to the provider"
        case .accepted: "The provider took it"
        case .refused: "The provider refused it"
        case .busy: "The provider has no time"
        case .notSent: "Nothing was sent"
        case .uncertain: "It may have been made"
        case .evidence: "It was looked for"
        case .held: "It waits for a person"
        case .staff: "It is for staff to deliver"
        case .rejected: "Nobody will deliver it"
        case .lateAnswer: "It was accepted after all"
        case .reported: "The provider reported"
        case .contradiction: "The provider contradicts what was settled"
        case .attention: "It has to be looked at"
        case .cancelTaken: "The provider took the request to cancel"
        case .cancelRefused: "The provider does not cancel it"
        case .refillSent: "The provider took the refill"
        case .refillRefused: "The provider refused the refill"
        case .refillReported: "The provider reported on the refill"
        case .refillUnclear: "The refill may have been asked for or not"
        case .linked: "Linked by staff"
        case .resubmitted: "Sent again by staff"
        case .refillLinked: "Refill linked by staff"
        case .refillResubmitted: "Refill asked for again by staff"
        case .reportAccepted: "Report accepted by staff"
        case .refundedByStaff: "Given back by staff"
        }
    }

    package var vietnamese: String {
        switch self {
        case .submitting: "Đã gửi cho nhà cung cấp"
        case .accepted: "Nhà cung cấp đã nhận đơn"
        case .refused: "Nhà cung cấp từ chối"
        case .busy: "Nhà cung cấp đang quá tải"
        case .notSent: "Chưa gửi được"
        case .uncertain: "Chưa rõ đơn đã được tạo hay chưa"
        case .evidence: "Đã tra cứu đơn ở nhà cung cấp"
        case .held: "Đang chờ người xử lý"
        case .staff: "Chuyển cho nhân viên thực hiện"
        case .rejected: "Không ai thực hiện đơn này"
        case .lateAnswer: "Rốt cuộc đã được nhận"
        case .reported: "Nhà cung cấp báo tiến độ"
        case .contradiction: "Nhà cung cấp báo trái với kết quả đã chốt"
        case .attention: "Cần kiểm tra"
        case .cancelTaken: "Nhà cung cấp đã nhận yêu cầu hủy"
        case .cancelRefused: "Nhà cung cấp không hủy đơn"
        case .refillSent: "Nhà cung cấp đã nhận yêu cầu bảo hành"
        case .refillRefused: "Nhà cung cấp từ chối bảo hành"
        case .refillReported: "Nhà cung cấp báo tiến độ bảo hành"
        case .refillUnclear: "Chưa rõ yêu cầu bảo hành đã được gửi hay chưa"
        case .linked: "Nhân viên đã gắn mã đơn"
        case .resubmitted: "Nhân viên đã gửi lại đơn"
        case .refillLinked: "Nhân viên đã gắn mã bảo hành"
        case .refillResubmitted: "Nhân viên đã yêu cầu bảo hành lại"
        case .reportAccepted: "Nhân viên đã chấp nhận báo cáo"
        case .refundedByStaff: "Nhân viên đã hoàn tiền"
        }
    }
}

extension OrderEvent.Payload {
    /// What the ``kind`` does not say; `nil` where there is nothing more.
    package func detail(in language: Language) -> String? {
        switch self {
        case .submitting(let sent): sent.description
        case .accepted(let id): Words.order(id, language)
        case .refused(let words, let status): Setback.refused(words, httpStatus: status).words(in: language)
        case .busy(let seconds): Setback.busy(retryAfter: seconds).words(in: language)
        case .notSent(let failure): failure.words(in: language)
        case .uncertain(let doubt): doubt.words(in: language)
        case .evidence(let evidence): evidence.words(in: language)
        case .held(let reasons), .contradiction(let reasons), .attention(let reasons): reasons.words(in: language)
        case .staff, .cancelTaken: nil
        case .rejected(let rejection): rejection.words(in: language)
        case .lateAnswer(let id, let attempt): Attention.acceptedLate(id, attempt: attempt).words(in: language)
        case .reported(let report): report.words(in: language)
        case .cancelRefused(let words): words.description
        case .refillSent(let refill, let id):
            Words.refill(refill, language) + ", " + Words.atProvider(id, language)
        case .refillRefused(let refill, let words): "\(Words.refill(refill, language)): \(words)"
        case .refillReported(let refill, let status):
            "\(Words.refill(refill, language)): \(status.words(in: language))"
        case .refillUnclear(let refill, let doubt):
            "\(Words.refill(refill, language)): \(doubt.words(in: language))"
        case .linked(let id, let note): "\(id): \(note)"
        case .resubmitted(let note), .refundedByStaff(let note): note.description
        case .refillLinked(let refill, let id, let note):
            "\(Words.refill(refill, language)), \(Words.atProvider(id, language)): \(note)"
        case .refillResubmitted(let refill, let note): "\(Words.refill(refill, language)): \(note)"
        case .reportAccepted(let report, let note): "\(report.words(in: language)): \(note)"
        case .noted(_, let words): words.isEmpty ? nil : words.description
        }
    }
}

extension OrderEvent.Rejection {
    /// Why nobody delivers it.
    package func words(in language: Language) -> String {
        switch (self, language) {
        case (.refused, .english): "No provider takes it."
        case (.refused, .vietnamese): "Không nhà cung cấp nào nhận."
        case (.canceledByCustomer, .english): "The customer canceled it."
        case (.canceledByCustomer, .vietnamese): "Khách hàng đã hủy."
        }
    }
}

/// Parts of sentences.
private enum Words {
    static func order(_ id: UpstreamID, _ language: Language) -> String {
        switch language {
        case .english: "order \(id)"
        case .vietnamese: "mã đơn \(id)"
        }
    }

    static func refill(_ id: RefillID, _ language: Language) -> String {
        switch language {
        case .english: "refill \(id)"
        case .vietnamese: "bảo hành \(id)"
        }
    }

    static func atProvider(_ id: UpstreamID, _ language: Language) -> String {
        switch language {
        case .english: "\(id) at the provider"
        case .vietnamese: "mã \(id) ở nhà cung cấp"
        }
    }
}
