import PanelCore
package import PanelMarkup
package import PanelOperations
package import PanelStore
package import PanelWeb
import PanelWords

/// What is new among the services, and what costs something else than before.
package struct UpdatesPage {
    private let frame: Frame
    private let news: Page<CustomerOperations.NewsItem>
    private let isSuspended: Bool
    private let isFirst: Bool

    /// - Parameter isFirst: Whether nothing newer is on a page before this one.
    package init(_ frame: Frame, _ news: Page<CustomerOperations.NewsItem>, isSuspended: Bool, isFirst: Bool) {
        self.frame = frame
        self.news = news
        self.isSuspended = isSuspended
        self.isFirst = isFirst
    }

    package var html: HTML {
        CustomerShell(
            frame,
            section: .services,
            title: words.title,
            content: """
                \(PageHead(
                    words.title,
                    after: #"<span class="soft small">\#(words.about)</span>"#,
                    end: #"<a class="button" href="\#(address: .services)">\#(words.services)</a>"#
                ).html)
                \(news.rows.isEmpty ? nothing : HTML())\(each: days, sheet)
                \(if: news.next != nil || !isFirst, further)
                """
        ).html
    }

    private typealias Item = CustomerOperations.NewsItem

    /// The items by the days on which they came, on the visitor's calendar.
    private var days: [(day: CalendarDay, items: [Item])] {
        news.rows.reduce(into: []) { days, item in
            let day = frame.zone.day(at: item.at)
            if days.last?.day == day { days[days.count - 1].items.append(item) } else { days.append((day, [item])) }
        }
    }

    private var nothing: HTML {
        """
        <section class="sheet"><div class="blank">\(Icon.tag.html(size: 32))<h2>\(words.nothing)</h2>\
        <p class="soft">\(words.whenNothing)</p>\
        <div class="row"><a class="button main" href="\(address: .services)">\(words.services)</a></div></div></section>
        """
    }

    private var further: HTML {
        """
        <p class="row">\(if: !isFirst, #"<a class="button" href="\#(address: .updates)">\#(words.newest)</a>"#)\
        \(news.next.map { #"<a class="button" href="\#(address: .updatesAfter($0.description))">\#(words.older)</a>"# as HTML })</p>
        """
    }

    private func sheet(_ day: CalendarDay, _ items: [Item]) -> HTML {
        let today = frame.zone.day(at: frame.now)
        let name = words.day(day, today.daysSince1970 - day.daysSince1970)
        return Sheet(
            id: "day-\(day.yearMonthDay)",
            title: HTML(text: name),
            content: Table(
                name,
                layout: .lines,
                heads: [.init("\(words.service)"), .init("\(words.change)"), .init("\(words.rate)", isNumber: true)],
                rows: items.map(row)
            ).html
        ).html
    }

    private func row(_ item: Item) -> [Table.Cell] {
        let canBeOrdered = item.service.isOffered && !isSuspended
        let name: HTML =
            canBeOrdered
            ? #"<a class="id" href="\#(address: .newOrderOf(item.service.id))">\#(item.service.name)</a>"#
            : HTML(text: item.service.name)
        return [
            .init(
                "what",
                #"\#(name)<span class="two">\#(words.id) \#(item.service.id.description) · \#(item.service.category)</span>"#
            ),
            .init("id w10", badge(of: item.change)),
            .init("number sum w10", price(of: item)),
        ]
    }

    private func badge(of change: OfferChange) -> HTML {
        switch change {
        case .new: StateBadge(.good, words.new).html
        case .offered: StateBadge(.good, words.offered).html
        case .gone: StateBadge(.idle, words.gone).html
        case .price(let old, let new):
            old < new ? StateBadge(.warn, words.dearer).html : StateBadge(.good, words.cheaper).html
        }
    }

    private func price(of item: Item) -> HTML {
        let unit = RateUnit(of: item.service, in: frame.language).html
        return switch item.change {
        case .new(let rate), .offered(let rate): "<b>\(frame.amount(rate))</b>\(unit)"
        case .gone: "<span class=\"soft\">–</span>"
        case .price(let old, let new):
            """
            <b>\(frame.amount(new))</b><span class="two"><s>\(Unseen(words.before).html)\(frame.amount(old))</s></span>\
            \(unit)
            """
        }
    }

    private var words: Words { .in(frame.language) }
}

extension UpdatesPage {
    struct Words: PageWords {
        let title, about, services, nothing, whenNothing, newest, older, service, id, change, rate: String
        let new, offered, gone, dearer, cheaper, before: String
        /// A day, and how many days ago it was.
        let day: @Sendable (CalendarDay, Int64) -> String

        static let vi = Words(
            title: "Mới và đổi giá",
            about: "Dịch vụ mới và giá đã đổi trong \(ServiceNews.days) ngày qua, theo giá của bạn",
            services: "Xem bảng giá",
            nothing: "Không có gì thay đổi",
            whenNothing: "Khi có dịch vụ mới hoặc giá thay đổi, bạn sẽ thấy ở đây.",
            newest: "Mới nhất",
            older: "Cũ hơn",
            service: "Dịch vụ",
            id: "Mã",
            change: "Thay đổi",
            rate: "Giá / 1.000",
            new: "Mới",
            offered: "Mở bán",
            gone: "Ngừng bán",
            dearer: "Tăng giá",
            cheaper: "Giảm giá",
            before: "trước đây ",
            day: { day, ago in
                switch ago {
                case 0: "Hôm nay"
                case 1: "Hôm qua"
                default: day.dayMonthYear
                }
            }
        )

        static let en = Words(
            title: "New and changed prices",
            about: "New services and changed prices of the last \(ServiceNews.days) days, at your own rates",
            services: "See all prices",
            nothing: "Nothing has changed",
            whenNothing: "New services and changed prices will be listed here.",
            newest: "Newest",
            older: "Older",
            service: "Service",
            id: "ID",
            change: "Change",
            rate: "Rate / 1,000",
            new: "New",
            offered: "On sale",
            gone: "No longer sold",
            dearer: "Price up",
            cheaper: "Price down",
            before: "before ",
            day: { day, ago in
                switch ago {
                case 0: "Today"
                case 1: "Yesterday"
                default: day.yearMonthDay
                }
            }
        )
    }
}
