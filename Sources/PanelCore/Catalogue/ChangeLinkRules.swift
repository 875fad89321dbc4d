/// Refuses orders for links with a text in them from now on.
package struct AddLinkRule: StaffCommand {
    /// 1 to ``LinkRule/longest`` bytes.
    package let text: String

    package typealias Refusal = Never

    package init(text: String) {
        self.text = text
    }

    package func permission(in scope: Scope) -> Permission { .manageLinkRules }
    package var action: AuditAction { "add_link_rule" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.allot(LinkRule.self, 1)
    }

    package func execute(in scope: inout Scope) -> LinkRule {
        let rule = LinkRule(id: scope.newID(of: LinkRule.self), text: text)
        scope.insert(rule)
        return rule
    }
}

/// Takes a rule back.
package struct RemoveLinkRule: StaffCommand {
    package let id: LinkRuleID

    package init(id: LinkRuleID) {
        self.id = id
    }

    package func permission(in scope: Scope) -> Permission { .manageLinkRules }
    package var action: AuditAction { "remove_link_rule" }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.load(LinkRule.self, id)
    }

    package func execute(in scope: inout Scope) throws(CatalogueRefusal) -> LinkRule {
        guard let rule = scope[LinkRule.self, id] else { throw .unknownLinkRule(id) }
        scope.delete(LinkRule.self, id)
        return rule
    }
}
