package import PanelMarkup

/// A small drawing beside a word. It says nothing that the word does not.
package enum Icon: Sendable {
    case code
    case person
    case plus
    case list
    case tag
    case wallet
    case more
    case star
    case search

    /// - Parameter size: Its width and height in CSS pixels.
    package func html(size: Int = 16) -> HTML {
        """
        <svg viewBox="0 0 16 16" width="\(size)" height="\(size)" fill="currentColor" aria-hidden="true">\(path)</svg>
        """
    }

    private var path: HTML {
        switch self {
        case .code:
            #"<path d="M5.3 3.6 1 8l4.300 4.400 1-1L3 8l3.300-3.400zm5.400 0-1 1L13 8l-3.300 3.400 1 1L15 8z"/>"#
        case .plus:
            #"<path d="M7.300 3h1.400v4.300H13v1.400H8.700V13H7.300V8.700H3V7.300h4.300z"/>"#
        case .list:
            #"<path d="M2 3.300h2v1.400H2zm4 0h8v1.400H6zM2 7.300h2v1.400H2zm4 0h8v1.400H6zm-4 4h2v1.400H2zm4 0h8v1.400H6z"/>"#
        case .tag:
            """
            <path d="M2 2h6l6 6-6 6-6-6zm1.400 1.400v4L8 12l4-4-4.600-4.600zM5.500 4.500a1 1 0 1 1 0 2 1 1 0 0 1 0-2z" \
            fill-rule="evenodd"/>
            """
        case .wallet:
            """
            <path d="M2 4h10.500v1.400H3.400v6.200h9.200V10H14v3H2zm8 3.300h4v2.400h-4z"/>
            """
        case .more:
            #"<path d="M2.500 6.900h2.200v2.200H2.500zm4.400 0h2.200v2.200H6.900zm4.400 0h2.200v2.200h-2.200z"/>"#
        case .star:
            #"<path d="m8 1.800 1.900 4 4.300.600-3.100 3 .700 4.300L8 11.600l-3.800 2.100.700-4.300-3.100-3 4.300-.600z"/>"#
        case .search:
            """
            <path d="M7 2a5 5 0 1 0 3.100 8.900l3 3 .900-.900-3-3A5 5 0 0 0 7 2zm0 1.400a3.600 3.600 0 1 1 0 7.200 3.600 \
            3.600 0 0 1 0-7.200z"/>
            """
        case .person:
            """
            <path d="M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zm0 1.400a1.600 1.600 0 1 1 0 3.200 1.600 1.600 0 0 1 0-3.200zM2.500 \
            14c0-2.800 2.300-4.800 5.500-4.800s5.500 2 5.500 4.800h-1.400c0-2-1.700-3.400-4.100-3.400S3.900 12 3.900 14z"/>
            """
        }
    }
}
