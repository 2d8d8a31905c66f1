/// The distinct names of fields that nobody asked for, bounded in number and length.
package struct IgnoredFields {
  package private(set) var names: [String] = []

  package static let limit = 20

  package init() {}

  package mutating func note(_ key: JSONText, in scanner: borrowing JSONScanner) {
    guard names.count < Self.limit else { return }
    let name = scanner.prose(key, limit: 64)
    if !names.contains(name) { names.append(name) }
  }
}
