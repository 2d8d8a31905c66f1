/// Another product's tables as one JSON object: the name of a table and an array of its rows.
protocol ForeignTables: Sendable {
  /// The tables that are read, by the names they may have.
  var tables: Set<String> { get }

  /// Tables whose rows must be known before others are read.
  var firstTables: Set<String> { get }

  /// The column with the ids of a table's rows; nil: they have none.
  func identifier(of table: String) -> String?

  /// What one row becomes.
  mutating func records(of row: JSONTree, in table: String) -> [ForeignRecord]
}

extension ForeignTables {
  /// Why a row is not taken. Without an id it would be another record with each import.
  func defect(of row: JSONTree, in table: String) -> (field: String?, message: String)? {
    guard row.isObject else { return (nil, "must be a JSON object") }
    guard let column = identifier(of: table) else { return nil }
    switch row[column] {
    case nil, .null, .text(""): return (column, "is needed")
    default: return nil
    }
  }
}

/// One record, ready to be sent.
struct ForeignRecord: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case users, groups, chats, messages, feedback, executions, events

    var path: String { "/v1/" + rawValue }
  }

  let kind: Kind
  private(set) var members: [JSONTree.Member] = []

  init(_ kind: Kind) { self.kind = kind }

  /// nil leaves the member out.
  mutating func set(_ name: String, _ value: JSONTree?) {
    if let value { members.append(.init(name: name, value: value)) }
  }

  subscript(name: String) -> JSONTree? { JSONTree.object(members)[name] }
}
