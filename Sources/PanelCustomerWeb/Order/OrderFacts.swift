import PanelCore
import PanelMarkup
import PanelOperations
import PanelStore
import PanelWeb
import PanelWords

/// What was ordered, as it was sent.
struct OrderFacts {
    let frame: Frame
    let details: OwnOrderDetails

    var html: HTML { Facts(.read, facts).html }

    private var order: Order { details.order }

    private var facts: [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            (words.service, service), (words.link, "\(order.link)"), (words.quantity, "\(number(order.quantity))"),
        ]
        if let dripFeed = order.dripFeed {
            facts.append((words.dripFeed, "\(words.runs(dripFeed, number(order.quantityPerRun)))"))
        }
        if let count = order.startCount { facts.append((words.startCount, "\(number(count))")) }
        facts.append((words.orderedAt, frame.moment(order.createdAt)))
        if let finishedAt = order.finishedAt { facts.append((words.finishedAt, frame.moment(finishedAt))) }
        return facts + details.own.record.parameters.map { ($0.name.words(in: frame.language), value(of: $0)) }
    }

    private var service: HTML {
        let name = "\(order.service) · \(details.own.record.serviceName)"
        let others = Address.ordersWhere(OrderCriteria(service: order.service), after: nil)
        return #"\#(name)<p class="small"><a href="\#(address: others)">\#(words.othersOfService)</a></p>"#
    }

    /// Texts of several lines are folded.
    private func value(of parameter: ParameterSet.Entry) -> HTML {
        let lines = parameter.value.split(whereSeparator: \.isNewline).count
        guard lines > 1 else { return HTML(text: parameter.value) }
        return "<details><summary>\(words.lines(lines))</summary><pre>\(parameter.value)</pre></details>"
    }

    private func number(_ number: Int64) -> String { number.words(in: frame.language) }

    private var words: Words { .in(frame.language) }
}

extension OrderFacts {
    struct Words: PageWords {
        let service, link, quantity, dripFeed, startCount, orderedAt, finishedAt, othersOfService: String
        let runs: @Sendable (DripFeed, String) -> String
        let lines: @Sendable (Int) -> String

        static let vi = Words(
            service: "Dịch vụ",
            link: "Liên kết",
            quantity: "Số lượng",
            dripFeed: "Drip-feed",
            startCount: "Số ban đầu",
            orderedAt: "Đặt lúc",
            finishedAt: "Xong lúc",
            othersOfService: "các đơn cùng dịch vụ",
            runs: {
                "\($0.runs.words(in: .vietnamese)) lượt × \($1), cách nhau \($0.interval.words(in: .vietnamese)) phút"
            },
            lines: { "\($0.words(in: .vietnamese)) dòng" }
        )
        static let en = Words(
            service: "Service",
            link: "Link",
            quantity: "Quantity",
            dripFeed: "Drip-feed",
            startCount: "Start count",
            orderedAt: "Ordered",
            finishedAt: "Finished",
            othersOfService: "orders of this service",
            runs: { "\($0.runs.words(in: .english)) runs × \($1), every \($0.interval.words(in: .english)) minutes" },
            lines: { $0 == 1 ? "1 line" : "\($0.words(in: .english)) lines" }
        )
    }
}

extension ParameterName {
    /// What a field of an order is called.
    fileprivate func words(in language: Language) -> String {
        switch (self, language) {
        case (.comments, .vietnamese): "Bình luận"
        case (.comments, .english): "Comments"
        case (.usernames, .vietnamese): "Các tên người dùng"
        case (.usernames, .english): "Usernames"
        case (.username, .vietnamese): "Tên người dùng"
        case (.username, .english): "Username"
        case (.hashtags, _): "Hashtags"
        case (.hashtag, _): "Hashtag"
        case (.keywords, .vietnamese): "Từ khóa"
        case (.keywords, .english): "Keywords"
        case (.media, .vietnamese): "Liên kết bài viết"
        case (.media, .english): "Media link"
        case (.answerNumber, .vietnamese): "Đáp án số"
        case (.answerNumber, .english): "Answer number"
        case (.groups, .vietnamese): "Nhóm"
        case (.groups, .english): "Groups"
        case (.country, .vietnamese): "Quốc gia"
        case (.country, .english): "Country"
        case (.device, .vietnamese): "Thiết bị"
        case (.device, .english): "Device"
        case (.typeOfTraffic, .vietnamese): "Nguồn truy cập"
        case (.typeOfTraffic, .english): "Type of traffic"
        case (.googleKeyword, .vietnamese): "Từ khóa Google"
        case (.googleKeyword, .english): "Google keyword"
        case (.referringURL, .vietnamese): "Trang giới thiệu"
        case (.referringURL, .english): "Referring URL"
        case (.posts, .vietnamese): "Số bài mới"
        case (.posts, .english): "New posts"
        case (.oldPosts, .vietnamese): "Số bài cũ"
        case (.oldPosts, .english): "Old posts"
        case (.min, .vietnamese): "Ít nhất mỗi bài"
        case (.min, .english): "Least for a post"
        case (.max, .vietnamese): "Nhiều nhất mỗi bài"
        case (.max, .english): "Most for a post"
        case (.delay, .vietnamese): "Trễ (phút)"
        case (.delay, .english): "Delay (minutes)"
        case (.expiry, .vietnamese): "Hết hạn"
        case (.expiry, .english): "Expiry"
        case (.reaction, .vietnamese): "Cảm xúc"
        case (.reaction, .english): "Reaction"
        case (.post, .vietnamese): "Bài viết"
        case (.post, .english): "Post"
        case (.viewTime, .vietnamese): "Thời gian xem (giây)"
        case (.viewTime, .english): "View time (seconds)"
        // Those of an order itself, which it does not keep as fields.
        case (.key, _), (.action, _), (.order, _), (.orders, _), (.refill, _), (.refills, _), (.limit, _),
            (.service, _),
            (.link, _), (.quantity, _), (.runs, _), (.interval, _), (.days, _), (.requestID, _):
            rawValue
        }
    }
}
