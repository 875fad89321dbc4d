package import PanelCore

/// Reads the parameters of an API v2 request, in whichever of the accepted encodings they came.
package enum RequestDecoder {
    /// The known parameters of a request. Unknown ones are checked for their form and left out.
    ///
    /// - Parameters:
    ///   - body: The whole body. An empty one has no parameters, whatever its content type.
    ///   - contentType: The header's value: `application/json` is read as a flat object, `multipart/form-data` as
    ///     parts; anything else, or none, as `application/x-www-form-urlencoded`.
    ///   - query: The query string without its `?`. A parameter of the body wins over one of the query.
    /// - Throws: ``APIRefusal/incorrectRequest`` for a body or a query that can not be read without guessing, and
    ///   for a parameter that came twice within one of them.
    package static func parameters(
        body: Span<UInt8>,
        contentType: String?,
        query: Substring?
    ) throws(APIRefusal) -> ParameterSet {
        var parameters = try bodyParameters(body, contentType: contentType)
        if let query, !query.isEmpty {
            let bytes = Array(query.utf8)
            parameters.fill(from: try FormDecoder.parameters(bytes.span))
        }
        return parameters
    }

    private static func bodyParameters(
        _ body: Span<UInt8>,
        contentType: String?
    ) throws(APIRefusal) -> ParameterSet {
        guard !body.isEmpty else { return ParameterSet() }
        guard let contentType else { return try FormDecoder.parameters(body) }
        if isMediaType(contentType, "application/json") {
            return try FlatJSONDecoder.parameters(body)
        }
        if isMediaType(contentType, "multipart/form-data") {
            return try MultipartDecoder.parameters(body, contentType: contentType)
        }
        return try FormDecoder.parameters(body)
    }

    /// Whether the header names that type, in any case and with any parameters behind it.
    private static func isMediaType(_ header: String, _ type: String) -> Bool {
        var bytes = header.utf8.drop(while: \.isASCIIBlank)
        for expected in type.utf8 {
            guard bytes.popFirst()?.lowercasedASCII == expected else { return false }
        }
        guard let next = bytes.first else { return true }
        return next == UInt8(ascii: ";") || next.isASCIIBlank
    }
}
