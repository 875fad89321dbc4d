import PanelCore
import PanelOperations
import PanelWeb
import PanelWords

/// What is said of the fields of an order, and of why one is not placed.
struct OrderWords {
    let language: Language
    let service: Service
    /// Where the order is written down.
    var place = Place.form

    enum Place {
        /// In a form of its own, with a field for everything.
        case form
        /// On one line of a list.
        case line
    }

    func say(_ vietnamese: String, _ english: String) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }

    // MARK: Prices

    /// The price of a service with what it is the price of: `2,50 $ / 1.000`.
    static func rate(_ rate: Money, of service: Service, in frame: Frame) -> String {
        "\(frame.amount(rate)) / \(OrderWords(language: frame.language, service: service).unit)"
    }

    private var unit: String {
        switch service.type {
        case .package, .customCommentsPackage: say("gói", "package")
        case .subscriptions where !service.countsPieces: say("bài viết", "post")
        default: ServiceType.piecesPerRate.words(in: language)
        }
    }

    /// From the least to the most that can be ordered.
    var bounds: String { "\(service.minimum.words(in: language)) – \(service.maximum.words(in: language))" }

    // MARK: Fields

    func label(of name: ParameterName) -> String {
        switch name {
        case .link: say("Liên kết", "Link")
        case .quantity: say("Số lượng", "Quantity")
        case .comments where place == .line: say("Bình luận, cách nhau bởi |", "Comments, with | between them")
        case .comments: say("Bình luận, mỗi dòng một bình luận", "Comments, one per line")
        case .usernames where place == .line: say("Tên người dùng, cách nhau bởi |", "Usernames, with | between them")
        case .usernames: say("Tên người dùng, mỗi dòng một tên", "Usernames, one per line")
        case .username: usernameLabel
        case .hashtags: say("Hashtag, mỗi dòng một hashtag", "Hashtags, one per line")
        case .hashtag: "Hashtag"
        case .keywords: say("Từ khóa, mỗi dòng một từ", "Keywords, one per line")
        case .media: say("Liên kết bài viết có người thích", "Link of the post whose likers are taken")
        case .answerNumber: say("Đáp án số", "Answer number")
        case .groups: say("Nhóm, mỗi dòng một nhóm", "Groups, one per line")
        case .country: say("Quốc gia", "Country")
        case .device: say("Thiết bị", "Device")
        case .typeOfTraffic: say("Nguồn truy cập", "Where visitors come from")
        case .googleKeyword: say("Từ khóa trên Google", "Keyword on Google")
        case .referringURL: say("Trang giới thiệu", "Referring page")
        case .posts: say("Số bài viết mới", "New posts")
        case .oldPosts: say("Số bài viết cũ", "Old posts")
        case .min: say("Ít nhất cho mỗi bài", "At least, per post")
        case .max: say("Nhiều nhất cho mỗi bài", "At most, per post")
        case .delay: say("Chờ sau khi đăng (phút)", "Wait after a post (minutes)")
        case .expiry: say("Ngày hết hạn", "Last day")
        case .runs: say("Số lượt", "Runs")
        case .interval: say("Cách nhau (phút)", "Minutes between them")
        case .days: say("Số ngày, mỗi ngày một lượt", "Days, one run each")
        case .reaction: say("Cảm xúc", "Reaction")
        case .post: say("Bài viết", "Post")
        case .viewTime: say("Thời gian xem (giây)", "Watch time (seconds)")
        case .service: say("Dịch vụ", "Service")
        case .key, .action, .order, .orders, .refill, .refills, .limit, .requestID: name.rawValue
        }
    }

    private var usernameLabel: String {
        switch service.type {
        case .commentLikes, .commentReplies: say("Người viết bình luận", "Who wrote the comment")
        case .mentionsUserFollowers: say("Tài khoản có người theo dõi", "Whose followers are mentioned")
        default: say("Tên người dùng", "Username")
        }
    }

    func hint(of name: ParameterName) -> String? {
        switch name {
        case .link: linkHint
        case .quantity: bounds
        case .comments, .usernames: isQuantity(name) ? say("\(bounds) dòng", "\(bounds) lines") : nil
        case .username: service.type == .subscriptions ? say("Có hoặc không có @", "With or without @") : nil
        case .posts: postsHint
        case .max: service.countsPieces ? bounds : nil
        case .expiry: say("Ngày/tháng/năm, ví dụ 31/12/2026", "Day/month/year, such as 31/12/2026")
        case .device:
            say(
                "1 máy tính, 2 Android, 3 iOS, 4 điện thoại, 5 tất cả",
                "1 desktop, 2 Android, 3 iOS, 4 mobile, 5 all of them"
            )
        case .country: say("Tên hoặc mã nước, ví dụ VN", "A name or a code, such as VN")
        case .runs:
            say("Mỗi lượt giao đủ số lượng ở trên", "Each run delivers the quantity above")
        case .reaction: say("Ví dụ LOVE hoặc ❤️", "Such as LOVE or ❤️")
        default: nil
        }
    }

    private var linkHint: String? {
        switch service.linkPattern?.text {
        case "url": say("Bắt đầu bằng https://", "Beginning with https://")
        case "username": say("Tên người dùng, có hoặc không có @", "A username, with or without @")
        case nil: say("Thường bắt đầu bằng https://", "Usually beginning with https://")
        default: nil
        }
    }

    private var postsHint: String? {
        guard service.countsPieces else { return bounds }
        return service.maximumPosts.map { most in
            say(
                "Để trống: mọi bài cho đến khi hết hạn, nhiều nhất \(most.words(in: language)) bài",
                "Leave it empty for all until it ends, at most \(most.words(in: language))"
            )
        }
    }

    /// Whether its lines are what is paid for.
    func isQuantity(_ name: ParameterName) -> Bool { service.type.quantitySource == .lines(of: name) }

    func lineCount(_ count: Int) -> String {
        let number = count.words(in: language)
        return say("\(number) dòng", count == 1 ? "1 line" : "\(number) lines")
    }

    // MARK: Refusals

    /// Why an order is not placed, and what to do.
    ///
    /// - Parameters:
    ///   - typed: What was refused.
    ///   - missing: How much money is.
    func refusal(_ refusal: APIRefusal, typed: ParameterSet, missing: String?) -> String {
        switch refusal {
        case .incorrectService:
            say(
                "Dịch vụ này không nhận đơn nữa. Hãy chọn dịch vụ khác.",
                "This service takes no orders. Choose another one."
            )
        case .incorrectLink: incorrectLink(typed)
        case .linkNotAllowed: say("Không nhận đơn cho liên kết này.", "Orders for this link are not taken.")
        case .duplicateLink:
            say(
                "Liên kết này đang có đơn chưa xong ở dịch vụ này. Hãy đợi đơn đó xong.",
                "This link has an order of this service that is not finished. Wait until it is."
            )
        case .quantityBelowMinimum(let least): belowMinimum(least.words(in: language), typed)
        case .quantityAboveMaximum(let most): aboveMaximum(most.words(in: language))
        case .commentsRequired where place == .line:
            say("Hãy nhập bình luận, cách nhau bởi |.", "Enter the comments, with | between them.")
        case .commentsRequired: say("Hãy nhập bình luận, mỗi dòng một bình luận.", "Enter the comments, one per line.")
        case .incorrectParameter(let name):
            typed.text(name) == nil
                ? say("Hãy nhập: \(label(of: name)).", "Enter this: \(label(of: name)).")
                : say("Chưa đúng: \(label(of: name)).", "This is not right: \(label(of: name)).")
        case .dripFeedUnavailable:
            say("Dịch vụ này không chia được thành nhiều lượt.", "This service has no orders in several runs.")
        case .insufficientBalance:
            missing.map { say("Số dư không đủ, còn thiếu \($0).", "The balance is not enough, \($0) is missing.") }
                ?? say("Số dư không đủ.", "The balance is not enough.")
        case .requestIDReused where place == .line:
            say(
                "Dòng này đã đặt một đơn với nội dung khác. Nếu muốn đặt thêm đơn này, hãy kiểm tra lại.",
                "This line has placed an order with other content before. To place this one too, check it again."
            )
        case .requestIDReused:
            say(
                "Biểu mẫu này đã đặt một đơn với nội dung khác. Nếu muốn đặt thêm đơn này, hãy bấm lần nữa.",
                "This form has placed an order with other content before. To place this one too, press again."
            )
        case .accountSuspended: say("Tài khoản của bạn đang bị khóa.", "Your account is suspended.")
        case .invalidKey, .incorrectRequest, .tooManyIDs, .unknownOrder, .cancelUnavailable, .refillUnavailable,
            .unknownRefill:
            refusal.words(in: language)
        }
    }

    private func incorrectLink(_ typed: ParameterSet) -> String {
        guard typed.text(.link) != nil || typed.text(.username) != nil else {
            return OrderFieldSet.linkField(of: service) == .username
                ? say("Hãy nhập tên người dùng.", "Enter the username.") : say("Hãy nhập liên kết.", "Enter the link.")
        }
        return say("Dịch vụ này không nhận liên kết như vậy.", "This is not a link that the service takes.")
    }

    private func belowMinimum(_ least: String, _ typed: ParameterSet) -> String {
        switch service.type.quantitySource {
        case .lines(let name):
            let pieces = pieces(name)
            return say("Cần ít nhất \(least) \(pieces).", "At least \(least) \(pieces) are needed.")
        case .quantity:
            guard let text = typed.text(.quantity) else { return say("Hãy nhập số lượng.", "Enter the quantity.") }
            guard WholeNumber.isSpelled(by: text.trimmedUTF8) else {
                return say("Hãy nhập số lượng chỉ bằng chữ số.", "Enter the quantity in digits alone.")
            }
            return say("Số lượng tối thiểu là \(least).", "The minimum quantity is \(least).")
        case .one, .posts: return say("Ít nhất là \(least).", "The minimum is \(least).")
        }
    }

    private func aboveMaximum(_ most: String) -> String {
        switch service.type.quantitySource {
        case .lines(let name):
            say("Nhiều nhất là \(most) \(pieces(name)).", "At most \(most) \(pieces(name)) are taken.")
        case .quantity: say("Số lượng tối đa là \(most).", "The maximum quantity is \(most).")
        case .one, .posts: say("Nhiều nhất là \(most).", "The maximum is \(most).")
        }
    }

    /// What the lines of a parameter are. On a line of a list, a line would be something else.
    private func pieces(_ name: ParameterName) -> String {
        switch (place, name) {
        case (.form, _): say("dòng", "lines")
        case (.line, .usernames): say("tên", "usernames")
        case (.line, _): say("bình luận", "comments")
        }
    }
}
