import Hummingbird
import PanelCore
import PanelOperations

/// Who gets in on the pages.
extension AdminAPI {
    func addPeopleRoutes(to users: RouterGroup<StaffContext>) {
        users.put(":name/password") { request, context in
            let message = try await read(PasswordMessage.self, from: request)
            let record = try await operations(context).setPassword(message.password, of: Reading.user(from: context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.post(":name/reset-link") { _, context in
            let link = try await operations(context).makeResetLink(for: Reading.user(from: context))
            return try AdminJSON.response(LinkMessage(reset: link.token, endsAt: link.endsAt, at: publicURL()))
        }
        users.get(":name/sessions") { request, context in
            let staff = operations(context)
            return try AdminJSON.response(
                await staff.sessions(of: Reading.user(from: context), staff.part(request)),
                SessionMessage.init
            )
        }
        users.delete(":name/sessions") { _, context in
            let record = try await operations(context).endSessions(of: Reading.user(from: context))
            return try AdminJSON.response(UserSummary(record))
        }
        users.delete(":name/second-factor") { _, context in
            let record = try await operations(context).resetSecondFactor(of: Reading.user(from: context))
            return try AdminJSON.response(UserSummary(record))
        }
    }

    func addInvitationRoutes(to invitations: RouterGroup<StaffContext>) {
        invitations.get { request, context in
            let staff = operations(context)
            return try AdminJSON.response(await staff.invitations(staff.part(request))) {
                InvitationMessage($0, at: staff.now)
            }
        }
        invitations.post { request, context in
            let wish = try await read(InvitationWish.self, from: request)
            let (invitation, token) = try await operations(context).createInvitation(
                note: Invitation.note(typed: wish.note ?? ""),
                days: wish.days ?? Invitation.usualValidity
            )
            return try AdminJSON.response(LinkMessage(invitation, token, at: publicURL()))
        }
        invitations.delete(":id") { _, context in
            let staff = operations(context)
            let invitation = try await staff.endInvitation(Reading.id(from: context))
            return try AdminJSON.response(InvitationMessage(invitation, at: staff.now))
        }
    }
}
