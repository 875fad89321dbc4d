import PanelCore

/// What the customer of a demo has ordered over the last five weeks, and what became of it.
enum DemoOrders {
    /// An order that staff delivered, or are about to.
    struct Past {
        let minutesAgo: Int64
        let sent: ParameterSet
        let quantity: Int64
        let outcome: Outcome
        /// What is known when it is delivered.
        let startCount: Int64
    }

    enum Outcome {
        case pending
        case processing
        /// - Parameter percent: What remains.
        case inProgress(percent: Int64)
        case completed
        case partial(percent: Int64)
        case canceled
        /// It was completed, and is to be delivered again.
        case refilled(RefillStatus)
    }

    /// As many as make the next order number 101, with those of ``live``.
    static let past: [Past] = (Int64(0)..<97).map { number in
        let kind = kinds[Int(number * 7 % Int64(kinds.count))]
        return Past(
            // They get closer to each other, and the last one was a few minutes ago.
            minutesAgo: (97 - number) * (97 - number) * 5 + 11,
            sent: kind.parameters(number),
            quantity: kind.quantity(number),
            outcome: outcome(of: number),
            startCount: 120 + number * 379 % 4000
        )
    }

    /// What the sandbox delivers while somebody looks: at once, and in runs of a minute.
    static let live: [ParameterSet] = [
        parameters(service: 1, link: "https://www.facebook.com/hoasen/videos/2001", quantity: 1000),
        parameters(service: 10, link: "https://www.tiktok.com/@hoasen/video/2002", quantity: 100, runs: 30),
        parameters(service: 15, link: "https://www.instagram.com/hoasen.vn", quantity: 50, runs: 12),
    ]

    /// What the customer orders most.
    static let starred = [ServiceID(rawValue: 3), ServiceID(rawValue: 15)]

    /// What sends each of its runs itself, so that it takes as long as it says.
    static let servicesInRuns: Set<ServiceID> = [ServiceID(rawValue: 10), ServiceID(rawValue: 15)]

    private static func outcome(of number: Int64) -> Outcome {
        switch number {
        case 96: .pending
        case 95: .processing
        case 94: .inProgress(percent: 62)
        case 92: .inProgress(percent: 18)
        case 88: .pending
        default: ended(number)
        }
    }

    private static func ended(_ number: Int64) -> Outcome {
        switch number % 24 {
        case 5: .partial(percent: 20 + number % 17)
        case 20: .partial(percent: 3)
        case 13: .canceled
        case 3: .refilled(.completed)
        case 9: .refilled(.rejected)
        case 17: .refilled(number > 80 ? .pending : .inProgress)
        default: .completed
        }
    }

    private struct Kind {
        let service: Int64
        /// With the number of the order behind it.
        let link: String
        let quantity: Int64
        var comments: String?

        func quantity(_ number: Int64) -> Int64 {
            comments == nil ? quantity + number % 5 * quantity / 5 : quantity
        }

        func parameters(_ number: Int64) -> ParameterSet {
            guard let comments else {
                return DemoOrders.parameters(
                    service: service,
                    link: "\(link)\(1000 + number)",
                    quantity: quantity(number)
                )
            }
            return ParameterSet([
                .init(.service, "\(service)"), .init(.link, "\(link)\(1000 + number)"), .init(.comments, comments),
            ])
        }
    }

    // Each can be refilled where an outcome above says so.
    private static let kinds: [Kind] = [
        Kind(service: 1, link: "https://www.facebook.com/hoasen/videos/", quantity: 500),
        Kind(service: 3, link: "https://www.facebook.com/profile.php?id=", quantity: 200),
        Kind(service: 10, link: "https://www.tiktok.com/@hoasen/video/", quantity: 400),
        Kind(service: 15, link: "https://www.instagram.com/hoasen.", quantity: 150),
        Kind(service: 25, link: "https://www.youtube.com/watch?v=hoasen", quantity: 500),
        Kind(service: 11, link: "https://www.tiktok.com/@hoasen.", quantity: 100),
        Kind(
            service: 5,
            link: "https://www.facebook.com/hoasen/posts/",
            quantity: 8,
            comments: (1...8).map { "Sản phẩm rất đẹp, giao hàng nhanh \($0)" }.joined(separator: "\n")
        ),
        Kind(service: 33, link: "https://t.me/hoasen", quantity: 300),
    ]

    private static func parameters(
        service: Int64,
        link: String,
        quantity: Int64,
        runs: Int64? = nil
    ) -> ParameterSet {
        var entries: [ParameterSet.Entry] = [
            .init(.service, "\(service)"), .init(.link, link), .init(.quantity, "\(quantity)"),
        ]
        if let runs { entries += [.init(.runs, "\(runs)"), .init(.interval, "1")] }
        return ParameterSet(entries)
    }
}
