import PanelCore
import PanelWire

/// The encodings of a body, with the content type that says so.
enum BodyEncoding: String, CaseIterable {
    case form = "application/x-www-form-urlencoded"
    case multipart = "multipart/form-data; boundary=------------------------d74496d66958873e"
    case json = "application/json"

    /// Encodes as the usual clients do.
    func encode(_ parameters: [(name: String, value: String)]) -> [UInt8] {
        switch self {
        case .form:
            Array(
                parameters.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }.joined(separator: "&").utf8
            )
        case .multipart:
            Array(multipartBody(parameters.map { ("form-data; name=\"\($0.name)\"", $0.value) }).utf8)
        case .json:
            jsonObject(parameters)
        }
    }
}

/// Decodes with no query.
func decode(_ body: [UInt8], _ contentType: String? = nil) throws(APIRefusal) -> [ParameterName: String] {
    try decode(body, contentType, query: nil)
}

func decode(_ body: String, _ contentType: String? = nil) throws(APIRefusal) -> [ParameterName: String] {
    try decode(Array(body.utf8), contentType)
}

func decode(_ body: [UInt8], _ contentType: String?, query: Substring?) throws(APIRefusal) -> [ParameterName: String] {
    let parameters = try RequestDecoder.parameters(body: body.span, contentType: contentType, query: query)
    return Dictionary(uniqueKeysWithValues: parameters.entries.map { ($0.name, $0.value) })
}

/// Everything but letters and digits as `%XX`, and a space as `+`.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var encoded = ""
    for byte in text.utf8 {
        let character = Character(Unicode.Scalar(byte))
        if character.isASCII, character.isLetter || character.isNumber {
            encoded.append(character)
        } else if byte == 0x20 {
            encoded += "+"
        } else {
            encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
    return encoded
}

/// A body for ``BodyEncoding/multipart``: a disposition and a content for each part.
func multipartBody(_ parts: [(disposition: String, content: String)]) -> String {
    let boundary = "------------------------d74496d66958873e"
    var body = ""
    for part in parts {
        body += "--\(boundary)\r\nContent-Disposition: \(part.disposition)\r\n\r\n\(part.content)\r\n"
    }
    return body + "--\(boundary)--\r\n"
}

func jsonObject(_ parameters: [(name: String, value: String)]) -> [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.append("{")
    for (index, parameter) in parameters.enumerated() {
        if index > 0 { writer.append(",") }
        writer.appendString(parameter.name)
        writer.append(":")
        writer.appendString(parameter.value)
    }
    writer.append("}")
    return writer.bytes
}
