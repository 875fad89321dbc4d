package import PanelMarkup

/// A small drawing beside a word. It says nothing that the word does not.
package enum Icon: Sendable {
    case code
    case person

    /// - Parameter size: Its width and height in CSS pixels.
    package func html(size: Int = 16) -> HTML {
        """
        <svg viewBox="0 0 16 16" width="\(size)" height="\(size)" fill="currentColor" aria-hidden="true">\(path)</svg>
        """
    }

    private var path: HTML {
        switch self {
        case .code: #"<path d="M5.3 3.6 1 8l4.300 4.400 1-1L3 8l3.300-3.400zm5.400 0-1 1L13 8l-3.300 3.400 1 1L15 8z"/>"#
        case .person:
            """
            <path d="M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zm0 1.400a1.600 1.600 0 1 1 0 3.200 1.600 1.600 0 0 1 0-3.200zM2.500 \
            14c0-2.800 2.300-4.800 5.500-4.800s5.500 2 5.500 4.800h-1.400c0-2-1.700-3.400-4.100-3.400S3.900 12 3.900 14z"/>
            """
        }
    }
}
