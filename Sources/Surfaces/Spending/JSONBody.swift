import Foundation
import NIOCore
import Web

enum JSONBody {
  /// - Throws: 400 with the path to what cannot be read.
  static func read<Body: Decodable>(_ body: ByteBuffer, _ what: String, as type: Body.Type = Body.self) throws(Problem) -> Body {
    do {
      return try JSONDecoder().decode(Body.self, from: Data(body.readableBytesView))
    } catch let error as DecodingError {
      let context = error.context
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      if path.isEmpty { throw Problem(.badRequest, "The body is not \(what): \(context.debugDescription)") }
      throw .invalid(path, context.debugDescription)
    } catch {
      throw Problem(.badRequest, "The body is not \(what).")
    }
  }
}

extension DecodingError {
  fileprivate var context: Context {
    switch self {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context): context
    @unknown default: Context(codingPath: [], debugDescription: "it cannot be read")
    }
  }
}
