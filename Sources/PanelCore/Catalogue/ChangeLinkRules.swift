/// Refuses orders for links with a text in them from now on.
package struct AddLinkRule: Command {
    /// 1 to ``LinkRule/longest`` bytes.
    package let text: String

    package init(text: String) {
        self.text = text
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.newIDs.linkRules += 1
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> LinkRule {
        let rule = LinkRule(id: scope.newLinkRuleID(), text: text)
        scope.setLinkRule(rule.id, rule)
        return rule
    }
}

/// Takes a rule back.
package struct RemoveLinkRule: Command {
    package let id: LinkRuleID

    package init(id: LinkRuleID) {
        self.id = id
    }

    package func declareReads(in reads: inout ReadSet) {
        reads.settings = true
        reads.linkRules.insert(id)
    }

    package func execute(in scope: inout Scope) throws(StaffRefusal) -> LinkRule {
        guard let rule = scope.linkRule(id) else { throw .unknownLinkRule(id) }
        scope.setLinkRule(id, nil)
        return rule
    }
}
