/// Who acts, and from where. Every operation has one.
package struct Principal: Hashable, Sendable {
    package let identity: Identity
    package let origin: Origin

    /// Who it is.
    package enum Identity: Hashable, Sendable {
        case customer(AccountName)
        case staff(AccountName, Role)
        /// A program that staff let do some things.
        case token(name: String, Set<Permission>)
        /// Whoever may open the panel's socket or its files, by the name that the machine knows.
        case machine(user: String)
        /// The panel itself, by the name of the work that recurs.
        case job(String)
    }

    /// Where a request came from: an address, or one of the names below.
    package struct Origin: Hashable, Sendable, CustomStringConvertible {
        /// At most ``longest`` bytes.
        package let description: String

        package static let longest = 64
        /// The command line, which has the panel open itself.
        package static let command = Origin("command")
        /// The socket of staff on the server's own machine.
        package static let socket = Origin("socket")
        /// The server itself.
        package static let server = Origin("server")

        package init(_ text: String) {
            description = text.cut(toBytes: Origin.longest)
        }
    }

    package init(_ identity: Identity, from origin: Origin) {
        self.identity = identity
        self.origin = origin
    }

    /// The panel itself at work that recurs.
    package static func job(_ name: String) -> Principal {
        Principal(.job(name), from: .server)
    }

    package func may(_ permission: Permission) -> Bool {
        switch identity {
        case .customer: false
        case .staff(_, let role): role.permissions.contains(permission)
        case .token(_, let permissions): permissions.contains(permission)
        // Who has the files has everything already, and what the panel does by itself nobody else steers.
        case .machine, .job: true
        }
    }

    /// - Throws: ``StaffRefusal/notAllowed(_:)``.
    package func require(_ permission: Permission) throws(StaffRefusal) {
        guard may(permission) else { throw .notAllowed(permission) }
    }

    /// What kind of somebody it is.
    package var kind: Kind {
        switch identity {
        case .customer: .customer
        case .staff: .staff
        case .token: .token
        case .machine: .machine
        case .job: .job
        }
    }

    package enum Kind: String, Sendable {
        case customer
        case staff
        case token
        case machine
        case job
    }

    /// The name, without the kind.
    package var name: String {
        switch identity {
        case .customer(let name), .staff(let name, _): name.description
        case .token(let name, _), .machine(let name), .job(let name): name
        }
    }
}
