// What the audit keeps of records. A test sees to it that every field that can change is there.

extension Facts {
    /// - Parameter values: What is `nil` is not among them.
    init(_ values: KeyValuePairs<String, (any CustomStringConvertible)?>) {
        self.init()
        for (name, value) in values { self[name] = value.map { KeptText($0.description).description } }
    }
}

extension Account: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.account, id) }

    package var auditFacts: Facts {
        Facts([
            "name": name,
            "role": role.rawValue,
            "profile": profile.rawValue,
            "language": language.rawValue,
            "discount": discount,
            // Enough to see that it is another one.
            "key": keyDigest.bytes.prefix(4).hexadecimal,
            "key_made_at": keyHint?.madeAt.iso8601,
            "suspended": isSuspended,
        ])
    }
}

extension Credentials: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.account, key) }

    package var auditFacts: Facts {
        Facts([
            "password_changed_at": passwordChangedAt?.iso8601,
            "second_factor": secondFactor != nil,
            "sessions_ended": epoch,
        ])
    }
}

extension OneTimeLink: AuditedRecord {
    package var auditSubject: AuditSubject {
        switch purpose {
        case .resetPassword(let account, _): AuditSubject(.account, account)
        case .makeOwner: AuditSubject(.account, "owner")
        }
    }

    package var auditFacts: Facts { Facts(["link_ends_at": endsAt.iso8601]) }
}

extension Invitation: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.invitation, id) }
    package var auditFacts: Facts { Facts(["note": note, "ends_at": endsAt.iso8601, "used_by": usedBy]) }
}

extension OwnRate: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.account, key.account) }
    package var auditFacts: Facts { Facts(["rate of service \(key.service)": rate]) }
}

extension Credit: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.account, account) }
    package var auditFacts: Facts { Facts(["amount": amount, "reference": reference]) }
}

extension LinkRule: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.linkRule, id) }
    package var auditFacts: Facts { Facts(["text": text]) }
}

extension Service: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.service, id) }

    package var auditFacts: Facts {
        Facts([
            "position": position,
            "name": name,
            "type": type.rawValue,
            "category": category,
            "rate": rate,
            "minimum": minimum,
            "maximum": maximum,
            "subscription_rate": subscriptionRate.rawValue,
            "maximum_posts": maximumPosts,
            "description": description,
            "refill": offersRefill,
            "cancel": offersCancel,
            "drip_feed": offersDripFeed,
            "deny_duplicates": deniesDuplicates,
            "link_pattern": linkPattern?.text,
            "refill_days": refillDays,
            "refill_after_hours": refillAfterHours,
            "enabled": isEnabled,
            "routes": routes.map(\.auditText).joined(separator: ", "),
        ])
    }
}

extension Route {
    /// `provider 1 service 17 +20 % at 0.8`.
    fileprivate var auditText: String {
        var words: [String]
        switch target {
        case .staff: words = ["staff"]
        case .provider(let provider, let service): words = ["provider \(provider) service \(service)"]
        }
        if relaysDripFeed { words.append("drip_feed") }
        switch policy {
        case .keepRate: break
        case .keepMarkup(let basisPoints): words.append("+\(PricePolicy.percent(basisPoints)) %")
        case .disable: words.append("disable")
        }
        if let cost { words.append("at \(cost)") }
        switch availability {
        case .available: break
        case .gone: words.append("gone")
        case .costsMoreThanRate: words.append("costs_more_than_rate")
        }
        return words.joined(separator: " ")
    }
}

extension Provider: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.provider, id) }

    package var auditFacts: Facts {
        Facts([
            "name": name.description,
            "url": url,
            "idempotency_parameter": terms.idempotencyParameter,
            "idempotency_hours": terms.idempotencyHours,
            "max_in_flight": terms.maxInFlight,
            "requests_per_minute": terms.requestsPerMinute,
            "timeout": terms.timeoutSeconds,
            "poll_seconds": terms.pollSeconds,
            "poll_longest": terms.pollLongestSeconds,
            "allow_private_address": terms.allowsPrivateAddress,
            "paused": isPaused,
            "removed": removedAt != nil,
        ])
    }
}

extension StoredSetting: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.setting, key.text) }
    package var auditFacts: Facts { Facts(["value": value]) }
}

extension Refill: AuditedRecord {
    package var auditSubject: AuditSubject { AuditSubject(.refill, id) }

    package var auditFacts: Facts {
        Facts([
            "status": status.identifier,
            "relay": relay?.state.identifier,
            "upstream_id": relay?.upstreamID,
        ])
    }
}

extension Order {
    var auditFacts: Facts {
        Facts([
            "status": status.identifier,
            "start_count": startCount,
            "remains": remains,
            "refunded": refunded,
        ])
    }
}

extension Submission {
    var auditFacts: Facts {
        Facts([
            "run \(key.run)": state.identifier,
            "run \(key.run) upstream_id": upstreamID,
            "run \(key.run) outcome": outcome?.identifier,
            "run \(key.run) cost": cost == .zero ? nil : cost,
        ])
    }
}
