import PanelCore
import Testing

/// What the words of a refusal mean. Each row of the table has its case here.
struct RefusalWordsTests {
    typealias Case = (words: String, meaning: UpstreamRefusal)

    static let funds = [
        "Not enough funds on balance", "  NOT  ENOUGH funds. ", "neworder.error.not_enough_funds", "Not enough balance",
        "Not enough money on your balance!", "not_enough_credit", "You do not have enough funds to Place order",
        "You do not have enough balance", "You do not have enough money for this order",
        "Sorry, you don't have enough funds.", "You don’t have enough balance to place this order",
        "Error: you dont have enough money", "Your balance is not enough", "Balance not enough",
        "Your balance is insufficient", "Your account balance is too low. Please top up your account.",
        "Insufficient funds", "Insufficient balance. Add funds …", "Insufficient balance. Add funds to continue.",
        "neworder.error.insufficient_balance", "INSUFFICIENT_BALANCE", "Insufficient balance, required: $1,200.50",
        "Order can not be placed: insufficient balance", "Insufficient credit", "Low balance", "Payment Required",
        "neworder.error.balance_low", "neworder.error.funds", "Not enough credits", "Insufficient credits",
        "Balance insufficient", "Insufficient user balance", "neworder.error.no_funds", "You need to add funds",
        "Not enough funds. Your balance is 0.52, required 1.20", "Insufficient balance: add $5",
    ]

    static let account = [
        "Invalid API key", "Incorrect API key", "Wrong API key", "The API key is invalid.", "API key is incorrect",
        "API key not found", "invalid_key", "Incorrect key", "Unauthorized", "Unauthenticated.",
        "neworder.error.account_banned", "Your account is banned", "Your account has been banned", "Account suspended",
        "Your account is suspended. Contact support.", "Your account has been suspended", "Account blocked",
        "Your account is blocked", "Account disabled", "Your account is disabled", "Account inactive",
        "Your account is inactive", "API key is not valid", "API key not valid", "The api key is wrong.",
        "User is suspended", "User is banned", "The user is blocked",
    ]

    static let later = [
        "Too many requests!!", "Rate limit exceeded. Slow down.", "Rate limit reached, try again in 30 seconds",
        "You have active order with this link. Please wait until order being completed.",
        "You have already an active order for this link", "neworder.error.link_duplicate",
        "You have already an active order for this link on this service ID", "Too many attempts",
        "You have active order with this link",
        "API rate limit exceeded", "You have active order with this link. Please wait until order is completed",
    ]

    static let service = [
        "error.incorrect_service_id", "Incorrect service ID", "Invalid Service Id", "Wrong service ID",
        "Incorrect service", "Invalid service", "Service not found", "Service ID not found", "Service 1254 not found",
        "neworder.error.service_not_found", "Service does not exist", "Service does not exists",
        "Service ID does not exist", "Service ID does not exists", "neworder.error.service_inactive",
        "Service inactive", "Service is inactive", "This service is not active", "Service disabled",
        "Service is disabled", "Service has been disabled", "Service not available", "Service is not available",
        "The selected service is invalid.", "neworder.error.service", "neworder.error.service_deleted",
    ]

    static let quantity = [
        "Quantity less than minimal", "Quantity less than minimal 100", "Quantity more than maximum",
        "quantity more than maximum 5000", "Minimum quantity is 100", "Maximum quantity is 100", "Min quantity is 10",
        "Max. quantity is 1,000", "The minimum quantity for this service is 100",
        "Maximum quantity for this service is 10.000", "Quantity must be between 100 and 500",
        "Quantity must be between 100-500", "Quantity should be between 100 and 500", "Quantity should be between 5-10",
        "Quantity is less than minimum", "Quantity is below minimum", "Quantity is more than maximum",
        "Quantity is above maximum", "Minimum quantity: 100", "Maximum quantity: 5000", "Min quantity: 100",
        "Max quantity: 100", "The quantity must be at least 10.", "The quantity must be at most 500.",
        "Quantity must be greater than or equal to 100", "Quantity must be less than or equal to 100",
        "Quantity must be greater than or equal to minimum amount",
        "Quantity must be less than or equal to maximum amount",
        "Quantity must to be greater than or equal to minimum amount",
        "Quantity must to be less than or equal to maximum amount", "Invalid quantity",
        "neworder.error.invalid_quantity", "Incorrect quantity", "neworder.error.min_quantity",
        "neworder.error.max_quantity", "neworder.error.quantity", "neworder.error.quantity_step",
    ]

    static let others = [
        "Drip-feed is not available for this service", "neworder.error.dripfeed", "Link is not allowed",
        "neworder.error.link_not_allowed",
    ]

    static let customer = [
        "Bad link", "Incorrect link", "Invalid Link", "neworder.error.invalid_link", "Link is invalid",
        "The link is not valid.", "Link not valid", "Invalid link format", "The link format is invalid.",
        "Invalid URL", "neworder.error.link_not_found", "Link not found", "Link is required",
        "The link field is required.", "neworder.error.link", "Comments are required", "Comments is required",
        "comments_required", "Comments field is required", "neworder.error.comment", "neworder.error.comments",
        "neworder.error.comments_empty",
    ]

    static let cases: [Case] = [
        (funds + account, .nextProviderElseLater), (later, .tryLater),
        (service + quantity + others, .nextProviderElseReject), (customer, .final),
    ].flatMap { (words: [String], meaning: UpstreamRefusal) in words.map { ($0, meaning) } }

    @Test func whatIsKnownMeansWhatItSays() {
        for (words, meaning) in Self.cases { #expect(UpstreamRefusal(words: words) == meaning, "\(words)") }
    }

    @Test func eachRowHasACase() {
        let words = Self.cases.map(\.words)
        for book in [RefusalWords.account, RefusalWords.order] {
            let found = Set(words.compactMap { book.entry(for: $0)?.phrase })
            let all = Set(book.entries.map(\.phrase))
            #expect(all.subtracting(found).isEmpty)
            #expect(all.count == book.entries.count, "none is there twice")
        }
        for code in RefusalWords.codes.keys { #expect(words.contains(code)) }
        for family in RefusalWords.families { #expect(words.contains { $0.hasPrefix(family.beginning) }) }
    }

    /// An order may have been made, or nobody knows.
    static let unknown = [
        "", ".", "neworder.error", "neworder.error.", "neworder.error.link_warning", "neworder.errors.link",
        "Something went wrong", "Order received, insufficient balance warning",
        "Not enough funds, but the order was made",
        "Order placed. Minimum quantity is 100", "Minimum quantity is 100, your order was raised to it",
        "Minimum quantity is 100: 100 will be delivered",
        "Order 23501 accepted. Your balance is not enough for another one",
        "Insufficient balance. Your order is on hold", "Invalid link 23501", "Bad link, order #23501 is queued",
        "Invalid link. Order created with the canonical one", "Service is disabled soon", "Service is not disabled",
        "Comments are required after the order", "Too many requests, order 5 is pending",
        "Insufficient balance: заказ создан",
        "Insufficient balance 余额不足，订单已提交", "Account suspended after this order", "Invalid API key format warning",
        "Service Unavailable", "Try again later", "Success", "Quantity", "Link", "balance", "funds",
        "Insufficient balance for order #55123", "Payment required for order 55123",
        "Payment required to complete order",
        "Not enough funds on balance to complete order 55123", "Balance is too low now. 55123",
        "Please add funds to complete order 55123. Not enough balance", "Not enough funds 55123",
        "Wait until order is completed. Bad link", "Please wait until order being completed: service disabled",
        "Rate limit exceeded soon, order accepted", "You have active order with this link: 23501",
        String(repeating: " ", count: 2000) + "Bad link", "Bad link" + String(repeating: " not", count: 500),
    ]

    @Test(arguments: unknown) func whatCouldStandBesideAnOrderMeansNothing(words: String) {
        #expect(UpstreamRefusal(words: words) == nil)
    }

    @Test func whatIsOfTheAccountSaysNothingOfAnOrder() {
        for words in Self.account + ["Too many requests", "Not enough funds"] {
            #expect(RefusalReading(words: words).isOfAccount, "\(words)")
        }
        for words in Self.service + Self.customer { #expect(!RefusalReading(words: words).isOfAccount, "\(words)") }
    }

    @Test(
        arguments: [
            "Order 55123 created", "Success", "Your order was placed.", "Order received", "success", "Queued",
            "Đơn hàng đã được đặt thành công", "Not enough funds, but the order was placed",
        ]
    )
    func whatMaySpeakOfAnOrderIsTold(words: String) {
        #expect(RefusalWords.maySpeakOfOrder(words))
    }

    @Test(
        arguments: [
            "Orders for this link are not accepted", "Order can not be placed: insufficient balance",
            "Not enough funds",
            "You have an active order with this link, please wait until it is completed", "The order was not created.",
            "Không nhận đơn hàng cho liên kết này", "Tạo đơn không thành công", "",
        ]
    )
    func whatSpeaksOfNoneIsTold(words: String) {
        #expect(!RefusalWords.maySpeakOfOrder(words))
    }

    @Test(arguments: [
        "Server is busy, try again later", "Maintenance", "Database error", "Temporary fault, reference 16zz",
    ])
    func whatPassesSaysNothingOfAnOrderThatIsToBeMade(words: String) {
        let reading = RefusalReading(words: words)
        #expect(reading.isPassing)
        #expect(reading.meaning == nil)
        #expect(!RefusalReading(words: "Cancel is not available for this order").isPassing)
    }

    static let unknownIDs = [
        "Incorrect order ID", "Invalid order id", "Wrong order ID", "Order not found", "Order ID not found.",
        "Order 77 not found", "Order does not exist", "Order does not exists", "Incorrect refill ID",
        "Invalid refill id", "Refill not found", "Refill ID not found", "Refill does not exist",
    ]

    static let missingIDs = [
        "The order field is required.", "The order id field is required", "Order is required", "order_id is required",
        "Order ID is missing", "The order is missing", "Missing order", "Missing order_id parameter",
        "The refill field is required.", "Refill is required", "refill_id is required", "Refill ID is missing",
        "Missing refill", "Missing refill ID",
    ]

    @Test func idsThatAreUnknownOrMissingAreTold() {
        for words in Self.unknownIDs { #expect(RefusalReading(words: words).isOfUnknownID, "\(words)") }
        for words in Self.missingIDs { #expect(RefusalReading(words: words).isOfMissingID, "\(words)") }
        for words in Self.missingIDs + Self.unknown { #expect(!RefusalReading(words: words).isOfUnknownID, "\(words)") }
        for words in Self.unknownIDs + Self.unknown { #expect(!RefusalReading(words: words).isOfMissingID, "\(words)") }
        let known = Set(Self.unknownIDs.compactMap { RefusalWords.unknownID.entry(for: $0)?.phrase })
        #expect(known.count == RefusalWords.unknownID.entries.count)
        let missing = Set(Self.missingIDs.compactMap { RefusalWords.missingID.entry(for: $0)?.phrase })
        #expect(missing.count == RefusalWords.missingID.entries.count)
    }
}
