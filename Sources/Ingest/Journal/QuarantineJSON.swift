import Foundation
import Usage

/// The form of quarantined events in the journal.
struct QuarantineJSON: Codable {
  let id: String
  let receivedAt: Int64
  let project: String
  let source: String
  let code: String
  let field: String?
  let message: String
  let body: String

  static func encode(_ events: [QuarantinedEvent]) -> Data {
    // Strings and numbers always encode.
    (try? JSONEncoder().encode(events.map(QuarantineJSON.init))) ?? Data("[]".utf8)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) throws -> [QuarantinedEvent] {
    try JSONDecoder().decode([QuarantineJSON].self, from: Data(bytes)).map(\.event)
  }

  private init(_ event: QuarantinedEvent) {
    id = event.id
    receivedAt = event.receivedAt.microseconds
    project = event.project.text
    source = event.source
    code = event.rejection.code.rawValue
    field = event.rejection.field
    message = event.rejection.message
    body = event.body
  }

  private var event: QuarantinedEvent {
    QuarantinedEvent(
      id: id, receivedAt: Timestamp(microseconds: receivedAt), project: ID(project), source: source,
      rejection: Rejection(Rejection.Code(rawValue: code) ?? .malformed, field: field, message), body: body)
  }
}
