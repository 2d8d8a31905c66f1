import Ingest

/// The members of a JSON object, each as it is written; none where the text is no object.
struct JSONMembers {
  private(set) var all: [(name: String, json: String)] = []

  private static let limit = 64 << 20

  init(_ json: String?) {
    guard var text = json else { return }
    all = text.withUTF8 { (try? Self.members(UnsafeRawBufferPointer($0))) ?? [] }
  }

  subscript(name: String) -> String? { all.last { $0.name == name }?.json }

  private static func members(_ bytes: UnsafeRawBufferPointer) throws(JSONFailure) -> [(name: String, json: String)] {
    var scanner = JSONScanner(bytes)
    var members: [(name: String, json: String)] = []
    try scanner.enterObject()
    while let key = try scanner.nextKey() { members.append((scanner.string(key), try scanner.rawValue(limit: limit))) }
    return members
  }
}
