import Foundation
import NIOCore

/// `weir demo`: the server does the work, as for the dashboard's button.
package struct DemoCommand: Sendable {
  private let days: Int
  private let seed: UInt64

  package init(days: Int, seed: UInt64) { (self.days, self.seed) = (days, seed) }

  package func run(_ connection: APIConnection) async throws -> String {
    struct Answer: Decodable { let recorded: Int, records: Int }
    let query = [("days", String(days)), ("seed", String(seed))]
    let answer = try await connection.post("/v1/demo", ByteBuffer(), type: "application/json", query: query).accepted()
    let count = try JSONDecoder().decode(Answer.self, from: Data(answer.readableBytesView))
    return "demo data of \(days) days: \(count.recorded) accepted, with \(count.records) new users, chats, ratings and other records"
  }

  package static func remove(_ connection: APIConnection) async throws -> String {
    struct Answer: Decodable { let removed: Int, records: Int }
    let answer = try await connection.delete("/v1/demo").accepted()
    let count = try JSONDecoder().decode(Answer.self, from: Data(answer.readableBytesView))
    return "\(count.removed) events and \(count.records) other records removed"
  }
}
