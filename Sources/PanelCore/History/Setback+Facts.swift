extension Facts {
    mutating func set(_ failure: CallFailure) {
        self["failure"] = failure.kind.rawValue
        self["http_status"] = failure.httpStatus.map { String($0) }
        if !failure.detail.isEmpty { self["detail"] = failure.detail.description }
        if !failure.excerpt.isEmpty { self["excerpt"] = failure.excerpt.description }
    }

    var failure: CallFailure? {
        guard let kind = self["failure"].flatMap(CallFailure.Kind.init) else { return nil }
        return CallFailure(
            kind,
            httpStatus: number("http_status"),
            detail: self["detail"] ?? "",
            excerpt: self["excerpt"] ?? ""
        )
    }

    mutating func set(_ setback: Setback) {
        switch setback {
        case .refused(let words, let status):
            self["words"] = words.description
            self["http_status"] = status.map { String($0) }
        case .busy(let seconds):
            // There is no number where the provider named none.
            self["busy"] = seconds.map { String($0) } ?? ""
        case .failed(let failure): set(failure)
        }
    }

    var setback: Setback? {
        if let failure { return .failed(failure) }
        if let busy = self["busy"] { return .busy(retryAfter: Int64(busy)) }
        return text("words").map { .refused($0, httpStatus: number("http_status")) }
    }

    mutating func set(_ doubt: Doubt) {
        switch doubt {
        case .attemptLost: self["doubt"] = "attempt_lost"
        case .restored: self["doubt"] = "restored"
        case .unclear(let setback): set(setback)
        }
    }

    var doubt: Doubt? {
        switch self["doubt"] {
        case "attempt_lost": .attemptLost
        case "restored": .restored
        case nil: setback.map { .unclear($0) }
        default: nil
        }
    }

    mutating func set(_ evidence: Evidence) {
        switch evidence {
        case .nothingToCompare: self["evidence"] = "nothing_to_compare"
        case .failed(let failure):
            self["evidence"] = "failed"
            if let failure { set(failure) }
        case .noneAbove(let id):
            self["evidence"] = "none_above"
            self["upstream_id"] = String(id)
        case .strays(let strays, let count):
            self["evidence"] = "strays"
            self["count"] = String(count)
            for (index, stray) in strays.enumerated() {
                self["upstream_id_\(index + 1)"] = stray.id.description
                self["status_\(index + 1)"] = stray.status
                self["charge_\(index + 1)"] = stray.charge?.description
            }
        }
    }

    var evidence: Evidence? {
        switch self["evidence"] {
        case "nothing_to_compare": return .nothingToCompare
        case "failed": return .failed(failure)
        case "none_above": return number("upstream_id").map { .noneAbove($0) }
        case "strays":
            var strays: [Evidence.Stray] = []
            while let id = upstreamID("upstream_id_\(strays.count + 1)"),
                let status = self["status_\(strays.count + 1)"]
            {
                strays.append(.init(id: id, status: status, charge: money("charge_\(strays.count + 1)")))
            }
            return number("count").map { .strays(strays, count: $0) }
        default: return nil
        }
    }

    mutating func set(_ report: UpstreamReport) {
        self["status"] = report.statusText
        self["start_count"] = report.startCount.map { String($0) }
        self["remains"] = report.remains.map { String($0) }
        self["charge"] = report.charge?.description
        self["posts"] = report.subscription.map { String($0.posts) }
        self["expiry"] = report.subscription?.expiry?.dayMonthYear
    }

    var report: UpstreamReport? {
        guard let status = self["status"] else { return nil }
        return UpstreamReport(
            statusText: status,
            startCount: number("start_count"),
            remains: number("remains"),
            charge: money("charge"),
            subscription: number("posts").flatMap { posts in
                .init(posts: posts, expiry: self["expiry"].flatMap(CalendarDay.init(dayMonthYear:)))
            }
        )
    }
}
