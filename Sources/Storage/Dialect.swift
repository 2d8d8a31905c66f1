import Semantics
import Usage

/// What engines spell differently. The rest of the language is the same for all.
package protocol Dialect: Sendable {
  /// A time column as microseconds since 1970.
  func microseconds(_ column: SQL) -> SQL
  /// Integer division of numbers that are not negative.
  func quotient(_ dividend: SQL, _ divisor: Int64) -> SQL
  /// Months since January of year 1, of a local time in microseconds since 1970.
  func monthNumber(local: SQL) -> SQL
  /// The value of a tag, NULL if there is none.
  func tag(_ key: String) -> SQL
  func hasPrefix(_ text: SQL, _ prefix: String) -> SQL
  func contains(_ text: SQL, _ part: String) -> SQL
  func containsIgnoringCase(_ text: SQL, _ part: String) -> SQL
  /// Exact, interpolated, NULL over no values.
  func quantile(_ column: SQL, _ quantile: Quantile) -> SQL
}
