import Semantics
import Usage

/// A compiled plan: what to run, and how to read the columns of what comes back.
package struct CompiledPlan: Sendable {
  package let sql: SQL
  package let columns: [Column]

  /// What the engine gives, by its own type.
  package enum Cell: Hashable, Sendable {
    case null
    case text(String)
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
  }

  package enum Column: Sendable {
    case text
    case boolean
    /// Integer: an instant, or a calendar unit's number.
    case bucket(Bucketing)
    case metric(MetricReading)

    /// The type of its cells.
    package enum Kind: Sendable {
      case text, boolean, integer, real
    }

    package var kind: Kind {
      switch self {
      case .text: .text
      case .boolean: .boolean
      case .bucket: .integer
      case .metric(let reading): reading.isReal ? .real : .integer
      }
    }

    package func value(_ cell: Cell) -> Value {
      switch (self, cell) {
      case (_, .null): .null
      case (.bucket(let bucketing), .integer(let number)): .instant(bucketing.bucket(number: number))
      case (.metric(let reading), .integer(let number)): reading.value(integer: number)
      case (.metric(let reading), .real(let number)): reading.value(real: number)
      case (_, .text(let text)): .text(text)
      case (_, .boolean(let flag)): .boolean(flag)
      case (_, .integer(let number)): .integer(number)
      case (_, .real(let number)): .real(number)
      }
    }
  }

  package func row(_ cells: [Cell]) -> [Value] { zip(columns, cells).map { $0.value($1) } }
}
