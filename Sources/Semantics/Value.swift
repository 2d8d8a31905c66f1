import Usage

/// One cell of an answer.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case money(NanoUSD)
  case text(String)
  case instant(Timestamp)
  case boolean(Bool)
}
