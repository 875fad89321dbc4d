/// What `panel demo` tells whoever started it.
struct DemoGuide {
    let url: String
    let key: String
    let passwords: DemoPasswords
    let directory: String

    var text: String {
        """

        In a browser: \(url)
          customer  \(DemoContents.customer)   password  \(passwords.customer)
          owner     \(DemoContents.owner)  password  \(passwords.owner)

        This is a throw-away panel with a customer, demo, who has ordered for five weeks and has 100.84292 USD. Orders
        go to a sandbox, a provider that delivers in seconds; one in ten ends Partial or Canceled. Service 2 is
        delivered by staff. Orders that you place begin at \(order(1)). The API key:
        \(key)

        As the customer, in another terminal:

        \(calls.map { "# \($0.title)\n\(curl($0.parameters))" }.joined(separator: "\n"))

        As the operator:

        panel order list --data \(directory)
        panel order show \(order(1)) --data \(directory)
        panel order update \(order(4)) --status in_progress --start-count 3572 --data \(directory)
        panel order update \(order(4)) --status partial --remains 157 --data \(directory)
        panel order held --data \(directory)
        panel provider show sandbox --data \(directory)
        panel refill list --data \(directory)
        panel user list --data \(directory)
        panel doctor --data \(directory)

        Ctrl-C ends it and removes everything.
        """
    }

    /// The number of the order that is placed as the `number`th, from 1.
    private func order(_ number: Int64) -> String { String(DemoContents.nextOrder + number - 1) }

    private var calls: [(title: String, parameters: String)] {
        [
            ("services", "action=services"),
            ("add", "action=add&service=1&link=https://example.com/post/1&quantity=1000"),
            (
                "add, comments",
                "action=add&service=5&link=https://example.com/post/2&comments=Hay%0ATuyệt%0AĐẹp%0AChất%0AOK"
            ),
            ("add, drip-feed of 7 days", "action=add&service=1&link=https://example.com/post/3&quantity=200&days=7"),
            ("add, delivered by staff", "action=add&service=2&link=https://example.com/post/4&quantity=1000"),
            ("status of one order", "action=status&order=\(order(1))"),
            ("status of many", "action=status&orders=\((1...4).map(order).joined(separator: ","))"),
            ("cancel", "action=cancel&orders=\(order(2)),\(order(3))"),
            ("refill of one order", "action=refill&order=\(order(1))"),
            ("refill of many", "action=refill&orders=\(order(1)),\(order(2))"),
            ("refill status of one", "action=refill_status&refill=1"),
            ("refill status of many", "action=refill_status&refills=1,2"),
            ("balance", "action=balance"),
        ]
    }

    private func curl(_ parameters: String) -> String {
        "curl -s \(url)/api/v2 -d 'key=\(key)&\(parameters)'"
    }
}
