/// Makes a provider known.
package struct AddProvider: StaffCommand {
    package let name: ProviderName
    package let url: String
    package let sealedKey: SealedText
    package let terms: ProviderTerms
    package let now: Timestamp

    /// - Parameter url: As whoever calls providers can use it.
    package init(name: ProviderName, url: String, sealedKey: SealedText, terms: ProviderTerms, now: Timestamp) {
        self.name = name
        self.url = url
        self.sealedKey = sealedKey
        self.terms = terms
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .manageProviders }
    package var action: AuditAction { "add_provider" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.loadAll(Provider.self)
        reads.allot(Provider.self, 1)
    }

    package func execute(in scope: inout Scope) throws(ProviderRefusal) -> Provider {
        guard scope.provider(named: name) == nil else { throw .exists(name) }
        if let problem = terms.problem { throw .incorrectTerms(problem) }
        let provider = Provider(
            id: scope.newID(of: Provider.self),
            name: name,
            url: url,
            sealedKey: sealedKey,
            terms: terms,
            createdAt: now
        )
        scope.insert(provider)
        return provider
    }
}

/// Stops or resumes sending new orders to a provider, or removes it.
package struct ChangeProvider: StaffCommand {
    /// What becomes of it.
    package enum Change: Sendable {
        case pause
        case resume
        /// Only without open orders. Services that it delivered are no longer offered over it.
        case remove
    }

    package let id: ProviderID
    package let change: Change
    package let now: Timestamp

    package init(id: ProviderID, change: Change, now: Timestamp) {
        self.id = id
        self.change = change
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .manageProviders }
    package var action: AuditAction {
        switch change {
        case .pause: "pause_provider"
        case .resume: "resume_provider"
        case .remove: "remove_provider"
        }
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.loadAll(Provider.self)
        guard case .remove = change else { return }
        reads.servicesOfProviders.insert(id)
        reads.openSubmissions.insert(id)
    }

    package func execute(in scope: inout Scope) throws(ProviderRefusal) -> Provider {
        guard var provider = scope[Provider.self, id], provider.removedAt == nil else {
            throw .unknown(.id(id))
        }
        switch change {
        case .pause: provider.isPaused = true
        case .resume: provider.isPaused = false
        case .remove:
            let open = scope.openSubmissions(of: id)
            guard open == 0 else { throw .hasOpenOrders(provider.name, open) }
            provider.removedAt = now
            for var service in scope.services(of: id) {
                for index in service.routes.indices where service.routes[index].provider == id {
                    service.routes[index].availability = .gone
                }
                scope.update(service)
            }
        }
        scope.update(provider)
        return provider
    }
}
