import Foundation
import Testing
import Usage

@Suite struct ErrorCategoryTests {
  struct Probe: Decodable, Sendable {
    let message: String?
    let category: String
  }

  static let probes: [Probe] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Conformance/auto-analyst/categorize.json")
    return (try? JSONDecoder().decode([Probe].self, from: Data(contentsOf: file))) ?? []
  }()

  @Test func `there are probes of every category`() {
    #expect(Self.probes.count == 72)
    #expect(Set(Self.probes.map(\.category)) == Set(ErrorCategory.allCases.map(\.rawValue)))
  }

  @Test func `tells categories apart as Auto-Analyst does`() {
    for probe in Self.probes {
      #expect(ErrorCategory(of: probe.message ?? "").rawValue == probe.category, "\(probe.message ?? "null")")
    }
  }
}
