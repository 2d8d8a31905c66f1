import Semantics
import Usage

extension Compiler {
  /// What questions about requests are put to: the table, or it and the sums in one form.
  package var requests: SQL {
    guard readsRollUps else { return "request" }
    let full = EventField.allCases.map { "\($0)" as SQL }
    let summed = EventField.allCases.map { RollUp.dropped.contains($0) ? "NULL AS \($0)" as SQL : "\($0)" as SQL }
    return """
      (SELECT CAST(1 AS BIGINT) AS n, timestamp AS last_timestamp, FALSE AS is_rolled_up, \(full, separator: ", ") FROM request \
      UNION ALL SELECT n, last_timestamp, TRUE AS is_rolled_up, \(summed, separator: ", ") FROM request_rollup) AS request
      """
  }

  /// As `requests`, with `n` and `last_timestamp` in any case.
  package var countedRequests: SQL {
    readsRollUps ? requests : "(SELECT *, CAST(1 AS BIGINT) AS n, timestamp AS last_timestamp FROM request)"
  }

  /// Sums up the requests that a condition picks. Adding to it again only adds rows: all reading sums.
  package func rollUp(where condition: SQL) -> SQL {
    let columns = RollUp.grouped + RollUp.summed
    let keys = RollUp.grouped.map { "\($0)" as SQL }
    let sums = RollUp.summed.map { "CAST(sum(\($0)) AS BIGINT)" as SQL }
    return """
      INSERT INTO request_rollup (n, last_timestamp, timestamp, \(columns.map { "\($0)" as SQL }, separator: ", ")) \
      SELECT count(*), max(timestamp), min(timestamp), \(keys + sums, separator: ", ") FROM request WHERE \(condition) \
      GROUP BY \(keys + [quarter, signs], separator: ", ")
      """
  }

  /// Rows of the same key become one.
  package func mergeRollUps(into table: SQL) -> SQL {
    let columns = RollUp.grouped + RollUp.summed
    let keys = RollUp.grouped.map { "\($0)" as SQL }
    let sums = RollUp.summed.map { "CAST(sum(\($0)) AS BIGINT)" as SQL }
    return """
      INSERT INTO \(table) (n, last_timestamp, timestamp, \(columns.map { "\($0)" as SQL }, separator: ", ")) \
      SELECT CAST(sum(n) AS BIGINT), max(last_timestamp), min(timestamp), \(keys + sums, separator: ", ") FROM request_rollup \
      GROUP BY \(keys + [quarter, signs], separator: ", ")
      """
  }

  private var quarter: SQL { "(\(dialect.microseconds("timestamp")) - (\(dialect.microseconds("timestamp")) % \(number: RollUp.grain)))" }

  /// Which numbers there are, which are 0 and which are above: two bits each, so that a condition on a number holds for all requests of
  /// a sum or for none.
  private var signs: SQL {
    let parts = RollUp.summed.enumerated().map { index, field in
      let unit = Int64(1) << (2 * Int64(index))
      let sign: SQL =
        "CASE WHEN \(field) IS NULL THEN 0 WHEN \(field) = 0 THEN \(number: unit) WHEN \(field) > 0 THEN \(number: 2 * unit) ELSE \(number: 3 * unit) END"
      return "CAST(\(sign) AS BIGINT)" as SQL
    }
    return "(\(parts, separator: " + "))"
  }
}
