import PanelCore
import PanelWire
import PanelWords

extension APIReference.Words {
    static let vi = Self(
        method: "HTTP Method",
        address: "API URL",
        key: "API Key",
        responseFormat: "Định dạng phản hồi",
        parameter: "Tham số",
        meaning: "Mô tả",
        required: "bắt buộc",
        optional: "tùy chọn",
        alternative: "hoặc",
        byType: "theo loại",
        example: "Ví dụ",
        answer: "Phản hồi",
        errorAnswer: "Khi bị từ chối",
        errors: "Lỗi",
        errorsByProfile: "Lỗi theo từng kiểu phản hồi",
        errorsOfAction: "Các lỗi của lệnh này",
        when: "Trường hợp",
        limitsTitle: "Giới hạn",
        types: "Tham số của từng loại dịch vụ",
        type: "Loại",
        asks: "Bắt buộc ngoài service",
        charged: "Số lượng tính tiền",
        rateOf: "Giá cho",
        piece: "1",
        thousand: "1.000",
        offered: "đang bán",
        differences: "Điểm khác nhau",
        wholeBalance: "balance, số dư chẵn",
        yourKey: "API Key của bạn",
        transport: "Chỉ lỗi ở tầng HTTP mới có mã khác 200:",
        count: { $0 == .one ? "một mã" : "nhiều mã" },
        title: title(of:),
        about: about(_:currency:),
        parameterMeaning: meaning(of:),
        refusal: meaning(of:),
        chargedQuantity: { source in
            switch source {
            case .quantity: "`quantity`"
            case .one: "1"
            case .lines(let name): "số dòng có nội dung trong `\(name.rawValue)`"
            case .posts: "`posts` + `old_posts`"
            }
        },
        refused: { "\($0), bị từ chối" },
        exampleOrder: { "Ví dụ này đặt \($2) của dịch vụ \($1), \($0)." },
        intro: [
            """
            Gửi tham số dạng form (`application/x-www-form-urlencoded` hoặc `multipart/form-data`) hoặc một đối \
            tượng JSON một cấp. Mọi yêu cầu đều có `key` và `action`.
            """,
            """
            Phản hồi là JSON (UTF-8) với mã HTTP 200, kể cả khi có lỗi. Mọi lỗi đều có khóa `error`. Số tiền là \
            chuỗi, tối đa 6 chữ số thập phân.
            """,
        ],
        errorNotes: [
            """
            Yêu cầu nào cũng có thể bị từ chối vì key hoặc vì sai định dạng. Nếu đơn sai nhiều chỗ, lỗi đầu tiên \
            theo thứ tự sau được trả về: dịch vụ, liên kết, tham số của loại dịch vụ, số lượng, drip-feed, tham \
            số tùy chọn, trùng liên kết, số dư. Đơn bị từ chối không bị trừ tiền.
            """,
            """
            Với kiểu `seed`, lỗi của `add`, `cancel` và `refill` một đơn có thêm `status` và `msg`. `Too many \
            IDs` và `Incorrect request` luôn chỉ có `error`.
            """,
        ],
        limits: [
            """
            \(IDList.maximum) mã trong một danh sách; \(ParameterCollector.maximumCount.words(in: .vietnamese)) \
            tham số; không gửi một tham số hai lần.
            """,
            """
            Liên kết và tham số một dòng: \(OrderForm.longestLine.words(in: .vietnamese)) byte; `request_id`: \
            \(PlaceOrder.Identity.longestRequestID) byte.
            """,
            """
            Không nhận ký tự điều khiển; ký tự đổi chiều chữ chỉ được dùng trong `comments`. Danh sách viết mỗi \
            dòng một giá trị.
            """,
        ],
        transportErrors: [
            ("400, 404, 405", "Không đọc được yêu cầu, sai đường dẫn hoặc sai phương thức."),
            ("413", "Nội dung gửi lên quá lớn."),
            ("429", "Quá nhiều yêu cầu hoặc quá nhiều key sai: đợi số giây ghi trong `Retry-After`."),
            (
                "503",
                """
                Hệ thống đang bận hoặc tạm ngừng: đợi theo `Retry-After`. Hãy gửi lại `add` với cùng \
                `request_id`; nếu không có `request_id`, đơn có thể đã được tạo.
                """
            ),
        ],
        bodyLimit: { "Nội dung gửi lên: tối đa \($0) KiB." },
        requestsPerSecond: { "Tối đa \($0) yêu cầu mỗi giây." }
    )

    private static func title(of action: Action) -> String {
        switch action {
        case .services: "Danh sách dịch vụ"
        case .add: "Đặt đơn"
        case .status: "Trạng thái đơn hàng"
        case .cancel: "Hủy đơn"
        case .refill: "Yêu cầu bảo hành"
        case .refillStatus: "Trạng thái bảo hành"
        case .balance: "Số dư"
        case .orders: "Đơn hàng mới nhất"
        }
    }

    private static func about(_ action: Action, currency: String) -> [String] {
        switch action {
        case .services:
            [
                "Các dịch vụ đang nhận đơn, với giá riêng của key này.",
                """
                `rate` là giá cho 1.000 với các loại \
                \([ServiceType].priced(by: ServiceType.piecesPerRate).names); là giá cho 1 với \
                \([ServiceType].priced(by: 1).names). Đơn vị: \(currency).
                """,
                """
                Dịch vụ Subscriptions có thêm `subscription_rate`, cho biết giá tính theo một bài (`post`) hay \
                theo 1.000 lượt (`pieces`). `desc` và `max_posts` chỉ có khi dịch vụ có.
                """,
            ]
        case .add:
            [
                "Tiền được trừ ngay khi đơn được tạo.",
                """
                Hãy gửi mã riêng của bạn trong `request_id` (hoặc header `Idempotency-Key`): cùng mã và cùng \
                tham số thì nhận lại phản hồi cũ và không bị trừ thêm tiền, nên có thể yên tâm gửi lại khi chưa \
                nhận được phản hồi.
                """,
            ]
        case .status:
            [
                """
                `status` là một trong \(OrderStatus.wireNames). `charge` là số tiền đã trả sau khi trừ phần hoàn \
                lại; khi chưa có số liệu, `start_count` là 0 và `remains` là số lượng tính tiền.
                """,
                """
                Đơn của người khác được trả lời như đơn không tồn tại. Đơn Subscriptions có thêm `posts`, \
                `expiry` và `orders`.
                """,
            ]
        case .cancel:
            [
                """
                `1` nghĩa là yêu cầu đã được nhận. Đơn Pending được hủy và hoàn tiền ngay. Với đơn đã chuyển cho bên xử lý, \
                kết quả và tiền hoàn có sau: hãy xem `status`. Gửi lại vẫn nhận 1 và không có tác dụng gì thêm.
                """
            ]
        case .refill:
            [
                """
                Cho đơn Completed hoặc Partial của dịch vụ có `refill`, từ \(Service.defaultRefillAfterHours) \
                giờ đến \(Service.defaultRefillDays) ngày sau khi đơn kết thúc (có thể khác tùy dịch vụ), khi \
                đơn không có yêu cầu bảo hành nào đang mở.
                """
            ]
        case .refillStatus:
            ["`status` là một trong \(RefillStatus.wireNames)."]
        case .balance: ["Số tiền mà key này còn dùng được."]
        case .orders:
            [
                """
                Dành cho khi không nhận được phản hồi của `add`: các đơn mới nhất của key này, mới nhất đứng \
                trước. `quantity` là số lượng tính tiền, `created` theo giờ UTC, phần còn lại như `status`.
                """
            ]
        }
    }

    private static func meaning(of refusal: APIRefusal) -> String {
        switch refusal {
        case .invalidKey: "thiếu key, key không tồn tại hoặc đã được thay"
        case .accountSuspended:
            "tài khoản bị khóa; ngoài `add`, `cancel` và `refill`, các lệnh khác trả về `Invalid API key`"
        case .incorrectRequest: "thiếu hoặc sai action, không đọc được nội dung, hoặc một tham số được gửi hai lần"
        case .tooManyIDs: "nhiều hơn \(IDList.maximum) mã"
        case .incorrectService: "thiếu dịch vụ, dịch vụ không tồn tại hoặc đã ngừng"
        case .incorrectLink: "thiếu liên kết, liên kết quá dài hoặc không đúng dạng mà dịch vụ nhận"
        case .linkNotAllowed: "không nhận đơn cho liên kết này"
        case .duplicateLink: "liên kết đang có đơn chưa xong, và dịch vụ chỉ nhận mỗi lần một đơn"
        case .quantityBelowMinimum: "thiếu số lượng, không phải số nguyên, hoặc nhỏ hơn `min` của dịch vụ"
        case .quantityAboveMaximum: "số lượng lớn hơn `max` của dịch vụ"
        case .commentsRequired: "thiếu `comments`"
        case .incorrectParameter(.limit): "`limit` không phải số từ 1 đến \(CustomerOrder.most)"
        case .incorrectParameter: "thiếu hoặc sai một tham số khác; tên của nó đứng ở cuối"
        case .dripFeedUnavailable: "dịch vụ không hỗ trợ drip-feed"
        case .insufficientBalance: "số dư không đủ"
        case .requestIDReused: "`request_id` đã được dùng với các tham số khác"
        case .unknownOrder: "không tìm thấy đơn"
        case .cancelUnavailable: "dịch vụ không cho hủy, hoặc đã quá muộn"
        case .refillUnavailable: "dịch vụ không có bảo hành, quá sớm, quá muộn, hoặc đang có một yêu cầu"
        case .unknownRefill: "không tìm thấy yêu cầu bảo hành"
        }
    }

    private static func meaning(of name: ParameterName) -> String {
        switch name {
        case .key: "API Key của bạn"
        case .action: "Lệnh cần thực hiện"
        case .order: "Mã đơn"
        case .orders: "Nhiều mã đơn, cách nhau bằng dấu phẩy, tối đa \(IDList.maximum)"
        case .refill: "Mã bảo hành"
        case .refills: "Nhiều mã bảo hành, cách nhau bằng dấu phẩy, tối đa \(IDList.maximum)"
        case .limit: "Số đơn cần xem, 1 đến \(CustomerOrder.most)"
        case .service: "Mã dịch vụ"
        case .link: "Liên kết của bài viết hoặc trang"
        case .quantity: "Số lượng, từ `min` đến `max` của dịch vụ; với drip-feed là của mỗi lượt"
        case .runs: "Drip-feed: \(DripFeed.runsRange.words(in: .vietnamese)) lượt, đi cùng `interval`"
        case .interval:
            """
            Drip-feed: số phút giữa hai lượt, \(DripFeed.intervalRange.words(in: .vietnamese)), đi cùng `runs`
            """
        case .days:
            """
            Drip-feed: \(DripFeed.daysRange.words(in: .vietnamese)) lượt, mỗi ngày một lượt; không dùng cùng `runs` \
            và `interval`
            """
        case .requestID: "Mã riêng của bạn cho đơn này, tối đa \(PlaceOrder.Identity.longestRequestID) byte"
        case .comments: "Nội dung bình luận, mỗi dòng một bình luận"
        case .usernames: "Tên người dùng, mỗi dòng một tên"
        case .username: "Tên người dùng; với Subscriptions có thể thay cho liên kết"
        case .hashtags: "Hashtag, mỗi dòng một hashtag"
        case .hashtag: "Hashtag"
        case .keywords: "Từ khóa, mỗi dòng một từ khóa"
        case .media: "Liên kết của media"
        case .answerNumber: "Số thứ tự của lựa chọn trong bình chọn"
        case .groups: "Nhóm, mỗi dòng một nhóm"
        case .country: "Quốc gia"
        case .device: "Thiết bị"
        case .typeOfTraffic: "1 từ Google, 2 từ trang khác, 3 truy cập trực tiếp"
        case .googleKeyword: "Từ khóa trên Google, khi `type_of_traffic=1`"
        case .referringURL: "Trang mà lượt truy cập đi từ đó, khi `type_of_traffic=2`"
        case .posts:
            """
            Số bài mới được áp dụng. Khi giá theo `pieces`: \
            \(SubscriptionRate.postsRange.words(in: .vietnamese)); không gửi hoặc 0 thì chạy đến khi hết hạn \
            hoặc đủ `max_posts` bài
            """
        case .oldPosts: "Subscriptions: số bài đã có cũng được áp dụng"
        case .min: "Subscriptions: số lượt ít nhất cho mỗi bài"
        case .max: "Subscriptions: số lượt nhiều nhất cho mỗi bài; bắt buộc khi `subscription_rate` là `pieces`"
        case .delay: "Subscriptions: số phút chờ sau khi có bài, 0 đến \(OrderForm.longestDelay.words(in: .vietnamese))"
        case .expiry: "Subscriptions: ngày cuối cùng, dạng `d/m/Y`"
        case .reaction: "Cảm xúc: chữ cái hoặc emoji, tối đa \(OrderForm.longestReaction) ký tự"
        case .post: "Mã bài viết"
        case .viewTime: "Số giây của mỗi lượt xem, \(OrderForm.viewTimeRange.words(in: .vietnamese))"
        }
    }
}
