import Semantics
import Usage

/// Rows by id alone: somebody who was renamed stays one row, under the latest name.
struct UmbracoGroups {
  struct Key: Hashable {
    /// Where an id means something only there.
    let provider: String?
    let id: String?
  }

  struct Group {
    let key: Key
    var counts = UmbracoCounts()
    var name: String?
    fileprivate var namedAt: Timestamp?
  }

  /// Most requests first.
  let sorted: [Group]

  var ids: [String] { sorted.compactMap(\.key.id) }

  init(_ rows: [[Value]], _ breakdown: UmbracoBreakdown, _ contract: UmbracoContract) {
    var groups: [Key: Group] = [:]
    let width = breakdown.dimensions(contract).count
    for row in rows {
      let texts = row[..<width].map(\.umbracoText)
      let hasProvider = breakdown == .model && width == 2
      let key = Key(provider: hasProvider ? texts[0] : nil, id: hasProvider ? texts[1] : texts[0])
      var group = groups[key] ?? Group(key: key)
      group.counts += UmbracoCounts(row[width...])
      if breakdown == .profile, case .instant(let seen)? = row.last { group.take(name: texts[1], at: seen) }
      groups[key] = group
    }
    sorted = groups.values.sorted { $0.precedes($1) }
  }
}

extension UmbracoGroups.Group {
  fileprivate mutating func take(name: String?, at instant: Timestamp) {
    guard let name, namedAt.map({ ($0, self.name ?? "") < (instant, name) }) ?? true else { return }
    (self.name, namedAt) = (name, instant)
  }

  /// The product says nothing of equal counts; here the ids decide, by their bytes.
  fileprivate func precedes(_ other: UmbracoGroups.Group) -> Bool {
    if counts.requests != other.counts.requests { return counts.requests > other.counts.requests }
    return text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  private var text: String { "\(key.provider ?? "")/\(key.id ?? "\u{10ffff}")" }
}
