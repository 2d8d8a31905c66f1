import Ingest
import NIOCore
import Semantics
import Usage
import Web

/// Reads and keeps what other products' clients send of their users' opinions, one in a body, in their own words.
package struct FeedbackDesk: Sendable {
  private let store: any ActivityStore & ActivitySource
  /// Whether what people wrote is kept.
  private let keepsContent: Bool
  private let budget: QueryBudget

  package init(store: any ActivityStore & ActivitySource, keepsContent: Bool, budget: QueryBudget) {
    self.store = store
    self.keepsContent = keepsContent
    self.budget = budget
  }

  private static let bodyLimit = 1 << 20

  func read(_ call: Call) async throws -> FeedbackRecord {
    var generator = SystemRandomNumberGenerator()
    let now = TimeSource.system.now()
    let context = IngestContext(now: now, scope: try call.principal.projects, ids: UUIDv7Sequence(now: now, using: &generator))
    let body = try await call.body(limit: Self.bodyLimit)
    let reading = try body.withUnsafeReadableBytes { bytes throws(DocumentFailure) in
      try RecordReader<FeedbackRecord>(context: context).read(bytes, as: .json)
    }
    if case .rejected(let rejection)? = reading.recording.judged.first?.verdict {
      throw Self.refusal(rejection.field, "value_error", rejection.message)
    }
    guard let record = reading.records.first, reading.records.count == 1 else {
      throw Self.refusal(nil, "value_error", "Input should be one object")
    }
    return record
  }

  func keep(_ feedback: FeedbackRecord) async throws {
    try await store.upsert([keepsContent ? feedback : feedback.withoutContent()])
  }

  func feedback(_ id: String, for call: Call) async throws -> FeedbackRecord? {
    try await record(id, in: call.principal.projects)
  }

  /// The newest there is.
  func feedback(on message: ID<Message>, in scope: ProjectScope) async throws -> FeedbackRecord? {
    let query = ActivityQuery<FeedbackRecord>(scope: scope, where: ["message_id": .text(message.text)], limit: 1)
    return try await store.activity(query, budget: budget).records.first
  }

  func message(_ id: String, for call: Call) async throws -> MessageRecord? {
    try await record(id, in: call.principal.projects)
  }

  private func record<R: ActivityRecord>(_ id: String, in scope: ProjectScope) async throws -> R? {
    try await store.activity(ActivityQuery<R>(scope: scope, ids: [id], limit: 1), budget: budget).records.first
  }

  /// 422 in the form of the framework that both products are made with.
  static func refusal(_ field: String?, _ type: String, _ message: String) -> Problem {
    let place: [JSONValue] = ["body"] + (field.map { [.string($0)] } ?? [])
    let item: JSONValue = ["type": .string(type), "loc": .array(place), "msg": .string(message)]
    return Problem(.unprocessableContent, message, members: ["detail": [item]])
  }
}
