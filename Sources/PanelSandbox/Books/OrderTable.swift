/// Orders by their place, in pages, so that a table of millions grows without being copied.
struct OrderTable {
    private static let pageBits = 14
    private static let pageSize = 1 << pageBits

    private var pages: [[SandboxOrder]] = []
    private(set) var count = 0

    mutating func append(_ order: SandboxOrder) {
        if count == pages.count << OrderTable.pageBits {
            var page: [SandboxOrder] = []
            page.reserveCapacity(OrderTable.pageSize)
            pages.append(page)
        }
        pages[pages.count - 1].append(order)
        count += 1
    }

    subscript(place: Int) -> SandboxOrder {
        // Without a copy, which would count references to the link and the details.
        _read { yield pages[place >> OrderTable.pageBits][place & (OrderTable.pageSize - 1)] }
        _modify { yield &pages[place >> OrderTable.pageBits][place & (OrderTable.pageSize - 1)] }
    }
}
