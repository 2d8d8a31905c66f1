/// One thing that was looked at in a store.
package struct StoreFinding: Codable, Hashable, Sendable {
  package let check: String
  package let passed: Bool
  package let detail: String

  package init(_ check: String, passed: Bool, _ detail: String) {
    (self.check, self.passed, self.detail) = (check, passed, detail)
  }
}

/// Looks whether a store is sound.
package protocol StoreInspector: Sendable {
  /// One finding a check, as they are made. A check that cannot be made is one that did not pass.
  func inspect() -> AsyncStream<StoreFinding>
}
