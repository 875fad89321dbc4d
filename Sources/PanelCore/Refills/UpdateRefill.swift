/// Writes down how far staff are with a refill.
package struct UpdateRefill: StaffCommand {
    package let id: RefillID
    package let status: RefillStatus
    package let now: Timestamp

    package init(id: RefillID, status: RefillStatus, now: Timestamp) {
        self.id = id
        self.status = status
        self.now = now
    }

    package func permission(in scope: Scope) -> Permission { .handleRefills }
    package var action: AuditAction { "update_refill" }

    package func declareReads(in reads: inout ReadSet) {
        reads.load(Refill.self, id)
    }

    package func execute(in scope: inout Scope) throws(RefillRefusal) -> Refill {
        guard var refill = scope[Refill.self, id] else { throw .unknown(id) }
        guard refill.status.canBecome(status) else {
            throw .illegalTransition(from: refill.status, to: status)
        }
        guard refill.status != status else { return refill }
        refill.status = status
        refill.updatedAt = now
        scope.update(refill)
        return refill
    }
}
