/// What tiers keep for a time. Of requests everything that is summed stays; of the others, everything but what people and models wrote.
package enum RetainedKind: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
  case requests, messages, executions, feedback, chats
}
