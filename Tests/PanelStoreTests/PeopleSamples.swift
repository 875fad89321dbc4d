import PanelCore

@testable import PanelSQL

/// Samples of the records of people, for ``RecordSamples``.
enum PeopleSamples {
    static let people = SamplePair(
        Person(
            AccountID(rawValue: 1),
            displayName: DisplayName(unchecked: "Alice"),
            mail: MailAddress(unchecked: "alice@example.com"),
            language: .vietnamese,
            timeZone: TimeZoneName(unchecked: "Asia/Tokyo"),
            theme: .light
        ),
        Person(
            AccountID(rawValue: 2),
            displayName: DisplayName(unchecked: "Bob"),
            mail: MailAddress(unchecked: "bob@example.com"),
            language: .english,
            timeZone: TimeZoneName(unchecked: "UTC"),
            theme: .dark
        )
    )
    static let credentials = SamplePair(credential(1), credential(2))
    static let sessions = SamplePair(session(1), session(2))
    static let links = SamplePair(link(1), link(2))
    static let invitations = SamplePair(invitation(1), invitation(2))

    private static func moment(_ number: Int64) -> Timestamp { Timestamp(milliseconds: 1000 + number) }

    private static func digest(_ number: Int64) -> TokenDigest {
        TokenDigest(bytes: [UInt8](repeating: UInt8(number), count: TokenDigest.length))
    }

    private static func credential(_ number: Int64) -> Credentials {
        Credentials(
            AccountID(rawValue: number),
            password: PasswordHash("hash\(number)"),
            passwordChangedAt: moment(number),
            secondFactor: SecondFactor(
                secret: SealedText(bytes: [UInt8(number)]),
                lastStep: 10 + number,
                recoveryCodes: [digest(20 + number), digest(30 + number)]
            ),
            epoch: 40 + number
        )
    }

    private static func session(_ number: Int64) -> Session {
        Session(
            digest(number),
            account: AccountID(rawValue: number),
            epoch: 10 + number,
            client: Session.Client(address: "192.0.2.\(number)", agent: "agent\(number)"),
            stage: .awaitsCode(wrong: 20 + number),
            begunAt: moment(30 + number),
            seenAt: moment(40 + number)
        )
    }

    private static func link(_ number: Int64) -> OneTimeLink {
        let purpose = OneTimeLink.Purpose.resetPassword(AccountID(rawValue: number), epoch: 10 + number)
        return OneTimeLink(digest(number), for: purpose, endsAt: moment(20 + number))
    }

    private static func invitation(_ number: Int64) -> Invitation {
        Invitation(
            digest(number),
            id: InvitationID(rawValue: 10 + number),
            note: "note\(number)",
            madeAt: moment(20 + number),
            endsAt: moment(30 + number),
            usedBy: AccountID(rawValue: 40 + number)
        )
    }
}
