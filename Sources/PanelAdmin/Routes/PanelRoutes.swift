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
            let wish = try await read(BackupWish.self, from: request)
            let start = ContinuousClock.now
            let backup = try await operations(context).backUp(to: wish.file)
            return try AdminJSON.response(BackupMessage(backup, took: ContinuousClock.now - start))
        }
        panel.get("audit") { request, context in
            let staff = operations(context)
            let page = try await staff.audit(
                by: request.parameter("by"),
                about: request.parameter("about"),
                staff.part(request)
            )
            return try AdminJSON.response(page, AuditMessage.init)
        }
        panel.get("transfers/days") { request, context in
            let days = try await operations(context).transfersByDay(
                from: request.parameter("from").map { try CalendarDay(typed: $0) },
                to: request.parameter("to").map { try CalendarDay(typed: $0) }
            )
            return try AdminJSON.response(days.map(TransferDayMessage.init))
        }
    }
}
