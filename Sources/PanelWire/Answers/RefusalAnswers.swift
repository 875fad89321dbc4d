package import PanelCore
import PanelWords

extension Answers {
    /// A whole request was refused.
    ///
    /// - Parameters:
    ///   - action: What was asked for, or `nil` when that could not be read.
    ///   - single: Whether a refill was asked for one order, and not for a list.
    package static func refusal(
        _ refusal: APIRefusal,
        action: Action?,
        single: Bool,
        profile: ResponseProfile,
        language: Language
    ) -> [UInt8] {
        // Who only looks at an account learns nothing about it from a key that does not work.
        let hidesSuspension = refusal == .accountSuspended && action?.isWriting != true
        let refusal = hidesSuspension ? APIRefusal.invalidKey : refusal
        let error = errorText(for: refusal, profile: profile)
        var writer = JSONWriter(capacity: smallCapacity)
        guard profile == .seed, hasEnvelope(refusal, action: action, single: single) else {
            writer.appendError(error)
            return writer.bytes
        }
        writer.append(#"{"status":"error","msg":"#)
        writer.appendString(refusal.words(in: language))
        writer.append(#","error":"#)
        writer.appendString(error)
        writer.append("}")
        return writer.bytes
    }

    /// Whether the `seed` profile says `status` and `msg` beside the error.
    private static func hasEnvelope(_ refusal: APIRefusal, action: Action?, single: Bool) -> Bool {
        switch action {
        // The API document gives every error of `add` the envelope.
        case .add: refusal != .tooManyIDs
        case .cancel: !isAboutForm(refusal)
        case .refill: single && !isAboutForm(refusal)
        case .services, .status, .refillStatus, .balance, .orders, nil: false
        }
    }

    /// Whether the request was refused before it meant anything. The contract gives these answers literally.
    private static func isAboutForm(_ refusal: APIRefusal) -> Bool {
        refusal == .incorrectRequest || refusal == .tooManyIDs
    }
}
