package import PanelCore

extension CustomerHistory.What {
    /// What happened, in a few words.
    ///
    /// - Parameter amount: An amount with its currency, as the reader's surface writes it.
    package func words(in language: Language, amount: (Money) -> String) -> String {
        switch language {
        case .english: english(amount)
        case .vietnamese: vietnamese(amount)
        }
    }

    private func english(_ amount: (Money) -> String) -> String {
        switch self {
        case .placed(let charge): "You ordered, charged \(amount(charge))"
        case .accepted: "Order accepted"
        case .started: "Started"
        case .beingChecked: "We are checking with whoever delivers"
        case .cancelRequested: "You asked to cancel it"
        case .cancelRefused: "It cannot be canceled any more"
        case .ended(.completed, _, _): "Completed"
        case .ended(.partial, _, _): "Stopped after a part was delivered"
        case .ended: "Canceled"
        case .refunded(let money, _): "\(amount(money)) came back to your balance"
        case .refillRequested(let id): "You asked for a refill (#\(id))"
        case .refillStarted(let id): "Refill #\(id) is under way"
        case .refillEnded(let id, .completed): "Refill #\(id) is done"
        case .refillEnded(let id, _): "Refill #\(id) was rejected"
        }
    }

    private func vietnamese(_ amount: (Money) -> String) -> String {
        switch self {
        case .placed(let charge): "Bạn đặt đơn, trừ \(amount(charge))"
        case .accepted: "Đã nhận đơn"
        case .started: "Bắt đầu chạy"
        case .beingChecked: "Chúng tôi đang kiểm tra với bên thực hiện"
        case .cancelRequested: "Bạn yêu cầu hủy đơn"
        case .cancelRefused: "Đơn không hủy được nữa"
        case .ended(.completed, _, _): "Hoàn thành"
        case .ended(.partial, _, _): "Dừng khi mới giao một phần"
        case .ended: "Đã hủy"
        case .refunded(let money, _): "Đã hoàn \(amount(money)) vào số dư"
        case .refillRequested(let id): "Bạn yêu cầu bảo hành (#\(id))"
        case .refillStarted(let id): "Đang bảo hành #\(id)"
        case .refillEnded(let id, .completed): "Bảo hành #\(id) đã xong"
        case .refillEnded(let id, _): "Bảo hành #\(id) bị từ chối"
        }
    }

    /// What the words do not say; `nil` where there is nothing more.
    package func detail(in language: Language) -> String? {
        func number(_ number: Int64) -> String { number.words(in: language) }
        return switch (self, language) {
        case (.started(let count?), .english): "The count stood at \(number(count))"
        case (.started(let count?), .vietnamese): "Số ban đầu \(number(count))"
        case (.beingChecked, .english): "Nothing is lost, and nothing is charged twice."
        case (.beingChecked, .vietnamese): "Không mất gì và không bị trừ tiền hai lần."
        case (.cancelRefused, .english): "It goes on, and what is not delivered comes back to your balance."
        case (.cancelRefused, .vietnamese): "Đơn vẫn chạy tiếp, phần không giao được sẽ hoàn vào số dư."
        case (.ended(.partial, let delivered?, let missing?), .english):
            "\(number(delivered)) delivered, \(number(missing)) missing"
        case (.ended(.partial, let delivered?, let missing?), .vietnamese):
            "Đã giao \(number(delivered)), còn thiếu \(number(missing))"
        default: nil
        }
    }
}

extension RefundReckoning {
    /// What was not delivered, and what of the price that is, up to the result, which is ``refund``:
    /// `658 of 1,400 were not delivered: $3.50 × 658 ÷ 1,400 =`.
    ///
    /// - Parameter amount: An amount with its currency, as the reader's surface writes it.
    package func formula(in language: Language, amount: (Money) -> String) -> String {
        let (missing, all) = (undelivered.words(in: language), quantity.words(in: language))
        let reason =
            switch language {
            case .english: "\(missing) of \(all) \(undelivered == 1 ? "was" : "were") not delivered"
            case .vietnamese: "Không giao được \(missing) trên \(all)"
            }
        return "\(reason): \(amount(charge)) × \(missing) ÷ \(all) \(isRounded ? "≈" : "=")"
    }
}
