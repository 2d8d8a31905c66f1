import Storage

/// A table whose rows may be a person's, and what becomes of each of its columns of text when the person is erased. Columns of other types
/// name nobody.
struct PersonTable: Sendable {
  enum Treatment: Sendable {
    /// Holds what names the person, or what was written.
    case emptied
    /// The same, where whether there is a value counts.
    case blanked(SQL)
    /// A JSON object of texts: the texts go, their names stay.
    case errorTexts
    /// A JSON object of texts: those that name the person go.
    case tags
    /// Somebody may have used the person's id for it.
    case identifier
    /// May be made of the ids of a message and of the person.
    case opinion
  }

  let name: SQL
  /// The column that says whose a row is.
  let person: SQL
  let treatments: [(column: SQL, treatment: Treatment)]
  /// Names nobody.
  let kept: [String]
  /// The column that says in which chat a row is. What nobody wrote in a chat that is only this person's is theirs too: a model's answers.
  var chat: SQL?

  /// The directory is the last: until then it tells the names of the person.
  static let all: [PersonTable] = [
    requests, rollUps, messages, feedback, executions, agents,
    PersonTable(
      name: "agent_run", person: "user_id", treatments: [], kept: ["project", "id", "agent_id", "trigger", "status"]),
    chats, users,
  ]

  /// Tables with a treatment of their own: a person is one entry of a list, the owner, or somewhere in a text.
  static let special: Set<String> = ["user_group", "budget", "quarantine", "audit", "demo_record"]
  /// Tables in which no person is.
  static let others: Set<String> = ["journal", "api_key", "price_override", "job_runs", "job_lease", "tier_table"]

  private static let requests = PersonTable(
    name: "request", person: "user_id",
    treatments: [
      ("error_message", .emptied), ("tags", .tags), ("chat_id", .identifier), ("session_id", .identifier),
    ],
    kept: ["id", "message_id"] + ofRequests, chat: "chat_id")

  private static let rollUps = PersonTable(
    name: "request_rollup", person: "user_id", treatments: [("tags", .tags), ("chat_id", .identifier)], kept: ofRequests)

  private static let ofRequests = [
    "project", "source", "operation", "provider", "model", "request_model", "profile_id", "profile_name", "feature", "entity_type",
    "agent_id", "task_id", "configuration_id", "cost_source", "price_id", "status", "error_type", "service_tier", "normalizer",
  ]

  private static let messages = PersonTable(
    name: "message", person: "user_id",
    treatments: [("preview", .emptied), ("content", .emptied), ("details", .emptied), ("chat_id", .identifier)],
    kept: ["project", "id", "role", "model", "parent_id", "usage"], chat: "chat_id")

  private static let feedback = PersonTable(
    name: "feedback", person: "user_id",
    treatments: [("comment", .emptied), ("reason", .emptied), ("chat_id", .identifier), ("id", .opinion)],
    kept: ["project", "message_id", "provider", "model", "rating", "type"], chat: "chat_id")

  private static let executions = PersonTable(
    name: "execution", person: "user_id",
    treatments: [
      ("initial_code", .emptied), ("latest_code", .emptied), ("output", .emptied), ("error_messages", .errorTexts),
      ("malformed_agents", .blanked("'\"\"'")), ("malformed_errors", .blanked("'\"\"'")), ("chat_id", .identifier),
    ],
    kept: ["project", "id", "message_id", "provider", "model", "failed_agents", "error_categories"], chat: "chat_id")

  private static let agents = PersonTable(
    name: "agent", person: "user_id", treatments: [("name", .emptied)], kept: ["project", "id", "status"])

  private static let chats = PersonTable(
    name: "chat", person: "user_id", treatments: [("title", .emptied), ("tags", .blanked("'[]'")), ("id", .identifier)],
    kept: ["project"], chat: "id")

  private static let users = PersonTable(
    name: "app_user", person: "id", treatments: [("name", .emptied), ("email", .emptied)],
    kept: [
      "project", "role", "tier", "tier_override", "subscription_status", "scheduled_tier", "promo_previous_tier", "previous_tier",
    ])
}
