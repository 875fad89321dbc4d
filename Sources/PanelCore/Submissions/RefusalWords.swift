/// The words in which panels in the field refuse, by what they mean.
///
/// Only what says for certain that no order was made belongs here. Each row has a case in `RefusalWordsTests`, which
/// also has sentences that could stand beside an order, and mean nothing therefore.
package enum RefusalWords {
    /// Of the account at the provider: none of its requests is carried out now.
    package static let account = PhraseBook<UpstreamRefusal>(
        filling: """
            error neworder sorry please you do have is has been in on at to for of and now currently account balance \
            funds add top up deposit recharge more first continue try again later slow down contact support check \
            required available needed usd second seconds minute minutes hour hours
            """,
        numbers: .amounts,
        asides: ordersToBeMade,
        [
            (
                .nextProviderElseLater,
                [
                    "not enough funds", "not enough balance", "not enough money", "not enough credit",
                    "not enough credits",
                    "not have enough funds", "not have enough balance", "not have enough money",
                    "dont have enough funds", "dont have enough balance", "dont have enough money",
                    "balance is not enough", "balance not enough", "balance is insufficient", "balance is too low",
                    "balance insufficient", "insufficient user balance", "insufficient funds", "insufficient balance",
                    "insufficient credit", "insufficient credits", "low balance", "no funds", "need to add funds",
                    "payment required",
                ]
            ),
            (
                .nextProviderElseLater,
                [
                    "invalid api key", "incorrect api key", "wrong api key", "api key is invalid",
                    "api key is incorrect", "api key is wrong", "api key is not valid", "api key not valid",
                    "api key not found", "invalid key", "incorrect key", "unauthorized",
                    "unauthenticated",
                ]
            ),
            (
                .nextProviderElseLater,
                [
                    "account banned", "account is banned", "account has been banned", "account suspended",
                    "account is suspended", "account has been suspended", "account blocked", "account is blocked",
                    "account disabled", "account is disabled", "account inactive", "account is inactive",
                    "user is suspended", "user is banned", "user is blocked",
                ]
            ),
            (
                .tryLater,
                [
                    "too many requests", "too many attempts", "rate limit exceeded", "rate limit reached",
                    "api rate limit exceeded",
                ]
            ),
        ]
    )

    /// Of the order that was asked for.
    package static let order = PhraseBook<UpstreamRefusal>(
        filling: "error neworder sorry please you have already is for on in of service check wait",
        asides: ordersToBeMade,
        [
            (
                .tryLater,
                [
                    "active order with link", "active order for link", "active order for link on service id",
                    "active order with link please wait until order being completed",
                    "active order with link please wait until order is completed",
                ]
            ),
            (
                .nextProviderElseReject,
                [
                    "incorrect service id", "invalid service id", "wrong service id", "incorrect service",
                    "invalid service", "service not found", "service id not found", "service # not found",
                    "service does not exist", "service does not exists", "service id does not exist",
                    "service id does not exists", "service inactive", "service is inactive", "service is not active",
                    "service disabled", "service is disabled", "service has been disabled", "service not available",
                    "service is not available", "selected service is invalid",
                ]
            ),
            (
                .nextProviderElseReject,
                [
                    "quantity is less than minimum", "quantity is below minimum", "minimum quantity #",
                    "maximum quantity #",
                    "min quantity #", "max quantity #", "quantity must be between #",
                    "quantity should be between # and #",
                    "quantity should be between #", "quantity is more than maximum", "quantity is above maximum",
                    "quantity less than minimal", "quantity less than minimal #", "quantity more than maximum",
                    "quantity more than maximum #", "minimum quantity is #", "maximum quantity is #",
                    "min quantity is #", "max quantity is #", "minimum quantity for service is #",
                    "maximum quantity for service is #", "quantity must be between # and #",
                    "quantity must be at least #", "quantity must be at most #",
                    "quantity must be greater than or equal to #", "quantity must be less than or equal to #",
                    "quantity must be greater than or equal to minimum amount",
                    "quantity must be less than or equal to maximum amount",
                    "quantity must to be greater than or equal to minimum amount",
                    "quantity must to be less than or equal to maximum amount",
                    "invalid quantity", "incorrect quantity",
                ]
            ),
            (
                .nextProviderElseReject,
                ["drip feed is not available for service", "link is not allowed", "link not allowed"]
            ),
            (
                .final,
                [
                    "bad link", "incorrect link", "invalid link", "link is invalid", "link is not valid",
                    "link not valid", "invalid link format", "link format is invalid", "invalid url", "link not found",
                    "link is required", "link field is required",
                ]
            ),
            (
                .final,
                ["comments are required", "comments is required", "comments required", "comments field is required"]
            ),
        ]
    )

    /// What speaks of an order, but only of one that is still to be made.
    private static let ordersToBeMade = [
        "to place order", "to place orders", "to make order", "to create order", "for order",
        "order not placed", "order was not placed", "order not created", "order was not created",
        "order can not be placed", "order cannot be placed", "can not place order", "cannot place order",
        "could not place order", "unable to place order",
    ]

    /// Whether words may say that an order was made, whatever else they say. Words of a known meaning do not.
    package static func maySpeakOfOrder(_ text: String) -> Bool {
        guard UpstreamRefusal(words: text) == nil else { return false }
        let words = text.words
        return deeds.contains { deed in
            guard let range = words.firstRange(of: deed) else { return false }
            let before = words[..<range.lowerBound].last { !["be", "been", "yet"].contains($0) }
            return !(before.map(denials.contains) ?? false)
        }
    }

    private static let deeds = [
        "created", "placed", "received", "accepted", "success", "successful", "successfully", "queued", "submitted",
        "in process", "in progress", "thành công", "đã tạo", "đã nhận", "đã đặt",
    ].map(\.words)

    private static let denials: Set = ["not", "cannot", "cant", "isnt", "wasnt", "couldnt", "never", "không", "chưa"]

    /// Of what is asked about: the provider has no order or refill of that id.
    package static let unknownID = PhraseBook<Void>(
        filling: "error sorry please check is with id",
        numbers: .any,
        [
            (
                (),
                [
                    "incorrect order id", "invalid order id", "wrong order id", "order not found",
                    "order id not found", "order # not found", "order does not exist", "order does not exists",
                    "incorrect refill id", "invalid refill id", "refill not found", "refill id not found",
                    "refill does not exist",
                ]
            )
        ]
    )

    /// Of a call that asked about several: the provider wants one id, in a parameter of its own.
    package static let missingID = PhraseBook<Void>(
        filling: "error please parameter",
        [
            (
                (),
                [
                    "order field is required", "order id field is required", "order is required",
                    "order id is required", "order id is missing", "order is missing", "missing order",
                    "missing order id", "refill field is required", "refill is required", "refill id is required",
                    "refill id is missing", "missing refill", "missing refill id",
                ]
            )
        ]
    )

    /// Whether words speak of what passes at a provider.
    static func mayPass(_ text: String) -> Bool {
        let text = text.lowercased()
        return passing.contains { text.contains($0) }
    }

    private static let passing = [
        "try again", "later", "busy", "maintenance", "temporar", "timeout", "timed out", "overload", "database",
        "server error", "internal error", "system error", "something went wrong",
    ]

    // MARK: Codes

    /// Codes that are too short to be known by their words.
    package static let codes: [String: UpstreamRefusal] = [
        "neworder.error.link": .final,
        "neworder.error.link_duplicate": .tryLater,
    ]

    /// What codes begin with: the same, and whatever follows after `_`.
    package static let families: [(beginning: String, meaning: UpstreamRefusal)] = [
        ("neworder.error.balance", .nextProviderElseLater),
        ("neworder.error.funds", .nextProviderElseLater),
        ("neworder.error.service", .nextProviderElseReject),
        ("neworder.error.quantity", .nextProviderElseReject),
        ("neworder.error.min_quantity", .nextProviderElseReject),
        ("neworder.error.max_quantity", .nextProviderElseReject),
        ("neworder.error.dripfeed", .nextProviderElseReject),
        ("neworder.error.comment", .final),
        ("neworder.error.comments", .final),
    ]

    /// The meaning of a code; `nil` for one that is not known, and for what is none.
    package static func meaning(ofCode text: String) -> UpstreamRefusal? {
        let code = text.trimmedASCII.lowercased()
        if let meaning = codes[code] { return meaning }
        guard code.utf8.allSatisfy({ $0.isIdentifierByte || $0 == UInt8(ascii: ".") }) else { return nil }
        return families.first { code == $0.beginning || code.hasPrefix($0.beginning + "_") }?.meaning
    }
}
