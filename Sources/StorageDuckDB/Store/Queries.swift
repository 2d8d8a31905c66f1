import Semantics
import Storage
import Usage

extension DuckDBStore: RowEngine {
  static let compiler = Compiler(DuckDBDialect())

  package func extent(_ plan: Plan, budget: QueryBudget) async throws(QueryFailure) -> ClosedRange<Timestamp>? {
    try await reading(plan.interval) { compiler throws(QueryFailure) in
      let sql = compiler.extent(plan)
      return try await read(budget) { connection in
        let rows = try connection.query(sql.text, sql.binds.map(Value.init)).all()
        guard case .int64(let first)? = rows.first?[0], case .int64(let last)? = rows.first?[1] else { return nil }
        return Timestamp(microseconds: first)...Timestamp(microseconds: last)
      }
    }
  }

  package func rows(_ plan: Plan, limit: Int, budget: QueryBudget) async throws(QueryFailure) -> [[Semantics.Value]] {
    try await reading(plan.interval) { compiler throws(QueryFailure) in try await rows(compiler.rows(plan, limit: limit), budget) }
  }

  private func rows(_ statement: CompiledPlan, _ budget: QueryBudget) async throws(QueryFailure) -> [[Semantics.Value]] {
    try await read(budget) { connection in
      let rows = try connection.query(statement.sql.text, statement.sql.binds.map(Value.init))
      var answer: [[Semantics.Value]] = []
      while let chunk = try rows.next() {
        for row in 0..<chunk.count {
          answer.append(
            try zip(statement.columns, chunk.columns).map { column, cells in column.value(try Self.cell(cells, row, column.kind)) })
        }
      }
      return answer
    }
  }

  /// Asks without the sums where there are none in the time. If requests of that time are summed up meanwhile, the answer may lack
  /// them, and is asked for again.
  func reading<T>(
    _ interval: Interval, _ ask: (Compiler<DuckDBDialect>) async throws(QueryFailure) -> T
  ) async throws(QueryFailure) -> T {
    let touched = rolledUp.touches(interval)
    let answer = try await ask(Self.compiler.readingRollUps(touched))
    guard !touched, rolledUp.touches(interval) else { return answer }
    return try await ask(Self.compiler.readingRollUps(true))
  }

  package var rolledUpTime: ClosedRange<Timestamp>? { rolledUp.current }

  /// The statement of a plan, as `weir query --sql` shows it.
  package static func statement(of plan: Plan) -> SQL {
    compiler.rows(plan, limit: plan.limit ?? QueryBudget().rows).sql
  }

  private static func cell(_ column: Column, _ row: Int, _ kind: CompiledPlan.Column.Kind) throws(DuckDBFailure) -> CompiledPlan.Cell {
    switch kind {
    case .text: try column.text(row).map { .text($0) } ?? .null
    case .boolean: try column.bool(row).map { .boolean($0) } ?? .null
    case .integer: try column.int64(row).map { .integer($0) } ?? .null
    case .real: try column.double(row).map { .real($0) } ?? .null
    }
  }

  func read<T: Sendable>(_ budget: QueryBudget, _ body: @Sendable (Connection) throws -> T) async throws(QueryFailure) -> T {
    do {
      return try await readers.read(timeout: budget.time, body)
    } catch let failure as DuckDBFailure {
      throw QueryFailure(failure)
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .engine(String(describing: error))
    }
  }
}

extension DuckDBStore: RecordSource {
  package func records(_ query: RecordQuery, budget: QueryBudget) async throws(QueryFailure) -> RecordPage {
    try await read(budget) { connection in
      guard query.arrangement == .arrival else { return try Self.page(Self.compiler.records(query), query, connection) }
      // One transaction: both statements must see the same rows.
      return try connection.transaction {
        let sql = Self.compiler.pageEnd(query)
        let found = try connection.query(sql.text, sql.binds.map(Value.init)).all()
        guard case .int64(let end)? = found.first?.first else { return RecordPage([], limit: query.limit) }
        return try Self.page(Self.compiler.records(query, through: end), query, connection)
      }
    }
  }

  private static func page(_ sql: SQL, _ query: RecordQuery, _ connection: Connection) throws -> RecordPage {
    var events: [RecordedEvent] = []
    events.reserveCapacity(query.limit + 1)
    let rows = try connection.query(sql.text, sql.binds.map(Value.init))
    while let chunk = try rows.next() {
      for row in 0..<chunk.count { events.append(try recorded(chunk, row)) }
    }
    return RecordPage(events, limit: query.limit)
  }

  /// `seq` in the first column, then the fields in their order.
  static func recorded(_ chunk: Chunk, _ row: Int) throws(DuckDBFailure) -> RecordedEvent {
    var texts: EventFieldMap<String> = [:]
    var integers: EventFieldMap<Int64> = [:]
    var flags: EventFieldMap<Bool> = [:]
    for field in EventField.allCases {
      let column = chunk.columns[field.rawValue + 1]
      switch field.definition.kind {
      case .text, .tags: texts[field] = try column.text(row)
      case .integer, .duration, .money: integers[field] = try column.int64(row)
      case .timestamp: integers[field] = try column.timestamp(row)
      case .boolean: flags[field] = try column.bool(row)
      }
    }
    return RecordedEvent(
      sequence: UInt64(try chunk.columns[0].int64(row) ?? 0), event: UsageEvent(texts: texts, integers: integers, flags: flags))
  }
}

extension Value {
  init(_ bind: SQL.Bind) {
    self =
      switch bind {
      case .text(let text): .text(text)
      case .integer(let number): .int64(number)
      case .real(let number): .double(number)
      case .boolean(let flag): .bool(flag)
      case .timestamp(let instant): .timestamp(instant.microseconds)
      }
  }
}

extension QueryFailure {
  init(_ failure: DuckDBFailure) {
    self =
      switch failure.kind {
      case .timedOut: .timeout
      case .interrupted: .cancelled
      case .busy, .closed: .unavailable
      case .outOfMemory, .diskFull: .outOfMemory
      default: .engine(failure.message)
      }
  }
}
