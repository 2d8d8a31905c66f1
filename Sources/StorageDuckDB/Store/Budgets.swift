import Accounts
import Usage

extension DuckDBStore: BudgetStore {
  // The ceilings' columns, in the order of `Ceiling`'s cases.
  private static let columns =
    "id, owner_kind, owner_id, project, is_active, created_at, updated_at, "
    + Ceiling.allCases.map(\.recordKey).joined(separator: ", ")

  package func budgets() async throws -> [Budget] {
    try await writer.run { try Self.budgets(on: $0) }
  }

  static func budgets(on connection: Connection) throws -> [Budget] {
    try connection.query("SELECT \(columns) FROM budget ORDER BY id").all().compactMap(budget)
  }

  package func put(_ budget: Budget, audit: AuditRecord?) async throws {
    try await writer.run { connection in
      try connection.transaction {
        try Self.put(budget, on: connection)
        try Self.makeOwn(budget.id, on: connection)
        try Self.append(audit.map { [$0] } ?? [], on: connection)
      }
    }
  }

  /// Whoever writes a budget makes it their own: it does not go with the demo.
  private static func makeOwn(_ id: ID<Budget>, on connection: Connection) throws {
    _ = try connection.query("DELETE FROM demo_record WHERE kind = $1 AND id = $2", [.text(inventedBudget), .text(id.text)])
  }

  static func put(_ budget: Budget, on connection: Connection) throws {
    let values: [Value] =
      [
        .text(budget.id.text), .text(budget.owner.kind.rawValue), .text(budget.owner.id), budget.project.map { .text($0.text) } ?? .null,
        .bool(budget.isActive), .timestamp(budget.createdAt.microseconds), .timestamp(budget.updatedAt.microseconds),
      ] + Ceiling.allCases.map { .int64(budget.limits[$0] ?? 0) }
    let places = values.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    _ = try connection.query("INSERT OR REPLACE INTO budget (\(Self.columns)) VALUES (\(places))", values)
  }

  package func removeBudget(_ id: ID<Budget>, audit: AuditRecord?) async throws {
    try await writer.run { connection in
      try connection.transaction {
        _ = try connection.query("DELETE FROM budget WHERE id = $1", [.text(id.text)])
        try Self.makeOwn(id, on: connection)
        try Self.append(audit.map { [$0] } ?? [], on: connection)
      }
    }
  }

  private static func budget(_ row: [Value]) -> Budget? {
    guard let kind = row[1].text.flatMap(BudgetOwner.Kind.init), let owner = row[2].text, case .bool(let isActive) = row[4],
      let created = row[5].instant, let updated = row[6].instant
    else { return nil }
    var limits: [Ceiling: Int64] = [:]
    for (ceiling, value) in zip(Ceiling.allCases, row.dropFirst(7)) {
      if case .int64(let limit) = value { limits[ceiling] = limit }
    }
    return Budget(
      owner: BudgetOwner(kind, id: owner), project: row[3].text.map { ID($0) }, limits: limits, isActive: isActive, createdAt: created,
      updatedAt: updated)
  }
}
