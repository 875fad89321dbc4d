/// Brings services into the catalogue: new ones at its end, known ones changed where they stand.
package struct ImportServices: Command {
    package let services: [Service]

    /// How many services were new, and how many were there already.
    package struct Outcome: Sendable, Equatable {
        package var created = 0
        package var updated = 0
    }

    package init(_ services: [Service]) {
        self.services = services
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.services.formUnion(services.map(\.id))
    }

    /// All of them or none.
    package func execute(in scope: inout Scope) throws(StaffRefusal) -> Outcome {
        var outcome = Outcome()
        var seen: Set<ServiceID> = []
        var position = scope.lastServicePosition
        for var service in services {
            guard seen.insert(service.id).inserted else { throw .duplicateService(service.id) }
            if let problem = service.problem { throw .incorrectService(service.id, problem) }
            if let known = scope.service(service.id) {
                service.position = known.position
                scope.update(service)
                outcome.updated += 1
            } else {
                position += 1
                service.position = position
                scope.insert(service)
                outcome.created += 1
            }
        }
        return outcome
    }
}
