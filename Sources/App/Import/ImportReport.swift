/// What became of the rows of a file.
package struct ImportReport: Hashable, Codable, Sendable {
  package struct Rejection: Hashable, Codable, Sendable, CustomStringConvertible {
    package let row: Int
    package let field: String?
    package let message: String

    package var description: String { "row \(row): " + (field.map { $0 + ": " } ?? "") + message }
  }

  package private(set) var accepted = 0
  package private(set) var duplicates = 0
  package private(set) var rejected = 0
  /// The first few.
  package private(set) var examples: [Rejection] = []
  package private(set) var ignored: [String] = []

  static let exampleLimit = 10

  package init() {}

  package var rows: Int { accepted + duplicates + rejected }

  mutating func add(_ other: ImportReport) {
    accepted += other.accepted
    duplicates += other.duplicates
    reject(other.examples, of: other.rejected)
    ignore(other.ignored)
  }

  mutating func take(accepted: Int, duplicates: Int) {
    self.accepted += accepted
    self.duplicates += duplicates
  }

  mutating func reject(_ rejections: [Rejection], of count: Int? = nil) {
    rejected += count ?? rejections.count
    examples = Array((examples + rejections).sorted { $0.row < $1.row }.prefix(Self.exampleLimit))
  }

  /// Says of the rejections where they come from.
  mutating func locate(_ place: (Rejection) -> Rejection) { examples = examples.map(place) }

  mutating func ignore(_ names: [String]) { ignored += names.filter { !ignored.contains($0) } }

  package var summary: String { "\(rows) rows: \(accepted) accepted, \(duplicates) known already, \(rejected) rejected" }
}
