/// The value of one field of a record, as tables and JSON documents hold it. Lists and objects are JSON texts.
package enum RecordCell: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  case instant(Timestamp)

  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
  package var real: Double? { if case .real(let number) = self { number } else { nil } }
  package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  package var instant: Timestamp? { if case .instant(let instant) = self { instant } else { nil } }
}
