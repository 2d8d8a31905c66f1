import Semantics
import Usage
import Web

/// The usage of one key of a list.
struct ColumnRow: Hashable {
  static let metrics: [Metric] = [.cost, .topLevelRequests, .totalTokens, .unpricedRequests, .images, .characters, .audioSeconds]

  /// What the list calls it; nil: usage that belongs to none of its entries.
  var key: String?
  /// What the events call it.
  private(set) var names: [String]
  private var isUsed = false
  private var cost: NanoUSD?
  private var requests: Int64 = 0
  private var tokens: Int64 = 0
  private var unpriced: Int64 = 0
  private var images: Int64 = 0
  private var characters: Int64 = 0
  private var audioSeconds = 0.0

  /// An entry that was never used.
  init(blank key: String) { (self.key, names) = (key, []) }

  init(_ row: [Value]) {
    switch row[0] {
    case .text(let text): key = text
    case .boolean(let flag): key = flag ? "true" : "false"
    default: key = nil
    }
    names = [key].compactMap { $0 }
    isUsed = true
    if case .money(let money) = row[1] { cost = money }
    (requests, tokens, unpriced) = (row[2].count, row[3].count, row[4].count)
    (images, characters) = (row[5].count, row[6].count)
    if case .real(let seconds) = row[7] { audioSeconds = seconds }
  }

  mutating func add(_ other: ColumnRow) {
    names += other.names
    isUsed = isUsed || other.isUsed
    cost = cost.map { NanoUSD(nanos: $0.nanos.addingSaturated(other.cost?.nanos ?? 0)) } ?? other.cost
    requests = requests.addingSaturated(other.requests)
    tokens = tokens.addingSaturated(other.tokens)
    unpriced = unpriced.addingSaturated(other.unpriced)
    images = images.addingSaturated(other.images)
    characters = characters.addingSaturated(other.characters)
    audioSeconds += other.audioSeconds
  }

  /// The dearest first, what has no known cost last; then the most used, then by key.
  func precedes(_ other: ColumnRow) -> Bool {
    let (left, right) = (cost?.nanos ?? -1, other.cost?.nanos ?? -1)
    return left != right ? left > right : requests != other.requests ? requests > other.requests : (key ?? "") < (other.key ?? "")
  }

  var costCell: ColumnCell { isUsed ? .cost(cost, unpriced: unpriced) : .blank }
  var requestsCell: ColumnCell { isUsed ? .count(requests) : .blank }
  var tokensCell: ColumnCell { isUsed ? .count(tokens) : .blank }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("key", key)
      writer.key("names")
      writer.array { list in for name in names.sorted() { list.string(name) } }
      writer.key("cells")
      writer.object { writer in
        costCell.write("cost", to: &writer)
        requestsCell.write("requests", to: &writer)
        tokensCell.write("tokens", to: &writer)
      }
      writer.member("unpriced_requests", unpriced)
      writer.key("units")
      writer.object { writer in
        writer.member("images", images)
        writer.member("characters", characters)
        writer.member("audio_seconds", audioSeconds)
      }
    }
  }

  static let schema: Schema = .object([
    "key": Schema.string.orNull, "names": .array(of: .string),
    "cells": .object(["cost": ColumnCell.schema, "requests": ColumnCell.schema, "tokens": ColumnCell.schema]),
    "unpriced_requests": .integer, "units": .object(["images": .integer, "characters": .integer, "audio_seconds": .number]),
  ])
}

extension Value {
  fileprivate var count: Int64 {
    if case .integer(let number) = self { number } else { 0 }
  }
}
