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
        switch encoding(contentType) {
        case .form: return try FormDecoder.parameters(body)
        case .json: return try FlatJSONDecoder.parameters(body)
        case .multipart(let field): return try MultipartDecoder.parameters(body, contentType: field)
        }
    }

    private enum Encoding {
        case form
        case json
        /// With the header's value, which names the boundary.
        case multipart([UInt8])
    }

    private static func encoding(_ contentType: String?) -> Encoding {
        guard var contentType else { return .form }
        return contentType.withUTF8 { bytes in
            if HeaderField.hasToken("application/json", bytes.span) { return .json }
            if HeaderField.hasToken("multipart/form-data", bytes.span) { return .multipart(Array(bytes)) }
            return .form
        }
    }
}
