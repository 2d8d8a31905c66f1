import Usage

/// One cell of an answer. Texts are equal if their bytes are, as in the engines; to Swift's String "é" equals "e" with an accent.
package enum Value: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case money(NanoUSD)
  case text(String)
  case instant(Timestamp)
  case boolean(Bool)
}

extension Value: Hashable {
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let a), .integer(let b)): a == b
    case (.real(let a), .real(let b)): a == b
    case (.money(let a), .money(let b)): a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.instant(let a), .instant(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: break
    case .integer(let value): hasher.combine(value)
    case .real(let value): hasher.combine(value)
    case .money(let value): hasher.combine(value)
    case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .instant(let value): hasher.combine(value)
    case .boolean(let value): hasher.combine(value)
    }
  }
}
