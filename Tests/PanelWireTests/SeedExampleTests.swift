import PanelCore
import PanelWire
import Testing

/// Every example of the API document, byte for byte but for the white space between its tokens.
struct SeedExampleTests {
    /// Takes the white space outside strings away.
    private static func compact(_ json: String) -> String {
        var compact = ""
        var isInString = false
        // No example has an escaped quote.
        for character in json {
            if character == "\"" { isInString.toggle() }
            if isInString || !character.isWhitespace { compact.append(character) }
        }
        return compact
    }

    private static func expect(
        _ answer: [UInt8],
        _ example: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(
            answer == Array(compact(example).utf8),
            "\(String(decoding: answer, as: UTF8.self))",
            sourceLocation: location
        )
    }

    private static func service(_ id: Int64, _ name: String, _ rate: String, _ range: ClosedRange<Int64>) -> Service {
        Service(
            id: ServiceID(rawValue: id),
            name: "\(name) views",
            type: .standard,
            category: name,
            rate: amount(rate),
            minimum: range.lowerBound,
            maximum: range.upperBound,
            offersRefill: id == 1
        )
    }

    @Test
    func services() {
        let services = [
            Self.service(1, "Facebook", "2.5", 200...10000), Self.service(2, "Tiktok", "4", 10...1500),
        ]
        let answer = String(decoding: ServiceList(services).bytes, as: UTF8.self)
        // Further keys come after those of the document.
        let further = #","cancel":false,"dripfeed":false}"#
        #expect(answer.split(separator: further, omittingEmptySubsequences: false).count == 3)
        Self.expect(
            Array(answer.replacing(further, with: "}").utf8),
            """
            [
            {
            "service": 1,
            "name": "Facebook views",
            "type": "Default",
            "category": "Facebook",
            "rate": "2.5",
            "min": "200",
            "max": "10000",
            "refill": true
            },
            {
            "service": 2,
            "name": "Tiktok views",
            "type": "Default",
            "category": "Tiktok",
            "rate": "4",
            "min": "10",
            "max": "1500",
            "refill": false
            }
            ]
            """
        )
    }

    @Test
    func servicesError() {
        Self.expect(refusal(.invalidKey, .services), #"{ "error": "Invalid API key" }"#)
    }

    @Test
    func add() {
        Self.expect(
            Answers.orderPlaced(OrderID(rawValue: 23501), profile: .seed, language: .vietnamese),
            """
            {
            "status": "success",
            "msg": "Đơn hàng đã được tạo thành công",
            "order": "23501"
            }
            """
        )
    }

    @Test
    func addErrors() {
        Self.expect(
            refusal(.invalidKey, .add),
            """
            {
            "status": "error",
            "msg": "Invalid API key",
            "error": "Invalid API key"
            }
            """
        )
        Self.expect(
            refusal(.insufficientBalance, .add),
            """
            {
            "status": "error",
            "msg": "Số dư không đủ, vui lòng nạp thêm",
            "error": "neworder.error.insufficient_balance"
            }
            """
        )
    }

    private static let completed = OrderState(
        status: .completed,
        netCharge: amount("0.27819"),
        startCount: 3572,
        remains: 157
    )

    @Test
    func status() {
        Self.expect(
            Answers.status(Self.completed, currency: "USD"),
            """
            {
            "charge": "0.27819",
            "start_count": "3572",
            "status": "Completed",
            "remains": "157",
            "currency": "USD"
            }
            """
        )
        Self.expect(refusal(.unknownOrder, .status), #"{ "error": "Incorrect order ID" }"#)
    }

    @Test
    func statuses() {
        let partial = OrderState(status: .partial, netCharge: amount("0.27819"), startCount: 3572, remains: 157)
        let started = OrderState(status: .inProgress, netCharge: amount("1.44219"), startCount: 234, remains: 10)
        Self.expect(
            Answers.statuses([("123", partial), ("456", nil), ("789", started)], currency: "USD"),
            """
            {
            "123": {
            "charge": "0.27819",
            "start_count": "3572",
            "status": "Partial",
            "remains": "157",
            "currency": "USD"
            },
            "456": {
            "error": "Incorrect order ID"
            },
            "789": {
            "charge": "1.44219",
            "start_count": "234",
            "status": "In progress",
            "remains": "10",
            "currency": "USD"
            }
            }
            """
        )
    }

    @Test
    func cancels() {
        Self.expect(
            Answers.cancels([("9", .failure(.unknownOrder)), ("2", .success(()))], profile: .seed),
            """
            [
            {
            "order": 9,
            "cancel": {
            "error": "Incorrect order ID"
            }
            },
            {
            "order": 2,
            "cancel": 1
            }
            ]
            """
        )
    }

    @Test
    func balance() {
        Self.expect(
            Answers.balance(amount("100.84292"), currency: "USD", profile: .seed),
            #"{ "balance": "100.84292", "currency": "USD" }"#
        )
    }

    @Test
    func refills() {
        Self.expect(Answers.refill(RefillID(rawValue: 23501)), #"{ "refill": "23501" }"#)
        let items: [(text: String, result: Result<RefillID, APIRefusal>)] = [
            ("1", .success(RefillID(rawValue: 1))), ("2", .success(RefillID(rawValue: 2))),
            ("3", .failure(.unknownOrder)),
        ]
        Self.expect(
            Answers.refills(items, profile: .seed),
            """
            [
            {
            "order": 1,
            "refill": 1
            },
            {
            "order": 2,
            "refill": 2
            },
            {
            "order": 3,
            "refill": {
            "error": "Incorrect order ID"
            }
            }
            ]
            """
        )
    }

    @Test
    func refillStatuses() {
        Self.expect(
            Answers.refillStatus(RefillID(rawValue: 23501), .completed, profile: .seed),
            #"[ { "refill": "23501", "status": "Completed" } ]"#
        )
        Self.expect(
            Answers.refillStatuses([("1", .completed), ("2", .rejected), ("3", nil)]),
            """
            [
            {
            "refill": 1,
            "status": "Completed"
            },
            {
            "refill": 2,
            "status": "Rejected"
            },
            {
            "refill": 3,
            "status": {
            "error": "Refill not found"
            }
            }
            ]
            """
        )
    }

    private func refusal(_ refusal: APIRefusal, _ action: Action) -> [UInt8] {
        Answers.refusal(refusal, action: action, single: true, profile: .seed, language: .vietnamese)
    }
}

/// An amount written as text that is known to be one.
func amount(_ text: String) -> Money {
    guard let amount = Money(text) else { preconditionFailure("\(text) is no amount") }
    return amount
}
