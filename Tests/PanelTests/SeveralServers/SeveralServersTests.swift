import Testing

/// Several servers on one PostgreSQL database. One scenario after the other: each takes the processor there is.
@Suite(.serialized) struct SeveralServersTests {}
