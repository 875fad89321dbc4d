package import Hummingbird
import Logging

/// What routes know of a request besides itself.
package struct AdminContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    /// Of a request that came over a connection.
    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// Of a request that came from within the process.
    init(logger: Logger) {
        coreContext = .init(source: Origin(logger: logger))
    }

    private struct Origin: RequestContextSource {
        let logger: Logger
    }
}
