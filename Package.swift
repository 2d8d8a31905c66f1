// swift-tools-version: 6.2
import PackageDescription

// DuckDB's library is put here by Scripts/bootstrap; the archive that ships has it in ../lib beside the binary.
let engineFolder = Context.environment["WEIR_DUCKDB_PREFIX"].map { $0 + "/lib" } ?? Context.packageDirectory + "/.deps/lib"

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

func layer(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "weir",
  products: [.executable(name: "weir", targets: ["weir"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
  ],
  targets: [
    layer("Usage", []),
    layer("Pricing", ["Usage"]),
    layer("Semantics", ["Usage"]),
    layer("Accounts", ["Usage", crypto]),
    layer("Ingest", ["Usage"]),
    layer("Jobs", ["Usage", "Accounts", log]),
    layer("Storage", ["Usage", "Semantics"]),
    layer("MemoryEngine", ["Usage", "Semantics", "Ingest"]),
    layer("Backup", ["Semantics", crypto]),
    .systemLibrary(name: "CDuckDB"),
    .target(
      name: "StorageDuckDB",
      dependencies: ["CDuckDB", "Storage", "Semantics", "Usage", "Ingest", "Accounts", "Jobs", "Backup"],
      resources: [
        .embedInCode("Schema/schema_0001_requests.sql"), .embedInCode("Schema/schema_0002_accounts.sql"),
        .embedInCode("Schema/schema_0003_activity.sql"), .embedInCode("Schema/schema_0004_budgets.sql"),
        .embedInCode("Schema/schema_0006_jobs.sql"), .embedInCode("Schema/schema_0007_retention.sql"),
        .embedInCode("Schema/schema_0008_demo.sql"),
      ],
      swiftSettings: strict,
      linkerSettings: [
        .unsafeFlags([
          "-L" + engineFolder, "-Xlinker", "-rpath", "-Xlinker", engineFolder, "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib",
        ])
      ]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    layer(
      "Web",
      [
        "Usage", "Accounts", "CZlib", hummingbird, log, crypto, lifecycle,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
      ]),
    layer("Surfaces", ["Web", "Semantics", "Accounts", "Ingest", "Usage", "Jobs", "Backup", lifecycle]),
    layer(
      "Dashboard", ["Web", "Semantics", "Accounts", "Usage", "Ingest", "Surfaces", "Jobs", hummingbird, log, crypto],
      resources: [
        .embedInCode("Assets/app.css"), .embedInCode("Assets/components.css"), .embedInCode("Assets/app.js"),
        .embedInCode("Assets/charts.js"), .embedInCode("Assets/keys.js"), .embedInCode("Assets/panels.js"),
        .embedInCode("Assets/first-run.js"), .embedInCode("Assets/live.js"),
        .embedInCode("Assets/favicon.svg"),
        .embedInCode("Assets/refresh.js"),
        .embedInCode("Assets/locale.js"),
      ]),
    .target(
      name: "App",
      dependencies: [
        "Usage", "Pricing", "Semantics", "Accounts", "Ingest", "StorageDuckDB", "Web", "Surfaces", "Dashboard", "Jobs", "Backup",
        log, lifecycle, hummingbird, crypto,
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "weir",
      dependencies: ["App", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .target(
      name: "QueryCases", dependencies: ["Usage", "Semantics", "MemoryEngine"], path: "Tests/Support/QueryCases", swiftSettings: strict),
    tests("Usage", ["Usage"]),
    tests("Accounts", ["Usage", "Accounts"]),
    tests("Dependency", []),
    tests("Jobs", ["Usage", "Accounts", "Semantics", "Ingest", "MemoryEngine", "StorageDuckDB", "Jobs", "QueryCases", log]),
    tests("Pricing", ["Usage", "Pricing"], exclude: ["record_prices.py"], resources: [.copy("Resources/genai-prices.json")]),
    tests("Semantics", ["Usage", "Semantics"]),
    tests("Ingest", ["Usage", "Ingest"]),
    tests("Backup", ["Backup"]),
    tests("Storage", ["Usage", "Semantics", "Storage"]),
    tests("MemoryEngine", ["Usage", "Semantics", "Ingest", "MemoryEngine", "QueryCases"]),
    tests("StorageDuckDB", ["Usage", "Semantics", "Accounts", "Ingest", "MemoryEngine", "StorageDuckDB", "QueryCases", "Backup"]),
    tests(
      "Web",
      [
        "Usage", "Accounts", "Web", "CZlib", hummingbird, log, lifecycle,
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    tests(
      "Dashboard",
      [
        "Usage", "Semantics", "Accounts", "Web", "Ingest", "Surfaces", "Dashboard", "Jobs", hummingbird, log,
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    tests(
      "Surfaces",
      [
        "Usage", "Semantics", "Accounts", "Ingest", "Web", "Surfaces", "MemoryEngine", "StorageDuckDB", "QueryCases", hummingbird, log,
        .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests("App", ["App", "Usage", .product(name: "NIOCore", package: "swift-nio")], exclude: ["Config"]),
  ]
)
