import PanelCore
import PanelWire
import PanelWords

extension APIReference.Words {
    static let en = Self(
        method: "HTTP method",
        address: "API URL",
        key: "API key",
        responseFormat: "Response format",
        parameter: "Parameter",
        meaning: "Description",
        required: "required",
        optional: "optional",
        alternative: "or",
        byType: "by type",
        example: "Example",
        answer: "Answer",
        errorAnswer: "When it is refused",
        errors: "Errors",
        errorsByProfile: "Errors of each profile",
        errorsOfAction: "Errors of this action",
        when: "When",
        limitsTitle: "Limits",
        types: "What each type asks for",
        type: "Type",
        asks: "Required besides service",
        charged: "Charged quantity",
        rateOf: "Rate is for",
        piece: "1",
        thousand: "1,000",
        offered: "sold here now",
        differences: "What differs",
        wholeBalance: "balance, a whole amount",
        yourKey: "Your API key",
        transport: "Only the transport answers with another status than 200:",
        count: { $0 == .one ? "one" : "several" },
        title: title(of:),
        about: about(_:currency:),
        parameterMeaning: meaning(of:),
        refusal: meaning(of:),
        chargedQuantity: { source in
            switch source {
            case .quantity: "`quantity`"
            case .one: "1"
            case .lines(let name): "lines with text in `\(name.rawValue)`"
            case .posts: "`posts` + `old_posts`"
            }
        },
        refused: { "\($0), refused" },
        exampleOrder: { "The example orders \($2) of service \($1), \($0)." },
        intro: [
            """
            Send parameters as a form (`application/x-www-form-urlencoded` or `multipart/form-data`) or as one \
            flat JSON object. Every request has `key` and `action`.
            """,
            """
            Answers are JSON in UTF-8 with status 200, errors too. Every error has the key `error`. Amounts are \
            text with at most 6 decimal places.
            """,
        ],
        errorNotes: [
            """
            Any request can be refused for its key or its form. When several things are wrong with an order, the \
            first is answered: service, link, parameters of the type, quantity, drip-feed, optional parameters, \
            duplicate link, balance. A refused order costs nothing.
            """,
            """
            In `seed`, `add`, `cancel` and a single `refill` answer errors with `status` and `msg`, too. `Too \
            many IDs` and `Incorrect request` are always just `error`.
            """,
        ],
        limits: [
            """
            \(IDList.maximum) ids in a list; \(ParameterCollector.maximumCount.words(in: .english)) parameters; \
            no parameter twice.
            """,
            """
            \(OrderForm.longestLine.words(in: .english)) bytes for a link and for a parameter of one line; \
            \(PlaceOrder.Identity.longestRequestID) bytes for a `request_id`.
            """,
            "No control characters, and no marks of direction outside of `comments`. Lists have one value a line.",
        ],
        transportErrors: [
            ("400, 404, 405", "The request cannot be read, the path is another, or the method is none of the API's."),
            ("413", "The body is too large."),
            ("429", "Too many requests, or too many wrong keys: wait as many seconds as `Retry-After` says."),
            (
                "503",
                """
                The panel is busy or not available: wait as `Retry-After` says. Send an `add` again with the \
                same `request_id`; without one it may have placed its order.
                """
            ),
        ],
        bodyLimit: { "\($0) KiB for a body." },
        requestsPerSecond: { $0 == 1 ? "1 request per second." : "\($0) requests per second." }
    )

    private static func title(of action: Action) -> String {
        switch action {
        case .services: "List of services"
        case .add: "Place an order"
        case .status: "Status of orders"
        case .cancel: "Cancel orders"
        case .refill: "Ask for refills"
        case .refillStatus: "Status of refills"
        case .balance: "Balance"
        case .orders: "Newest orders"
        }
    }

    private static func about(_ action: Action, currency: String) -> [String] {
        switch action {
        case .services:
            [
                "The services that can be ordered now, at this key's own prices.",
                """
                `rate` is the price of 1,000 for \([ServiceType].priced(by: ServiceType.piecesPerRate).names); \
                of 1 for \([ServiceType].priced(by: 1).names). Unit: \(currency).
                """,
                """
                A Subscriptions service says with `subscription_rate` what its rate is the price of: one `post`, \
                or 1,000 `pieces`. `desc` and `max_posts` are there where the service has them.
                """,
            ]
        case .add:
            [
                "The charge is taken the moment the order is made.",
                """
                Send an id of your own as `request_id` (or in the header `Idempotency-Key`): the same id with \
                the same parameters gives the first answer again and charges nothing, so an order whose answer \
                was lost can be sent again.
                """,
            ]
        case .status:
            [
                """
                `status` is one of \(OrderStatus.wireNames). `charge` is what was paid, net of refunds; `start_count` \
                is 0 and `remains` the charged quantity until they are known.
                """,
                """
                An order of somebody else is answered like one that does not exist. A Subscriptions order has \
                `posts`, `expiry` and `orders`, too.
                """,
            ]
        case .cancel:
            [
                """
                `1` means that the request was taken. A Pending order is canceled and refunded at once. For one \
                that was handed on, the outcome and the refund come later: look at its `status`. Asking again \
                gives 1 again and does nothing.
                """
            ]
        case .refill:
            [
                """
                For orders that are Completed or Partial, of a service with `refill`, from \
                \(Service.defaultRefillAfterHours) hours to \(Service.defaultRefillDays) days after their end (a \
                service can have other times), while no refill of them is open.
                """
            ]
        case .refillStatus:
            ["`status` is one of \(RefillStatus.wireNames)."]
        case .balance: ["What this key can spend."]
        case .orders:
            [
                """
                For whoever lost the answer to an `add`: this key's newest orders, the newest first. `quantity` \
                is the charged one, `created` in UTC, the rest as for `status`.
                """
            ]
        }
    }

    private static func meaning(of refusal: APIRefusal) -> String {
        switch refusal {
        case .invalidKey: "key missing, unknown or replaced"
        case .accountSuspended:
            """
            account suspended; other actions than `add`, `cancel` and `refill` say `Invalid API key`
            """
        case .incorrectRequest: "action missing or unknown, body unreadable, or a parameter twice"
        case .tooManyIDs: "more than \(IDList.maximum) ids"
        case .incorrectService: "service missing, unknown or disabled"
        case .incorrectLink: "link missing, too long, or not what the service takes"
        case .linkNotAllowed: "orders for this link are not taken"
        case .duplicateLink: "an unfinished order has this link, and the service takes one at a time"
        case .quantityBelowMinimum: "quantity missing, no whole number, or below the service's `min`"
        case .quantityAboveMaximum: "quantity above the service's `max`"
        case .commentsRequired: "`comments` missing"
        case .incorrectParameter(.limit): "`limit` is no number from 1 to \(CustomerOrder.most)"
        case .incorrectParameter: "another parameter missing or malformed; its name stands at the end"
        case .dripFeedUnavailable: "drip-feed of a service without it"
        case .insufficientBalance: "balance too low"
        case .requestIDReused: "`request_id` used with other parameters"
        case .unknownOrder: "order unknown"
        case .cancelUnavailable: "cancel not offered, or too late"
        case .refillUnavailable: "refill not offered, too early, too late, or one is open"
        case .unknownRefill: "refill unknown"
        }
    }

    private static func meaning(of name: ParameterName) -> String {
        switch name {
        case .key: "Your API key"
        case .action: "What is asked for"
        case .order: "Order id"
        case .orders: "Order ids with commas between, at most \(IDList.maximum)"
        case .refill: "Refill id"
        case .refills: "Refill ids with commas between, at most \(IDList.maximum)"
        case .limit: "How many, 1 to \(CustomerOrder.most)"
        case .service: "Service id"
        case .link: "Link to the post or page"
        case .quantity: "Quantity to deliver, from the service's `min` to its `max`; of a drip-feed, in each run"
        case .runs: "Drip-feed: \(DripFeed.runsRange.words(in: .english)) runs, with `interval`"
        case .interval: "Drip-feed: \(DripFeed.intervalRange.words(in: .english)) minutes between runs, with `runs`"
        case .days:
            """
            Drip-feed: \(DripFeed.daysRange.words(in: .english)) runs, a day apart; without `runs` and `interval`
            """
        case .requestID: "Your own id of this order, at most \(PlaceOrder.Identity.longestRequestID) bytes"
        case .comments: "Comments, one a line"
        case .usernames: "User names, one a line"
        case .username: "User name; of a subscription, in place of the link"
        case .hashtags: "Hashtags, one a line"
        case .hashtag: "Hashtag"
        case .keywords: "Keywords, one a line"
        case .media: "Link to the media"
        case .answerNumber: "Number of the answer in the poll"
        case .groups: "Groups, one a line"
        case .country: "Country"
        case .device: "Device"
        case .typeOfTraffic: "1 from Google, 2 from another site, 3 direct"
        case .googleKeyword: "Keyword in Google, with `type_of_traffic=1`"
        case .referringURL: "Address that visitors come from, with `type_of_traffic=2`"
        case .posts:
            """
            New posts to serve. By pieces \(SubscriptionRate.postsRange.words(in: .english)); without it, or 0, \
            until it expires or `max_posts` have come
            """
        case .oldPosts: "Subscriptions: posts there already that are served, too"
        case .min: "Subscriptions: fewest pieces for each post"
        case .max: "Subscriptions: most pieces for each post; required with `subscription_rate` `pieces`"
        case .delay: "Subscriptions: minutes to wait after a post, 0 to \(OrderForm.longestDelay.words(in: .english))"
        case .expiry: "Subscriptions: last day, as `d/m/Y`"
        case .reaction: "Reaction: letters or emoji, at most \(OrderForm.longestReaction) characters"
        case .post: "Post id"
        case .viewTime: "Seconds of each view, \(OrderForm.viewTimeRange.words(in: .english))"
        }
    }
}
