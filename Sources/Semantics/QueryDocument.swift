import Usage

/// A question in words, as it comes in a JSON body or a query string. Keys that do not exist are refused by name.
package struct QueryDocument: Hashable, Sendable {
  package var metrics: [String] = []
  /// Besides time.
  package var dimensions: [String] = []
  package var granularity: String?
  package var filter: FilterDocument?
  package var period: String?
  package var from: String?
  package var to: String?
  /// "inclusive" or "exclusive": whether `to` belongs to the period.
  package var end: String?
  package var zone: String?
  package var compare: Bool?
  /// Names of metrics, dimensions or "time"; a leading "-" turns the direction.
  package var order: [String] = []
  package var limit: Int?
  package var offset: Int?
  /// Rows for empty time buckets.
  package var fill: Bool?

  package init() {}
}

extension QueryDocument: Decodable {
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case metrics, dimensions, granularity, filter, period, from, to, end, zone, compare, order, limit, offset, fill
  }

  package init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    metrics = try values.decodeIfPresent([String].self, forKey: .metrics) ?? []
    dimensions = try values.decodeIfPresent([String].self, forKey: .dimensions) ?? []
    granularity = try values.decodeIfPresent(String.self, forKey: .granularity)
    filter = try values.decodeIfPresent(FilterDocument.self, forKey: .filter)
    period = try values.decodeIfPresent(String.self, forKey: .period)
    from = try values.decodeIfPresent(String.self, forKey: .from)
    to = try values.decodeIfPresent(String.self, forKey: .to)
    end = try values.decodeIfPresent(String.self, forKey: .end)
    zone = try values.decodeIfPresent(String.self, forKey: .zone)
    compare = try values.comparison(.compare)
    order = try values.list(.order)
    limit = try values.decodeIfPresent(Int.self, forKey: .limit)
    offset = try values.decodeIfPresent(Int.self, forKey: .offset)
    fill = try values.decodeIfPresent(Bool.self, forKey: .fill)
  }
}

extension KeyedDecodingContainer<QueryDocument.CodingKeys> {
  /// A list, or one text as in a query string: "-cost,model".
  fileprivate func list(_ key: Key) throws -> [String] {
    if let text = try? decode(String.self, forKey: key) { return text.split(separator: ",").map { String($0.drop { $0 == " " }) } }
    return try decodeIfPresent([String].self, forKey: key) ?? []
  }

  /// A truth value, or "previous" as in a query string.
  fileprivate func comparison(_ key: Key) throws -> Bool? {
    if (try? decode(String.self, forKey: key)) == "previous" { return true }
    return try decodeIfPresent(Bool.self, forKey: key)
  }
}

extension Decoder {
  package func refuseUnknownKeys(besides known: [String]) throws {
    let names = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    let unknown = Set(names).subtracting(known).sorted()
    guard let first = unknown.first else { return }
    throw DecodingError.dataCorrupted(
      .init(codingPath: codingPath, debugDescription: "unknown key \"\(first.prefix(100))\"; there are: \(known.joined(separator: ", "))"))
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
