import Hummingbird
import PanelCore
import PanelOperations
import PanelStore

extension AdminAPI {
    func addPanelRoutes(to panel: RouterGroup<StaffContext>) {
        panel.get("doctor") { _, context in
            try AdminJSON.response(DoctorMessage(try await operations(context).checkBooks()))
        }
        panel.post("backups") { request, context in
            let wish = try await AdminJSON.read(BackupWish.self, from: request)
            let start = ContinuousClock.now
            let backup = try await operations(context).backUp(to: wish.file)
            return try AdminJSON.response(BackupMessage(backup, took: ContinuousClock.now - start))
        }
        panel.get("audit") { request, context in
            let query = request.uri.queryParameters
            let page = try await operations(context).audit(
                by: query["by"].map(String.init),
                about: query["about"].map(String.init),
                limit: try Reading.limit(request),
                after: query["after"].map(String.init)
            )
            return try AdminJSON.response(page.rows.map(AuditMessage.init))
        }
    }
}
