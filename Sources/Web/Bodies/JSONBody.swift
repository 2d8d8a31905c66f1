import Foundation
import NIOCore

package enum JSONBody {
  /// - Throws: 400 with the path to what cannot be read.
  package static func read<Body: Decodable>(_ body: ByteBuffer, _ what: String, as type: Body.Type = Body.self) throws(Problem) -> Body {
    do {
      return try JSONDecoder().decode(Body.self, from: Data(body.readableBytesView))
    } catch let error as DecodingError {
      let (path, message) = error.placeAndMessage
      if path.isEmpty { throw Problem(.badRequest, "The body is not \(what): \(message)") }
      throw .invalid(path, message)
    } catch {
      throw Problem(.badRequest, "The body is not \(what).")
    }
  }
}

extension DecodingError {
  /// Where in the body, as whoever wrote it would say it (`tiers[0].limits`), and what is wrong there, without a word about the program.
  package var placeAndMessage: (place: String, message: String) {
    switch self {
    case .keyNotFound(let key, let context): (Self.place(context.codingPath + [key]), "is missing")
    case .valueNotFound(_, let context): (Self.place(context.codingPath), "must not be null")
    case .typeMismatch(_, let context): (Self.place(context.codingPath), context.isKey ? "is not a known name" : "is of another type")
    case .dataCorrupted(let context):
      (Self.place(context.codingPath), context.isKey ? "is not a known name" : context.debugDescription)
    @unknown default: ("", "it cannot be read")
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let steps = path.map { key -> String in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }
    return String(steps.joined().trimmingPrefix("."))
  }
}

extension DecodingError.Context {
  /// Whether a member's name is not one of those there are.
  fileprivate var isKey: Bool { debugDescription.hasPrefix("Could not convert key") }
}
