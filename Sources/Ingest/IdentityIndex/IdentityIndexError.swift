import Foundation

package struct IdentityIndexError: Error, Hashable, Sendable, CustomStringConvertible {
  package let operation: String
  package let file: String
  package let errno: Int32

  package var description: String { "cannot \(operation) \(file): \(String(cString: strerror(errno)))" }
}
