import Usage

/// One provider's way to report usage: how it is known, and how it is read.
package struct UsageShape: Sendable {
  /// Stored with the event, so that a wrong rule's events can be found again. The number rises when the reading changes.
  package let name: String
  package let title: String
  let recognises: @Sendable (_ usage: RawUsage, _ isAnthropic: Bool) -> Bool
  let read: @Sendable (_ usage: RawUsage, _ into: inout UsageReading) -> Void

  /// The first that fits is taken.
  package static let all: [UsageShape] = [openAIChat, google, anthropic, openAIResponses, openAIDuration]

  static func of(_ usage: RawUsage, provider: String?, model: String?) -> UsageShape? {
    let isAnthropic = provider == "anthropic" || model?.lowercased().contains("claude") == true
    return all.first { $0.recognises(usage, isAnthropic) }
  }
}
