package import Hummingbird
package import Logging
package import NIOCore
package import PanelHTTP

/// What is known of a request of strangers before it is known who sends it.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let channel: (any Channel)?
    /// Who asks, behind the proxies that are trusted; `nil` where that is not known.
    package var client: ClientAddress?
    /// Who looks at the page; set for every route.
    package var visit: Visit?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Of a request that came from within the process.
    package init(logger: Logger, client: ClientAddress?) {
        coreContext = .init(source: Inside(logger: logger))
        channel = nil
        self.client = client
    }

    private struct Inside: RequestContextSource {
        let logger: Logger
    }
}
