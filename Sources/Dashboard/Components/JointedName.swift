import Web

/// A name such as `data_viz_agent` that may go on in the next line after one of its joints.
struct JointedName {
  let name: String

  init(_ name: String) { self.name = name }

  private static let joints: Set<Character> = ["_", "/", ",", " "]

  private var parts: [Substring] {
    var parts: [Substring] = [], start = name.startIndex
    for index in name.indices where Self.joints.contains(name[index]) {
      let next = name.index(after: index)
      parts.append(name[start..<next])
      start = next
    }
    return parts + [name[start...]]
  }

  var html: HTML {
    let parts = parts.map(String.init)
    return "\(parts.dropLast().map { "\($0)<wbr>" as HTML })\(parts.last ?? "")"
  }
}
