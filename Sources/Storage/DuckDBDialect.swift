import Semantics

package struct DuckDBDialect: Dialect {
  package init() {}

  package func microseconds(_ column: SQL) -> SQL { "epoch_us(\(column))" }

  package func quotient(_ dividend: SQL, _ divisor: Int64) -> SQL { "\(dividend) // \(number: divisor)" }

  package func monthNumber(local: SQL) -> SQL {
    "(year(make_timestamp(\(local))) * 12 + month(make_timestamp(\(local))) - 13)"
  }

  // A JSON pointer, because any key can be written as one.
  package func tag(_ key: String) -> SQL {
    let escaped = key.replacing("~", with: "~0").replacing("/", with: "~1")
    return "json_extract_string(tags, \(.text("/" + escaped)))"
  }

  package func hasPrefix(_ text: SQL, _ prefix: String) -> SQL { "starts_with(\(text), \(.text(prefix)))" }

  package func contains(_ text: SQL, _ part: String) -> SQL { "contains(\(text), \(.text(part)))" }

  package func containsIgnoringCase(_ text: SQL, _ part: String) -> SQL { "contains(lower(\(text)), lower(\(.text(part))))" }

  package func quantile(_ column: SQL, _ quantile: Quantile) -> SQL { "quantile_cont(\(column), \(number: quantile.rawValue))" }
}
