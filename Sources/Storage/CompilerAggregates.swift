import Semantics
import Usage

extension Compiler {
  func aggregate(_ aggregate: Aggregate) -> SQL {
    switch aggregate {
    case .count(let conditions) where readsRollUps: "CAST(coalesce(sum(n)\(filter(conditions)), 0) AS BIGINT)"
    case .count(let conditions): "count(*)\(filter(conditions))"
    case .sum(let field, let conditions): "CAST(coalesce(sum(\(field))\(filter(conditions)), 0) AS BIGINT)"
    case .knownSum(let field): "CASE WHEN count(*) = 0 THEN 0 ELSE CAST(sum(\(field)) AS BIGINT) END"
    case .countDistinct(let field): "count(DISTINCT \(field))"
    case .minimum(let field): stored("min(\(field))", field)
    case .maximum(.timestamp) where readsRollUps: stored("max(last_timestamp)", .timestamp)
    case .maximum(let field): stored("max(\(field))", field)
    case .quantile(let field, let quantile) where readsRollUps:
      dialect.quantile("CASE WHEN is_rolled_up THEN NULL ELSE \(field) END", quantile)
    case .quantile(let field, let quantile): dialect.quantile("\(field)", quantile)
    case .ratio(let part, let whole):
      "CAST(\(self.aggregate(part)) AS DOUBLE) / nullif(CAST(\(self.aggregate(whole)) AS DOUBLE), 0)"
    }
  }

  private func stored(_ value: SQL, _ field: EventField) -> SQL {
    field.definition.kind == .timestamp ? dialect.microseconds(value) : value
  }

  private func filter(_ conditions: [RowCondition]) -> SQL {
    guard !conditions.isEmpty else { return "" }
    let parts: [SQL] = conditions.map { condition in
      switch condition {
      case .equals(let field, let word): "\(field) = \(word: word)"
      case .isFalse(let field): "NOT \(field)"
      case .isPositive(let field): "\(field) > 0"
      case .isZero(let field): "\(field) = 0"
      case .isPresent(let field): "\(field) IS NOT NULL"
      }
    }
    return " FILTER (WHERE \(parts, separator: " AND "))"
  }
}
