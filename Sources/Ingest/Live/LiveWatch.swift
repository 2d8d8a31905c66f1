/// A watch that is on; it ends when it is cancelled or nobody holds it any more.
package final class LiveWatch: Sendable {
  private let end: @Sendable () -> Void

  init(_ end: @escaping @Sendable () -> Void) { self.end = end }

  deinit { end() }

  /// May be called more than once.
  package func cancel() { end() }
}
