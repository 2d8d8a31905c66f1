import Foundation
import Testing

/// The layers and what each may import. A module outside this package counts only where the rule is about it.
@Suite struct DependencyRuleTests {
  static let allowed: [String: Set<String>] = [
    "Usage": [],
    "Pricing": ["Usage"],
    "Semantics": ["Usage"],
    "Accounts": ["Usage"],
    "Ingest": ["Usage"],
    "Jobs": ["Usage", "Accounts"],
    "Storage": ["Usage", "Semantics"],
    "MemoryEngine": ["Usage", "Semantics", "Ingest"],
    "Backup": ["Semantics"],
    "StorageDuckDB": ["Usage", "Semantics", "Ingest", "Accounts", "Jobs", "Storage", "CDuckDB", "Backup"],
    "Web": ["Accounts", "Usage", "CZlib"],
    "Surfaces": ["Web", "Usage", "Semantics", "Accounts", "Ingest", "Jobs", "Backup"],
    "Dashboard": ["Web", "Usage", "Semantics", "Accounts", "Ingest", "Surfaces", "Jobs"],
    "weir": ["App"],
  ]

  /// Who may know HTTP.
  static let http: Set<String> = ["Web", "Surfaces", "Dashboard", "App"]
  static let httpModules: Set<String> = [
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOHTTP1", "NIOHTTPCompression", "AsyncHTTPClient",
  ]

  static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  @Test func `every layer imports only what lies below it`() throws {
    let layers = Set(Self.allowed.keys).union(["App", "CDuckDB", "CZlib"])
    var violations: [String] = []
    for (layer, allowed) in Self.allowed {
      for (file, module) in try imports(of: layer) where layers.contains(module) && !allowed.contains(module) {
        violations.append("\(layer)/\(file) imports \(module)")
      }
    }
    #expect(violations == [])
  }

  @Test func `what no layer uses is not allowed either`() throws {
    for (layer, allowed) in Self.allowed {
      let used = Set(try imports(of: layer).map(\.module))
      #expect(allowed.subtracting(used) == [], "\(layer) needs no permission for these")
    }
  }

  @Test func `only the outer layers know HTTP`() throws {
    var violations: [String] = []
    for layer in Self.allowed.keys where !Self.http.contains(layer) {
      for (file, module) in try imports(of: layer) where Self.httpModules.contains(module) {
        violations.append("\(layer)/\(file) imports \(module)")
      }
    }
    #expect(violations == [])
  }

  @Test func `the domain imports Foundation alone`() throws {
    #expect(Set(try imports(of: "Usage").map(\.module)).isSubset(of: ["Foundation"]))
  }

  @Test func `every folder of sources has its rule`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == Set(Self.allowed.keys).union(["App", "CDuckDB", "CZlib"]))
  }

  private func imports(of layer: String) throws -> [(file: String, module: String)] {
    let folder = Self.sources.appending(path: layer)
    let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift")
    }
    return try files.flatMap { file in
      try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
          words[..<keyword].allSatisfy({ $0.hasPrefix("@") || $0 == "package" || $0 == "internal" }),
          keyword + 1 < words.count
        else { return nil }
        return (file, String(words[words.count - 1].split(separator: ".")[0]))
      }
    }
  }
}
