/// The query of a request, in order, decoded strictly: a bad escape or bytes that are no UTF-8 are an error, not a guess.
package struct QueryParameters: Sendable {
  package struct Item: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  package let items: [Item]

  package static let empty = QueryParameters(items: [])
  private static let maximumCount = 1000

  package init(items: [Item]) { self.items = items }

  /// Reads what stands after the "?".
  package init(parsing text: some StringProtocol) throws(Problem) {
    var items: [Item] = []
    for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
      guard items.count < Self.maximumCount else { throw Problem(.badRequest, "More than \(Self.maximumCount) query parameters.") }
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      let value = pair.dropFirst(name.count + 1)
      guard let name = PercentEncoding.decode(name, plusIsSpace: true), let value = PercentEncoding.decode(value, plusIsSpace: true) else {
        throw Problem(.badRequest, "The query holds an escape that is not valid: \(String(decoding: pair.prefix(60), as: UTF8.self))")
      }
      items.append(Item(name: name, value: value))
    }
    self.items = items
  }

  /// The first value of that name.
  package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  package func all(_ name: String) -> [String] { items.lazy.filter { $0.name == name }.map(\.value) }

  /// The items whose names begin so, with the rest of their names: "tag.env=prod" for "tag." is ("env", "prod").
  package func all(withPrefix prefix: String) -> [Item] {
    items.filter { $0.name.hasPrefix(prefix) }.map { Item(name: String($0.name.dropFirst(prefix.count)), value: $0.value) }
  }

  package func integer(_ name: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
    guard let text = self[name] else { return nil }
    guard let value = Int64(text), range.contains(value) else {
      throw .invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// "true" or "false", also "1" and "0".
  package func flag(_ name: String) throws(Problem) -> Bool? {
    switch self[name] {
    case nil: nil
    case "true", "1": true
    case "false", "0": false
    default: throw .invalid(name, "must be true or false")
    }
  }

  package func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, of type: Value.Type = Value.self
  ) throws(Problem) -> Value? where Value.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .invalid(name, "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", ")), not \"\(text.prefix(100))\"")
    }
    return value
  }
}

extension QueryParameters {
  /// Refuses what is not declared, what is given twice without leave, and what is missing.
  func check(against parameters: [Parameter]) throws(Problem) {
    let declared = parameters.filter { $0.place == .query }
    var errors: [Problem.Field] = []
    var seen: Set<String> = []
    for item in items {
      guard let parameter = declared.first(where: { $0.covers(item.name) }) else {
        errors.append(.init(String(item.name.prefix(100)), "is not a parameter of this endpoint"))
        continue
      }
      if !seen.insert(item.name).inserted, !parameter.repeats { errors.append(.init(item.name, "is given more than once")) }
    }
    errors += declared.filter { $0.isRequired && !seen.contains($0.name) }.map { .init($0.name, "is required") }
    guard !errors.isEmpty else { return }
    let names = declared.isEmpty ? "none" : declared.map(\.name).joined(separator: ", ")
    throw Problem(.badRequest, "Some query parameters are not right. There are: \(names).", errors: errors)
  }
}
