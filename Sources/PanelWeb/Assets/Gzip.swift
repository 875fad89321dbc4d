import CZlib

/// Compresses as browsers read it (RFC 1952).
enum Gzip {
    /// As small as zlib makes it: for what is compressed once and sent often.
    ///
    /// - Returns: `nil` when zlib has no memory for it.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard begin(&stream) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        // There is room for all of it, so one call is enough.
        guard status == Z_STREAM_END else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// What `deflateInit2` is, which is a macro. 15 bits of window, and 16 for the head of gzip.
    private static func begin(_ stream: inout z_stream) -> Int32 {
        let size = Int32(MemoryLayout<z_stream>.size)
        return deflateInit2_(
            &stream,
            Z_BEST_COMPRESSION,
            Z_DEFLATED,
            15 + 16,
            9,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
    }
}
