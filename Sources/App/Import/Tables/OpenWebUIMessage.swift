import Usage

/// A row of Open WebUI's chat_message: a message, and the request behind it where a model answered.
struct OpenWebUIMessage {
  private let row: JSONTree
  private let usage: JSONTree?

  init(_ row: JSONTree) {
    self.row = row
    // A JSON null is a usage that was stored; the word stands for a column that is NULL.
    let stored = row["usage"]
    usage = stored?.text == "SQLNULL" ? nil : stored
  }

  var records: [ForeignRecord] {
    let isAnswer = row["role"]?.text == "assistant" && row["model_id"]?.text != nil
    return isAnswer ? [message, request] : [message]
  }

  private var message: ForeignRecord {
    var message = ForeignRecord(.messages)
    for name in ["id", "chat_id", "user_id", "parent_id"] { message.set(name, row[name]) }
    message.set("role", row["role"].flatMap { $0.text == nil ? nil : $0 } ?? .text("user"))
    message.set("model", row["model_id"])
    for name in ["created_at", "updated_at"] { message.set(name, OpenWebUITables.instant(row[name])) }
    message.set("in_milliseconds", .boolean(isTimedInMilliseconds))
    message.set("input_tokens", tokens("input_tokens", "prompt_tokens").map { .number(String($0)) })
    message.set("output_tokens", tokens("output_tokens", "completion_tokens").map { .number(String($0)) })
    message.set("has_usage", .boolean(usage != nil))
    message.set("usage", usage)
    message.set("done", row["done"].flatMap { $0 == .null ? nil : .boolean($0.isTrue) })
    message.set("content", text)
    message.set("details", details)
    return message
  }

  private var isTimedInMilliseconds: Bool {
    guard case .number(let digits) = row["created_at"], let number = Double(digits) else { return false }
    return number > Double(OpenWebUITables.millisecondsFrom)
  }

  /// What the first of these holds that is not null. A zero is a number like any other.
  private func tokens(_ names: String...) -> Int64? {
    let object = OpenWebUITables.unpacked(usage)
    for name in names {
      if let value = object?[name], value != .null { return Self.integer(value) }
    }
    return nil
  }

  /// As SQLite casts: the whole number that a text begins with, fractions cut off, 0 for what is none, the nearest where it is too large.
  static func integer(_ value: JSONTree) -> Int64 {
    switch value {
    case .boolean(let flag): flag ? 1 : 0
    case .number(let digits): Int64(digits) ?? clamped(Double(digits) ?? 0)
    case .text(let text): leading(text)
    default: 0
    }
  }

  private static func clamped(_ number: Double) -> Int64 {
    number >= 9.223372036854775807e18 ? .max : number <= -9.223372036854775808e18 ? .min : Int64(number)
  }

  private static func leading(_ text: String) -> Int64 {
    let trimmed = text.drop { $0.isWhitespace }
    let sign = trimmed.prefix { $0 == "-" || $0 == "+" }.prefix(1)
    let digits = trimmed.dropFirst(sign.count).prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return 0 }
    return Int64(sign + digits) ?? (sign == "-" ? .min : .max)
  }

  /// The text of a message, or of its blocks.
  private var text: JSONTree? {
    guard let blocks = row["content"]?.elements else { return row["content"].flatMap { $0.text == nil ? nil : $0 } }
    return .text(blocks.compactMap { $0["text"]?.text }.joined(separator: " "))
  }

  /// What answers show as it came.
  private var details: JSONTree? {
    var members: [JSONTree.Member] = []
    for name in ["output", "files", "sources", "embeds", "meta", "status_history", "error", "context_summary"] {
      if let value = row[name], value != .null { members.append(.init(name: name, value: value)) }
    }
    if let content = row["content"], content.text == nil, content != .null { members.append(.init(name: "content", value: content)) }
    return members.isEmpty ? nil : .object(members)
  }

  private var request: ForeignRecord {
    var event = ForeignRecord(.events)
    event.set("id", row["id"].map { .text("open-webui:" + ($0.text ?? $0.json)) })
    let created = OpenWebUITables.instant(row["created_at"]), updated = OpenWebUITables.instant(row["updated_at"])
    event.set("timestamp", created == .null ? updated : created)
    event.set("source", .text("open-webui"))
    for name in ["user_id", "chat_id"] { event.set(name, row[name]) }
    event.set("message_id", row["id"])
    event.set("model", row["model_id"])
    event.set("input_tokens", Self.count(tokens("input_tokens", "prompt_tokens")))
    event.set("output_tokens", Self.count(tokens("output_tokens", "completion_tokens")))
    if let error = row["error"], error != .null, error != .boolean(false), error != .text("") { event.set("status", .text("failure")) }
    return event
  }

  /// Events count no less than nothing.
  private static func count(_ tokens: Int64?) -> JSONTree? {
    tokens.flatMap { (0...1_000_000_000_000).contains($0) ? .number(String($0)) : nil }
  }
}
