package import Hummingbird
import Logging
package import PanelCore
package import PanelStore

/// The operations of staff as a JSON API. Whoever may open the server's socket may use it.
package struct AdminAPI: Sendable {
    let store: any Store
    let writer: BatchWriter
    /// Calls providers.
    let gateway: any ProviderGateway
    /// What a new user gets when nothing else is said.
    let defaults: Defaults

    /// Settings of new users.
    package struct Defaults: Sendable {
        package var profile = ResponseProfile.seed
        package var language = Language.vietnamese

        package init() {}
    }

    package init(
        store: any Store,
        writer: BatchWriter,
        gateway: any ProviderGateway,
        defaults: Defaults = Defaults()
    ) {
        self.store = store
        self.gateway = gateway
        self.writer = writer
        self.defaults = defaults
    }

    /// All routes.
    package func router() -> Router<AdminContext> {
        let router = Router(context: AdminContext.self)
        router.add(middleware: AdminErrorMiddleware())
        addUserRoutes(to: router.group("users"))
        addServiceRoutes(to: router.group("services"))
        addLinkRuleRoutes(to: router.group("link-rules"))
        addOrderRoutes(to: router.group("orders"))
        addRefillRoutes(to: router.group("refills"))
        addProviderRoutes(to: router.group("providers"))
        router.get("doctor") { _, _ in
            try AdminJSON.response(DoctorMessage(try await store.checkInvariants(at: .now)))
        }
        router.post("backups") { request, _ in
            try AdminJSON.response(try await backUp(try await AdminJSON.read(BackupWish.self, from: request)))
        }
        return router
    }

    private func backUp(_ wish: BackupWish) async throws -> BackupMessage {
        guard wish.file.hasPrefix("/"), !wish.file.hasControlCharacters() else {
            throw AdminError.invalid("The file is a path from the root, without control characters.")
        }
        let start = ContinuousClock.now
        let backup: Backup
        do {
            backup = try await store.backUp(to: wish.file)
        } catch {
            throw AdminError(status: .conflict, message: "\(error)")
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return BackupMessage(
            file: backup.file,
            bytes: backup.bytes,
            milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000,
            unfinished: backup.unfinished
        )
    }

    /// Carries out a command, or throws why not as it is answered.
    func perform<C: Command>(_ command: C) async throws -> C.Outcome where C.Refusal == StaffRefusal {
        do {
            switch try await writer.perform(command) {
            case .success(let outcome): return outcome
            case .failure(let refusal): throw AdminError(refusal)
            }
        } catch let error as WriterError {
            throw AdminError(error)
        }
    }
}

/// Answers in JSON whatever goes wrong.
private struct AdminErrorMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as AdminError {
            return try error.response(from: request, context: context)
        } catch let error as HTTPError where error.status == .notFound {
            return try AdminError(status: .notFound, message: "There is no such operation.")
                .response(from: request, context: context)
        } catch {
            context.logger.error("A staff operation failed.", metadata: ["error": "\(error)"])
            return try AdminError(status: .internalServerError, message: "The operation failed: \(error).")
                .response(from: request, context: context)
        }
    }
}
