import Hummingbird
import PanelCore
import PanelOperations

extension AdminAPI {
    func addSettingRoutes(to settings: RouterGroup<StaffContext>) {
        settings.get { _, context in
            let values = try await operations(context).settings()
            return try AdminJSON.response(SettingName.allCases.map { SettingMessage($0, in: values) })
        }
        settings.get(":name") { _, context in
            let name = try name(context)
            return try AdminJSON.response(SettingMessage(name, in: try await operations(context).settings()))
        }
        settings.put(":name") { request, context in
            let name = try name(context)
            let change = try await read(SettingChange.self, from: request)
            let staff = operations(context)
            _ = try await staff.changeSetting(name, to: change.value)
            return try AdminJSON.response(SettingMessage(name, in: try await staff.settings()))
        }
    }

    private func name(_ context: StaffContext) throws -> SettingName {
        try SettingName(typed: context.parameters.get("name") ?? "", .setting)
    }
}
