import Foundation

/// A JSON answer to look into.
enum NrLlmJSON: Decodable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([NrLlmJSON])
  case object([String: NrLlmJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([NrLlmJSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: NrLlmJSON].self))
    }
  }

  subscript(path: String) -> NrLlmJSON {
    path.split(separator: ".").reduce(self) { value, step in
      switch value {
      case .object(let members): members[String(step)] ?? .null
      case .list(let elements): Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil } ?? .null
      default: .null
      }
    }
  }

  var list: [NrLlmJSON] { if case .list(let elements) = self { elements } else { [] } }
}

extension NrLlmJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension NrLlmJSON: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: NrLlmJSON...) { self = .list(elements) }
}
