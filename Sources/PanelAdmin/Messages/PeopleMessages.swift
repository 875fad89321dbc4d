import PanelCore
import PanelSecrets

/// A password as it was typed. It is answered nowhere.
package struct PasswordMessage: Codable, Sendable {
    package var password: String

    package init(password: String) {
        self.password = password
    }
}

/// A link that was just made: whoever opens it may do one thing, once. Nobody can be told it again.
package struct LinkMessage: Codable, Sendable {
    /// Of the invitation that it is; missing when it is none.
    package let id: Int64?
    /// With the token.
    package let path: String
    /// The same with the panel's address before it; missing when that is not known.
    package let url: String?
    package let endsAt: String

    enum CodingKeys: String, CodingKey {
        case id
        case path
        case url
        case endsAt = "ends_at"
    }

    private init(_ path: String, of invitation: InvitationID? = nil, endsAt: Timestamp, at publicURL: String?) {
        id = invitation?.rawValue
        self.path = path
        url = publicURL.map { $0 + path }
        self.endsAt = endsAt.iso8601
    }

    /// Where somebody sets a new password.
    init(reset token: SecretToken, endsAt: Timestamp, at publicURL: String?) {
        self.init("/reset/\(token.text)", endsAt: endsAt, at: publicURL)
    }

    /// Where somebody registers who is invited.
    init(_ invitation: Invitation, _ token: SecretToken, at publicURL: String?) {
        let path = "/register?invitation=\(token.text)"
        self.init(path, of: invitation.id, endsAt: invitation.endsAt, at: publicURL)
    }
}

/// A browser that a user is logged in with.
package struct SessionMessage: Codable, Sendable {
    package let begunAt: String
    /// To a few minutes.
    package let seenAt: String
    package let address: String
    /// As the browser calls itself.
    package let agent: String

    enum CodingKeys: String, CodingKey {
        case begunAt = "begun_at"
        case seenAt = "seen_at"
        case address
        case agent
    }

    init(_ session: Session) {
        begunAt = session.begunAt.iso8601
        seenAt = session.seenAt.iso8601
        address = session.client.address
        agent = session.client.agent
    }
}

/// What is said about a new invitation.
package struct InvitationWish: Codable, Sendable {
    /// For whom it is.
    package var note: String?
    /// How long it holds; `Invitation.usualValidity` when missing.
    package var days: Int64?

    package init(note: String?, days: Int64?) {
        self.note = note
        self.days = days
    }
}

/// An invitation, without its link.
package struct InvitationMessage: Codable, Sendable {
    package let id: Int64
    package let note: String
    package let state: State
    package let madeAt: String
    package let endsAt: String
    /// The id of the user who was made with it.
    package let usedBy: Int64?

    package enum State: String, Codable, Sendable {
        /// A user can be made with it.
        case open
        case used
        case ended
    }

    enum CodingKeys: String, CodingKey {
        case id
        case note
        case state
        case madeAt = "made_at"
        case endsAt = "ends_at"
        case usedBy = "used_by"
    }

    init(_ invitation: Invitation, at now: Timestamp) {
        id = invitation.id.rawValue
        note = invitation.note
        state = invitation.usedBy != nil ? .used : invitation.isOpen(at: now) ? .open : .ended
        madeAt = invitation.madeAt.iso8601
        endsAt = invitation.endsAt.iso8601
        usedBy = invitation.usedBy?.rawValue
    }
}
