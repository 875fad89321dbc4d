import NIOCore
import NIOSSL
import PanelClient
import Testing

@Suite(.timeLimit(.minutes(2)))
struct TLSTests {
    /// A certificate for the name `localhost` that signs itself, until the year 2120.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCM+tbRzUDLV9WSJ
        HPTdlN0i4UpJgEc5TYJiUjGegV+MlJ5mauGdxredPcBL0XY3STQRzrDBVIvTQ0gw
        HZb2kp6jSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
        MB0GA1UdDgQWBBSyYdqFDbM7noUYfkmFk1c1yUZqljAKBggqhkjOPQQDAgNIADBF
        AiEAxugCNTL8xfTpa4clq4Hqscn9ScN9qEGl7SgFB/jBrBECIEIis0OSYFUfjZpK
        aVWytfJJ6sGZOrstCgAIPOG01Nny
        -----END CERTIFICATE-----
        """
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2pFlJ60hylIhuKyQ
        k3jwl3BLv6AJWj/qc5yVMEP9mmyhRANCAAQjPrW0c1Ay1fVkiRz03ZTdIuFKSYBH
        OU2CYlIxnoFfjJSeZmrhnca3nT3AS9F2N0k0Ec6wwVSL00NIMB2W9pKe
        -----END PRIVATE KEY-----
        """

    private let trusted: NIOSSLTrustRoots
    private let serverContext: NIOSSLContext

    init() throws {
        let certificate = try NIOSSLCertificate(bytes: Array(TLSTests.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(TLSTests.key.utf8), format: .pem)
        trusted = .certificates([certificate])
        serverContext = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)],
                privateKey: .privateKey(key)
            )
        )
    }

    @Test func trustedCertificate() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":5}"#), .close], tls: serverContext)
        let client = PanelClient.local(url: "https://localhost:\(server.port)", trust: trusted)
        #expect(try await client.add(anOrder) == AddedOrder(id: "5"))
        #expect(server.requests.first?.contains("Host: localhost:\(server.port)\r\n") == true)
    }

    @Test func connectionIsKept() async throws {
        let balance = ScriptedServer.Step.answer(#"{"balance":"1"}"#)
        let server = try await ScriptedServer([.read, balance, .read, balance], tls: serverContext)
        let client = PanelClient.local(url: "https://localhost:\(server.port)", trust: trusted)
        for _ in 1...2 { #expect(try await client.balance().amount.micros == 1_000_000) }
        #expect(server.connections == 1)
    }

    @Test func answerIsCutOff() async throws {
        let server = try await ScriptedServer(
            [.read, .write("HTTP/1.1 200 OK\r\n\r\n{\"ord"), .reset],
            tls: serverContext
        )
        let client = PanelClient.local(url: "https://localhost:\(server.port)", trust: trusted)
        let error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        #expect(error?.kind == .truncated || error?.kind == .connectionLost)
        #expect(error?.wasWritten == true)
    }

    @Test func unknownIssuer() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":5}"#)], tls: serverContext)
        let client = PanelClient.local(url: "https://localhost:\(server.port)")
        await expectNotSent(by: client, server)
    }

    @Test func otherName() async throws {
        let server = try await ScriptedServer([.read, .answer(#"{"order":5}"#)], tls: serverContext)
        let client = PanelClient.local(url: "https://127.0.0.1:\(server.port)", trust: trusted)
        await expectNotSent(by: client, server)
    }

    @Test(arguments: ["", "HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.9\r\n"])
    func serverWithoutTLS(answer: String) async throws {
        let server = try await ScriptedServer([.write(answer), .close])
        await expectNotSent(by: PanelClient.local(url: "https://127.0.0.1:\(server.port)"), server)
    }

    @Test func resetBeforeTLS() async throws {
        let server = try await ScriptedServer([.reset])
        let client = PanelClient.local(url: "https://127.0.0.1:\(server.port)")
        let error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        // The reset can come before the connection is known to stand.
        #expect([.notSent(.tls), .notSent(.connect)].contains(error?.kind))
    }

    @Test func handshakeWithoutEnd() async throws {
        let server = try await ScriptedServer([])
        let url = "https://127.0.0.1:\(server.port)"
        var error: PanelClientError?
        // A busy machine may not come as far in a short time.
        for timeout in [0.5, 2, 20] as [Double] where error?.kind != .notSent(.tls) {
            let client = PanelClient.local(url: url, timeout: .seconds(timeout))
            error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        }
        #expect(error?.kind == .notSent(.tls))
        #expect(error?.wasWritten == false)
    }

    private func expectNotSent(by client: PanelClient, _ server: ScriptedServer) async {
        let error = await failure { () throws(PanelClientError) in try await client.add(anOrder) }
        #expect(error?.kind == .notSent(.tls))
        #expect(error?.wasWritten == false)
        #expect(server.requests.isEmpty)
    }
}
