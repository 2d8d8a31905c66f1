import Synchronization
import Testing

/// Makes each test case of a suite a case of the report, and prints it when the suite is through.
struct ConformanceTrait: SuiteTrait, TestTrait, TestScoping {
  private final class Tally: Sendable {
    let report: Mutex<ConformanceReport>

    init(_ report: ConformanceReport) { self.report = Mutex(report) }
  }

  @TaskLocal private static var tally: Tally?
  let api: String
  let part: String
  let isRecursive = true

  func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { test.isSuite || testCase != nil ? self : nil }

  func provideScope(for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void) async throws {
    if let testCase, let tally = Self.tally {
      try await count(in: tally, test, testCase, body)
    } else if test.isSuite, Self.tally == nil {
      let tally = Tally(ConformanceReport(api, part))
      try await Self.$tally.withValue(tally) { try await body() }
      print(tally.report.withLock(\.line))
    } else {
      try await body()
    }
  }

  private func count(in tally: Tally, _ test: Test, _ testCase: Test.Case, _ body: @Sendable () async throws -> Void) async throws {
    let failed = Atomic(false)
    let watch = IssueHandlingTrait.compactMapIssues { issue in
      failed.store(true, ordering: .relaxed)
      return issue
    }
    defer {
      let isFailure = failed.load(ordering: .relaxed)
      tally.report.withLock { if isFailure { $0.countFailing(test.name) } else { $0.countEqual() } }
    }
    do { try await watch.provideScope(for: test, testCase: testCase, performing: body) } catch {
      failed.store(true, ordering: .relaxed)
      throw error
    }
  }
}

extension Trait where Self == ConformanceTrait {
  static func conformance(_ api: String, _ part: String) -> Self { ConformanceTrait(api: api, part: part) }
}
