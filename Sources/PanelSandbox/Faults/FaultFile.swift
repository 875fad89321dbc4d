import FoundationEssentials
import PanelWire

/// What is wrong with a list of faults.
package struct FaultFileError: Error, CustomStringConvertible {
    package let description: String
}

extension SandboxFault {
    /// Reads a JSON array of rules.
    ///
    /// - Throws: ``FaultFileError``, in words for the person who wrote it.
    package static func list(json: [UInt8]) throws -> [SandboxFault] {
        do {
            return try JSONDecoder().decode([FaultRow].self, from: Data(json)).map(\.fault)
        } catch let error as FaultFileError {
            throw error
        } catch DecodingError.keyNotFound(let key, _) {
            throw FaultFileError(description: "a fault lacks \"\(key.stringValue)\"")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let place = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            throw FaultFileError(description: "wrong type at \(place.joined(separator: "."))")
        } catch {
            throw FaultFileError(description: "the faults are no JSON array of objects")
        }
    }
}

/// A rule as it is written down.
private struct FaultRow: Decodable {
    let fault: SandboxFault

    private enum Member: String, CodingKey, CaseIterable {
        case action
        case fault
        case executes
        case times
        case chance
        case after
        case delay
        case seed
    }

    /// Any member at all.
    private struct AnyMember: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        for key in try decoder.container(keyedBy: AnyMember.self).allKeys
        where Member(rawValue: key.stringValue) == nil {
            throw FaultFileError(description: "a fault has no member \"\(key.stringValue)\"")
        }
        let members = try decoder.container(keyedBy: Member.self)
        let name = try members.decode(String.self, forKey: .fault)
        guard let known = SandboxFault.Name(rawValue: name) else {
            throw FaultFileError(description: "there is no fault \"\(name)\"")
        }
        var fault = SandboxFault(known)
        let action = try members.decodeIfPresent(String.self, forKey: .action) ?? "*"
        if action != "*" {
            guard let known = Action(rawValue: action) else {
                throw FaultFileError(description: "there is no action \"\(action)\"")
            }
            fault.action = known
        }
        fault.executes = try members.decodeIfPresent(Bool.self, forKey: .executes)
        fault.times = try members.decodeIfPresent(Int.self, forKey: .times)
        fault.chance = try members.decodeIfPresent(Int.self, forKey: .chance) ?? 100
        fault.after = try members.decodeIfPresent(Int.self, forKey: .after) ?? 0
        fault.delay = try members.decodeIfPresent(Double.self, forKey: .delay)
        fault.seed = try members.decodeIfPresent(UInt64.self, forKey: .seed)
        guard (0...100).contains(fault.chance) else {
            throw FaultFileError(description: "\"chance\" is a percentage from 0 to 100")
        }
        guard fault.after >= 0, fault.times ?? 0 >= 0, (0...86_400).contains(fault.delay ?? 0) else {
            throw FaultFileError(
                description: "\"after\", \"times\" and \"delay\" are not negative, \"delay\" at most a day"
            )
        }
        guard known.concerns(fault.action) || fault.action == nil else {
            throw FaultFileError(description: "\"\(name)\" cannot happen to \"\(action)\"")
        }
        self.fault = fault
    }
}
