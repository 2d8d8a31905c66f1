import Accounts
import HTTPTypes
import Hummingbird
import Ingest
import NIOCore
import Semantics
import Usage
import Web

/// The records beside requests: written, replaced and listed, every kind in the same way.
package struct ActivityAPI: Sendable {
  private let store: any ActivityStore & ActivitySource
  /// Whether what people and models wrote is kept.
  private let keepsContent: Bool
  private let budget: QueryBudget
  private let audited: (any AuditedRecords)?

  /// - Parameter audited: what an administrator writes goes there, with a record of it for the audit log.
  package init(
    store: any ActivityStore & ActivitySource, keepsContent: Bool, budget: QueryBudget, audited: (any AuditedRecords)? = nil
  ) {
    self.store = store
    self.audited = audited
    self.keepsContent = keepsContent
    self.budget = budget
  }

  package var endpoints: [Endpoint] {
    Self.kinds.flatMap { [record($0), list($0)] }
  }

  package static var schemas: [String: Schema] {
    Dictionary(
      uniqueKeysWithValues: kinds.flatMap { [($0.name, $0.schema(isInput: true)), ("Stored" + $0.name, $0.schema(isInput: false))] })
  }

  static let kinds: [any ActivityKind] = [
    Kind<MessageRecord>("Message", "messages", .ingest, "Chat turns. Their text is kept only where the setting `content` is on."),
    Kind<FeedbackRecord>(
      "Feedback", "feedback", .ingest,
      "Opinions on answers. Auto-Analyst's and Open WebUI's own rows are taken as they are. Without an id, one user's opinion on one message is one record."
    ),
    Kind<ExecutionRecord>(
      "Execution", "executions", .ingest,
      "Executions of generated code. Code and output are kept only where the setting `content` is on, their lengths always."),
    Kind<AgentRunRecord>("AgentRun", "agent-runs", .ingest, "Runs of agents."),
    Kind<AgentRecord>("Agent", "agents", .admin, "Agents: whose they are and how they are called."),
    Kind<ChatRecord>("Chat", "chats", .admin, "What is known of chats beside their messages."),
    // Beside /v1/users, which lists those who are seen in requests.
    Kind<UserRecord>("User", "users", .admin, "What is known of users beside their requests.", listPath: "directory/users"),
    Kind<GroupRecord>("Group", "groups", .admin, "Groups of users; `parent_id` makes them a tree. The members given replace those known."),
  ]

  private func record(_ kind: some ActivityKind) -> Endpoint {
    Endpoint(
      .post, "/v1/" + kind.path, access: .scope(kind.scope, .project, from: [.bearer, .header("x-api-key")]),
      .init(
        "record" + kind.plural, "Record or replace " + kind.words,
        description: kind.description + " One object, an array, an object with an array `items`, or NDJSON. A record replaces the one with "
          + "the same id. Answered when they are on disk; nothing is stored if none can be read.",
        tags: ["Records"]),
      body: .init(
        [
          .json: kind.bodySchema, .ndjson: .string, "application/ndjson": .string, "application/jsonl": .string, .text: .string,
          .octets: .string, .form: .string,
        ], description: "With Content-Encoding gzip or deflate, or plain."),
      answers: [
        .init(.ok, "What became of the records. Those not named in `verdicts` were accepted.", [.json: .ref("Recording")]),
        .problem(.unprocessableContent, "Every record was rejected."),
      ]
    ) { call in try await kind.record(call, in: store, audited: kind.scope == .admin ? audited : nil, keepsContent: keepsContent) }
  }

  private func list(_ kind: some ActivityKind) -> Endpoint {
    Endpoint(
      .get, "/v1/" + kind.listPath, access: .scope(.read), .init(kind.listName, "The known \(kind.words), newest first", tags: ["Records"]),
      parameters: kind.filters.map { .query($0.name, $0.schema, "Only those with this value.") } + [
        .query("id", .string, "Only those of this id."), .query("project", .string, "Only those of this project."),
        .query("from", .instant, "Only those from then on."), .query("to", .instant, "Only those before then."),
        QuestionParameters.search("Only those with these letters in one of " + kind.searched + "."),
        .query("limit", .integer(1...1000), "At most so many; 100 if absent."),
        .query("cursor", .string, "`next_cursor` of the page before."),
      ],
      answers: [
        .init(
          .ok, "A page of them.", [.json: .object(["items": .array(of: .ref("Stored" + kind.name)), "next_cursor": Schema.string.orNull])])
      ]
    ) { call in try await kind.list(call, in: store, budget: budget) }
  }
}
