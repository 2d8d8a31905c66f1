import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Semantics
import Usage
import Web

/// The audit log: the requests one by one. The product's code and its documentation spell the path differently.
extension UmbracoAPI {
  var auditLogs: [Endpoint] {
    [("audit-logs", ""), ("audit-log", "Documented")].flatMap { path, suffix in
      [list(path, suffix), detail(path, suffix), cleanup(path, suffix)]
    }
  }

  private func list(_ path: String, _ suffix: String) -> Endpoint {
    let names = ["status", "userId", "profileId", "providerId", "entityId", "fromDate", "toDate", "searchText", "skip", "take"]
    return Endpoint(
      .get, Self.base + "/" + path, access: .scope(.read),
      .init("getAuditLogs" + suffix, "The recorded requests, newest first", tags: ["Umbraco.AI"]),
      parameters: names.map { .query($0, .string, "As the product reads it.") },
      answers: [.init(.ok, "A page.", [.json: .object(["items": .array(of: .ref("UmbracoAuditLogItem")), "total": .integer])])],
      allowsUndeclaredQuery: true
    ) { call in try await page(UmbracoAuditQuestion(call.query), call.principal.projects) }
  }

  private func detail(_ path: String, _ suffix: String) -> Endpoint {
    Endpoint(
      .get, Self.base + "/" + path + "/{auditLogId}", access: .scope(.read),
      .init("getAuditLogByIdentifier" + suffix, "One recorded request", tags: ["Umbraco.AI"]),
      parameters: [.path("auditLogId", .string, "The id of the list.")],
      answers: [.init(.ok, "The request.", [.json: .ref("UmbracoAuditLog")])], allowsUndeclaredQuery: true
    ) { call in
      let scope = try call.principal.projects
      let query = try RecordQuery(scope: scope, where: .equals(.by(.id), call.segment("auditLogId")), limit: 1, now: clock.now())
      guard let event = try await records.records(query, budget: budget).events.first?.event else { throw Problem.noSuchAuditLog }
      return .umbraco(try await entries([event], scope, isDetail: true)[0])
    }
  }

  /// The product deletes what is older than its retention. The analytics stand on the same records here, so nothing is deleted: what the
  /// tiers keep no longer is summed up by the retention's own job.
  private func cleanup(_ path: String, _ suffix: String) -> Endpoint {
    Endpoint(
      .post, Self.base + "/" + path + "/cleanup", access: .scope(.admin, .project),
      .init("cleanupAuditLogs" + suffix, "Delete what the log no longer keeps: nothing, for it keeps all", tags: ["Umbraco.AI"]),
      answers: [.init(.ok, "How many were deleted.", [.json: .integer])], allowsUndeclaredQuery: true
    ) { _ in .umbraco(ByteBuffer(string: "0")) }
  }

  private func page(_ question: UmbracoAuditQuestion, _ scope: ProjectScope) async throws -> Response {
    guard !question.isEmpty else { return Self.page([], total: 0) }
    let plan = try Plan(Query([.requests], where: question.filter, period: question.period), scope: scope, now: clock.now())
    let total = try await engine.run(plan, budget: budget).rows.first?[0].umbracoInteger ?? 0
    // Beyond the end there is nothing, however far; so far within it nobody can look.
    guard question.skip < total else { return Self.page([], total: total) }
    guard question.skip <= Plan.Bounds.offset else {
      throw Problem.umbracoValidation([.init("skip", "The value '\(question.skip)' is not valid.")])
    }
    return Self.page(try await entries(events(question, scope), scope, isDetail: false), total: total)
  }

  private func events(_ question: UmbracoAuditQuestion, _ scope: ProjectScope) async throws -> [UsageEvent] {
    guard question.take > 0 else { return [] }
    var events: [UsageEvent] = []
    var query: RecordQuery? = try RecordQuery(
      scope: scope, where: question.filter, period: question.period, limit: min(question.take, RecordQuery.maximumLimit),
      offset: question.skip, now: clock.now())
    while let next = query, events.count < question.take {
      let page = try await records.records(next, budget: budget)
      events += page.events.map(\.event)
      query = page.next.map(next.continued(after:))
    }
    return Array(events.prefix(question.take))
  }

  private func entries(_ events: [UsageEvent], _ scope: ProjectScope, isDetail: Bool) async throws -> [UmbracoAuditLog] {
    let users = Set(events.compactMap { $0.user?.text })
    let names = try await names.names(of: users.sorted(), in: scope)
    return events.map { event in
      UmbracoAuditLog(event: event, userName: event.user.map { names[$0.text] ?? $0.text }, isDetail: isDetail)
    }
  }

  private static func page(_ entries: [UmbracoAuditLog], total: Int64) -> Response {
    var writer = JSONWriter(reservingCapacity: 64 + entries.count * 640)
    writer.object { writer in
      writer.key("items")
      writer.array { list in for entry in entries { entry.write(to: &list) } }
      writer.member("total", total)
    }
    return .umbraco(writer.buffer)
  }
}
