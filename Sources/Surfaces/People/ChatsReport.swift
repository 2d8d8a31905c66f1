import Semantics
import Usage

/// Chats with what they used: what the API answers and the pages show.
package struct ChatsReport: Sendable {
  private let engine: any QueryEngine
  private let source: any ActivitySource
  private let names: any NameDirectory
  private let budget: QueryBudget

  package static let metrics: [Metric] = [.cost, .requests, .totalTokens, .unpricedRequests, .lastSeen]
  package static let order: [Order] = [.descending(.metric(.lastSeen)), .descending(.metric(.requests))]
  /// So many ids fit into one question.
  private static let idsAtOnce = 400

  package init(engine: any QueryEngine, source: any ActivitySource, names: any NameDirectory, budget: QueryBudget) {
    self.engine = engine
    self.source = source
    self.names = names
    self.budget = budget
  }

  /// - Parameters:
  ///   - plan: `metrics` by chat.
  ///   - words: a part of a chat's id or title, or of its user's id or name.
  package func answer(_ plan: Plan, finding words: String? = nil) async throws -> ChatsAnswer {
    var plan = plan.narrowed(to: .not(.isNull(.by(.chat))))
    if let words { plan = plan.narrowed(to: try await filter(finding: words, in: plan.scope)) }
    let result = try await engine.run(plan, budget: budget)
    var rows = result.rows.compactMap(ChatRow.init)
    let ids = rows.map(\.id)
    async let records = records(ids, in: plan.scope)
    let users = try await users(of: ids, plan)
    let known = try await records
    for index in rows.indices {
      rows[index].users = users[rows[index].id] ?? []
      rows[index].record = known[rows[index].id]
    }
    let people = Set(rows.flatMap { $0.users + [$0.record?.user?.text].compactMap(\.self) })
    return ChatsAnswer(result: result, rows: rows, names: try await names.names(of: people.sorted(), in: plan.scope))
  }

  private func filter(finding words: String, in scope: ProjectScope) async throws -> Filter {
    let query = ActivityQuery<ChatRecord>(scope: scope, limit: Self.idsAtOnce, search: words)
    let chats = try await source.activity(query, budget: budget).records.map(\.id.text)
    let users = try await names.users(called: words, in: scope)
    return .or([
      .containsIgnoringCase(.by(.chat), words), .isIn(.by(.chat), chats), .containsIgnoringCase(.by(.user), words),
      .isIn(.by(.user), users),
    ])
  }

  private func records(_ ids: [String], in scope: ProjectScope) async throws -> [String: ChatRecord] {
    var found: [String: ChatRecord] = [:]
    for start in stride(from: 0, to: ids.count, by: Self.idsAtOnce) {
      let portion = Set(ids[start..<min(start + Self.idsAtOnce, ids.count)])
      let query = ActivityQuery<ChatRecord>(scope: scope, ids: portion, arrangement: .byID)
      // Two projects may know one id; the first in their order stands.
      for record in try await source.activity(query, budget: budget).records where found[record.id.text] == nil {
        found[record.id.text] = record
      }
    }
    return found
  }

  private func users(of ids: [String], _ plan: Plan) async throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for start in stride(from: 0, to: ids.count, by: Self.idsAtOnce) {
      let portion = Array(ids[start..<min(start + Self.idsAtOnce, ids.count)])
      let users = plan.grouped(by: [.by(.chat), .by(.user)], [.requests]).narrowed(to: .isIn(.by(.chat), portion))
      for row in try await engine.run(users, budget: budget).rows {
        guard case .text(let chat) = row[0], case .text(let user) = row[1] else { continue }
        found[chat, default: []].append(user)
      }
    }
    return found
  }
}
