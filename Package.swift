// swift-tools-version:6.2

import Foundation
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Of the simulation's models, which take millions of steps: without optimization most of the time goes there. The core
/// that they test is built like everything else.
let simulationSettings = swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The servers that `make bench` measures against are built only for it.
let buildsBenchmarks = ProcessInfo.processInfo.environment["PANEL_BENCHMARKS"] != nil

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioFoundation: Target.Dependency = .product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")

let package = Package(
    name: "panel",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "panel", targets: ["panel"]),
        .library(name: "PanelClient", targets: ["PanelClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .target(name: "PanelCore", swiftSettings: swiftSettings),
        .target(name: "PanelWords", dependencies: ["PanelCore"], swiftSettings: swiftSettings),
        .target(name: "PanelWire", dependencies: ["PanelCore", "PanelWords"], swiftSettings: swiftSettings),
        .target(
            name: "PanelStore",
            dependencies: ["PanelCore", deque, logging, metrics, lifecycle],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelSQL",
            dependencies: ["PanelCore", "PanelStore", crypto, deque],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelSQLite",
            dependencies: ["PanelCore", "PanelStore", "PanelSQL", grdb, sqlite, logging, lifecycle],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "PanelPostgres",
            dependencies: ["PanelCore", "PanelStore", "PanelSQL", "CLibPQ", deque, logging],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelClient",
            dependencies: ["PanelCore", "PanelWire", nio, nioPosix, nioHTTP1, nioSSL, nioTLS],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelSandbox",
            dependencies: ["PanelCore", "PanelWire", nio, nioPosix, nioHTTP1, logging, lifecycle],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "PanelSecrets",
            dependencies: ["PanelCore", "CSodium", crypto],
            exclude: ["CommonPasswords/LICENSE.txt"],
            resources: [.embedInCode("CommonPasswords/common-passwords.txt")],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelOperations",
            dependencies: ["PanelCore", "PanelStore", "PanelSecrets", crypto],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelFulfilment",
            dependencies: [
                "PanelCore", "PanelWords", "PanelStore", "PanelSecrets", "PanelOperations", "PanelClient", crypto,
                logging, lifecycle,
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelHTTP",
            dependencies: [
                "PanelCore", "PanelStore", hummingbird, hummingbirdCore, crypto, logging, httpTypes, nio, nioHTTP1,
                nioHTTPTypes, nioHTTPTypesHTTP1,
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelAPI",
            dependencies: [
                "PanelCore", "PanelStore", "PanelOperations", "PanelHTTP", "PanelWire", hummingbird, logging, httpTypes,
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "PanelConfiguration", dependencies: [configuration], swiftSettings: swiftSettings),
        .target(
            name: "PanelAdmin",
            dependencies: [
                "PanelCore", "PanelWords", "PanelStore", "PanelSecrets", "PanelOperations", "PanelHTTP", hummingbird,
                logging, httpTypes,
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "PanelMarkup", swiftSettings: swiftSettings),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "PanelWeb",
            dependencies: [
                "PanelCore", "PanelWords", "PanelStore", "PanelSecrets", "PanelOperations", "PanelHTTP", "PanelMarkup",
                "CQREncode", "CZlib", hummingbird, crypto, logging, httpTypes, nio,
            ],
            resources: [
                .embedInCode("Assets/panel.css"), .embedInCode("Assets/panel.js"), .embedInCode("Assets/icon.svg"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelCustomerWeb",
            dependencies: [
                "PanelCore", "PanelWords", "PanelWire", "PanelStore", "PanelSecrets", "PanelOperations", "PanelHTTP",
                "PanelAPI", "PanelMarkup", "PanelWeb", hummingbird, logging, httpTypes, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "PanelTesting",
            dependencies: [
                "PanelCore", "PanelStore", "PanelSQL", "PanelSQLite", "PanelSecrets", "PanelOperations",
                "PanelFulfilment", hummingbird, logging,
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "panel",
            dependencies: [
                "PanelCore", "PanelWords", "PanelStore", "PanelSecrets", "PanelOperations", "PanelSQL", "PanelSQLite",
                "PanelPostgres", "PanelHTTP", "PanelAPI", "PanelAdmin", "PanelWeb", "PanelCustomerWeb",
                "PanelConfiguration", "PanelClient", "PanelFulfilment", "PanelSandbox",
                arguments, hummingbird, httpClient, httpTypes, logging, lifecycle, nio, nioHTTP1, nioFoundation,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(name: "PanelMarkupTests", dependencies: ["PanelMarkup"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PanelSecretsTests",
            dependencies: ["PanelCore", "PanelSecrets", "PanelTesting"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelWebTests",
            dependencies: [
                "PanelCore", "PanelSecrets", "PanelHTTP", "PanelMarkup", "PanelWeb", "PanelTesting", hummingbird,
                httpTypes, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelCustomerWebTests",
            dependencies: [
                "PanelCore", "PanelWire", "PanelStore", "PanelSQL", "PanelSQLite", "PanelSecrets", "PanelOperations",
                "PanelHTTP", "PanelAPI", "PanelMarkup", "PanelWeb", "PanelCustomerWeb", "PanelTesting", hummingbird,
                httpTypes, logging, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(name: "PanelCoreTests", dependencies: ["PanelCore", "PanelTesting"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PanelSimulationTests",
            dependencies: ["PanelCore", "PanelTesting"],
            swiftSettings: simulationSettings
        ),
        .testTarget(name: "PanelWordsTests", dependencies: ["PanelCore", "PanelWords"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PanelWireTests",
            dependencies: ["PanelCore", "PanelWire", "PanelTesting"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelStoreTests",
            dependencies: [
                "PanelCore", "PanelStore", "PanelSQL", "PanelSQLite", "PanelPostgres", "PanelTesting", grdb, logging,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelFulfilmentTests",
            dependencies: [
                "PanelCore", "PanelStore", "PanelSQL", "PanelSQLite", "PanelClient", "PanelFulfilment", "PanelSandbox",
                "PanelTesting", "PanelSecrets", "PanelOperations", "PanelWords", hummingbird, logging, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelClientTests",
            dependencies: ["PanelClient", "PanelCore", nio, nioPosix, nioHTTP1, nioSSL],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelSandboxTests",
            dependencies: ["PanelSandbox", "PanelCore", "PanelWire", httpClient, nio, nioPosix],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelOperationsTests",
            dependencies: [
                "PanelCore", "PanelStore", "PanelSQL", "PanelSQLite", "PanelAdmin", "PanelClient", "PanelFulfilment",
                "PanelSecrets", "PanelOperations", "PanelWeb", "PanelTesting", httpTypes, logging, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelAdminTests",
            dependencies: [
                "PanelCore", "PanelWords", "PanelStore", "PanelAdmin", "PanelTesting", httpTypes, logging, nio,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelConfigurationTests",
            dependencies: ["PanelConfiguration"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelHTTPTests",
            dependencies: ["PanelHTTP", logging, nio, nioEmbedded],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PanelTests",
            dependencies: [
                "panel", "PanelCore", "PanelClient", "PanelConfiguration", "PanelSandbox", "PanelTesting", arguments,
                grdb,
                httpClient, nio, nioHTTP1,
            ],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)

if buildsBenchmarks {
    package.targets.append(
        .executableTarget(
            name: "relay-load",
            dependencies: ["PanelClient", arguments],
            path: "Benchmarks/RelayLoad",
            swiftSettings: swiftSettings
        )
    )
    package.targets.append(
        .executableTarget(
            name: "query-load",
            dependencies: ["PanelCore", "PanelStore", "PanelSQL", "PanelSQLite", arguments],
            path: "Benchmarks/QueryLoad",
            swiftSettings: swiftSettings
        )
    )
    package.targets.append(
        .executableTarget(
            name: "hash-load",
            dependencies: ["PanelCore", "PanelSecrets", arguments],
            path: "Benchmarks/HashLoad",
            swiftSettings: swiftSettings
        )
    )
    package.targets.append(
        .executableTarget(
            name: "noop-server",
            dependencies: [hummingbird],
            path: "Benchmarks/NoOpServer",
            swiftSettings: swiftSettings
        )
    )
}
