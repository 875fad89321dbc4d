import PanelCore
import PanelWire
import Testing

struct RefusalTests {
    /// The rows of the contract's table of errors: what is refused, and `error` in both profiles.
    static let table: [(refusal: APIRefusal, seed: String, perfectpanel: String)] =
        [
            (.invalidKey, "Invalid API key", "Invalid API key"),
            (.accountSuspended, "neworder.error.account_banned", "Invalid API key"),
            (.incorrectRequest, "Incorrect request", "Incorrect request"),
            (.tooManyIDs, "Too many IDs, maximum 100", "Too many IDs, maximum 100"),
            (.incorrectService, "error.incorrect_service_id", "Incorrect service ID"),
            (.incorrectLink, "neworder.error.link", "Bad link"),
            (.linkNotAllowed, "neworder.error.link_not_allowed", "Link is not allowed"),
            (
                .duplicateLink, "neworder.error.link_duplicate",
                "You have active order with this link. Please wait until order being completed."
            ),
            (.quantityBelowMinimum(50), "neworder.error.min_quantity", "Quantity less than minimal 50"),
            (
                .quantityAboveMaximum(.max), "neworder.error.max_quantity",
                "Quantity more than maximum 9223372036854775807"
            ),
            (.commentsRequired, "neworder.error.comment", "Comments are required"),
            (.dripFeedUnavailable, "neworder.error.dripfeed", "Drip-feed is not available for this service"),
            (.insufficientBalance, "neworder.error.insufficient_balance", "Not enough funds on balance"),
            (.requestIDReused, "neworder.error.request_id", "request_id was used with other parameters"),
            (.unknownOrder, "Incorrect order ID", "Incorrect order ID"),
            (.cancelUnavailable, "error.cancel_not_available", "Cancel is not available for this order"),
            (.refillUnavailable, "error.refill_not_available", "Refill is not available for this order"),
            (.unknownRefill, "Refill not found", "Refill not found"),
        ]
        + ParameterName.allCases.map {
            (.incorrectParameter($0), "neworder.error.\($0.rawValue)", "Incorrect \($0.rawValue)")
        }

    private static let actions: [Action?] = [nil] + Action.allCases

    private static func answer(
        _ refusal: APIRefusal,
        _ action: Action?,
        single: Bool = true,
        _ profile: ResponseProfile,
        _ language: Language = .english
    ) -> String {
        let bytes = Answers.refusal(refusal, action: action, single: single, profile: profile, language: language)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: table)
    func errorTextIsThatOfTheContract(refusal: APIRefusal, seed: String, perfectpanel: String) {
        #expect(Answers.errorText(for: refusal, profile: .seed) == seed)
        #expect(Answers.errorText(for: refusal, profile: .perfectpanel) == perfectpanel)
    }

    @Test(arguments: table)
    func perfectpanelHasNoEnvelope(refusal: APIRefusal, seed: String, perfectpanel: String) {
        for action in Self.actions {
            for single in [true, false] {
                for language in Language.allCases {
                    let answer = Self.answer(refusal, action, single: single, .perfectpanel, language)
                    #expect(answer == #"{"error":"\#(perfectpanel)"}"#)
                }
            }
        }
    }

    @Test(arguments: table)
    func seedHasTheEnvelopeWhereTheContractSaysSo(refusal: APIRefusal, seed: String, perfectpanel: String) {
        let isAboutForm = refusal == .incorrectRequest || refusal == .tooManyIDs
        for action in Self.actions {
            for single in [true, false] {
                let answer = Self.answer(refusal, action, single: single, .seed)
                let hasEnvelope = Self.hasEnvelope(action, single: single)
                let isReading = ![.add, .cancel, .refill].contains(action)
                if refusal == .accountSuspended, isReading {
                    #expect(answer == #"{"error":"Invalid API key"}"#)
                } else if hasEnvelope, !isAboutForm || (action == .add && refusal == .incorrectRequest) {
                    #expect(answer.hasPrefix(#"{"status":"error","msg":""#))
                    #expect(answer.hasSuffix(#"","error":"\#(seed)"}"#))
                } else {
                    #expect(answer == #"{"error":"\#(seed)"}"#)
                }
            }
        }
    }

    private static func hasEnvelope(_ action: Action?, single: Bool) -> Bool {
        action == .add || action == .cancel || (action == .refill && single)
    }

    @Test(arguments: [
        (APIRefusal.incorrectRequest, Action?.none, true, #"{"error":"Incorrect request"}"#),
        (.incorrectRequest, .services, true, #"{"error":"Incorrect request"}"#),
        (.incorrectRequest, .cancel, true, #"{"error":"Incorrect request"}"#),
        (.incorrectRequest, .refill, true, #"{"error":"Incorrect request"}"#),
        (.incorrectRequest, .add, true, #"{"status":"error","msg":"Incorrect request","error":"Incorrect request"}"#),
        (.tooManyIDs, .cancel, false, #"{"error":"Too many IDs, maximum 100"}"#),
        (.tooManyIDs, .add, false, #"{"error":"Too many IDs, maximum 100"}"#),
        (.invalidKey, .cancel, false, #"{"status":"error","msg":"Invalid API key","error":"Invalid API key"}"#),
        (.invalidKey, nil, true, #"{"error":"Invalid API key"}"#),
        (.unknownOrder, .refill, true, #"{"status":"error","msg":"Incorrect order ID","error":"Incorrect order ID"}"#),
        (.unknownOrder, .status, true, #"{"error":"Incorrect order ID"}"#),
        (.unknownRefill, .refillStatus, true, #"{"error":"Refill not found"}"#),
        (.accountSuspended, .balance, true, #"{"error":"Invalid API key"}"#),
        (.accountSuspended, nil, true, #"{"error":"Invalid API key"}"#),
        (.accountSuspended, .refill, false, #"{"error":"neworder.error.account_banned"}"#),
        (
            .accountSuspended, .add, true,
            #"{"status":"error","msg":"Your account is suspended","error":"neworder.error.account_banned"}"#
        ),
    ])
    func seedRefusalsReadSo(refusal: APIRefusal, action: Action?, single: Bool, json: String) {
        #expect(Self.answer(refusal, action, single: single, .seed) == json)
    }

    @Test(arguments: [
        (APIRefusal.insufficientBalance, Language.vietnamese, "Số dư không đủ, vui lòng nạp thêm"),
        (.insufficientBalance, .english, "Insufficient balance, please top up"),
        (.invalidKey, .vietnamese, "Invalid API key"),
        (.invalidKey, .english, "Invalid API key"),
        (.quantityBelowMinimum(50), .vietnamese, "Số lượng không hợp lệ, tối thiểu là 50"),
        (.quantityBelowMinimum(50), .english, "Incorrect quantity, the minimum is 50"),
        (.quantityAboveMaximum(900), .vietnamese, "Số lượng không hợp lệ, tối đa là 900"),
        (.quantityAboveMaximum(900), .english, "Incorrect quantity, the maximum is 900"),
        (.incorrectParameter(.viewTime), .vietnamese, "Tham số view_time bị thiếu hoặc không hợp lệ"),
        (.incorrectParameter(.viewTime), .english, "The parameter view_time is missing or not valid"),
    ])
    func messageIsInTheOwnersLanguage(refusal: APIRefusal, language: Language, message: String) {
        let error = Answers.errorText(for: refusal, profile: .seed)
        #expect(
            Self.answer(refusal, .add, .seed, language)
                == #"{"status":"error","msg":"\#(message)","error":"\#(error)"}"#
        )
    }

    @Test
    func onlyTheKeysMessageIsTheSameInBothLanguages() {
        for (refusal, _, _) in Self.table where refusal != .tooManyIDs {
            let isSame =
                Self.answer(refusal, .add, .seed, .vietnamese) == Self.answer(refusal, .add, .seed, .english)
            #expect(isSame == (refusal == .invalidKey), "\(refusal)")
        }
    }

    @Test
    func everyMessageIsItsOwn() {
        for language in Language.allCases {
            let answers = Self.table.map { Self.answer($0.refusal, .add, .seed, language) }
            #expect(Set(answers).count == answers.count)
        }
    }

    @Test
    func noRefusalReadsAsASuccess() {
        for (refusal, _, _) in Self.table {
            for action in Self.actions {
                for profile in ResponseProfile.allCases {
                    let answer = Self.answer(refusal, action, profile, .vietnamese)
                    #expect(answer.contains(#""error":""#))
                    #expect(
                        !answer.contains("success") && !answer.contains(#""order":"#) && !answer.contains(#""refill":"#)
                    )
                }
            }
        }
    }
}
