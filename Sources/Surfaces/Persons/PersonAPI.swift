import Accounts
import HTTPTypes
import Hummingbird
import Usage
import Web

/// Erasing a person, and giving out what is kept of one. A key of one project does so in its project.
package struct PersonAPI: Sendable {
  private let desk: any PersonDesk
  private let audit: any AuditLog

  package init(desk: any PersonDesk, audit: any AuditLog) { (self.desk, self.audit) = (desk, audit) }

  package var endpoints: [Endpoint] { [removeUser, exportUser] }

  private static let identifier = Parameter.path("id", .string, "The user's id.")
  private static let nobody = Endpoint.Answer.problem(.notFound, "Nothing is known of such a user.")

  private var removeUser: Endpoint {
    Endpoint(
      .delete, "/v1/users/{id}", access: .scope(.admin, .project),
      .init(
        "removeUser", "Take a user out of the directory, or erase the person",
        description: """
          Without `erase`, the entry of the directory goes; what the user did stays, under the id. With `erase=true` a pseudonym takes the \
          place of the id everywhere, and what names the person or what was written goes; no total changes. It cannot be undone.
          """, tags: ["Persons"]),
      parameters: [Self.identifier, .query("erase", .boolean, "true: erase the person.")],
      answers: [.init(.ok, "How many records were the user's.", [.json: Self.removal]), Self.nobody]
    ) { call in
      let (user, principal) = (ID<User>(call.segment("id")), try call.principal)
      guard try call.query.flag("erase") ?? false else {
        let count = try await desk.removeFromDirectory(user, in: principal.projects, by: principal.auditName)
        guard count > 0 else { throw Problem(.notFound, "There is no such user in the directory.") }
        return .json(["erased": false, "pseudonym": .null, "records": .integer(Int64(count))])
      }
      guard let done = try await desk.erase(user, in: principal.projects, by: principal.auditName) else { throw Self.unknown }
      return .json(["erased": true, "pseudonym": .string(done.pseudonym.text), "records": .integer(Int64(done.records))])
    }
  }

  private var exportUser: Endpoint {
    Endpoint(
      .get, "/v1/users/{id}/export", access: .scope(.admin, .project),
      .init(
        "exportUser", "All that is kept of a person",
        description: "Lines of JSON; `record` names the table that each is from.", tags: ["Persons"]),
      parameters: [Self.identifier],
      answers: [.init(.ok, "The records. An answer that breaks off is not whole.", [.ndjson: .string]), Self.nobody]
    ) { call in
      let user = ID<User>(call.segment("id"))
      let files = try await desk.export(user, in: try call.principal.projects)
      guard !files.isEmpty else { throw Self.unknown }
      try await audit.note("user.export", by: call, subject: user.text, after: ["project": call.principal.projects.only?.text])
      return Response(
        status: .ok,
        headers: [
          .contentType: ContentType.ndjson.header, .contentDisposition: "attachment; filename=\"person.ndjson\"", .cacheControl: "no-store",
        ],
        body: ResponseBody { writer in
          for file in files { try await FileSending(file: file).send(to: &writer) }
          try await writer.finish(nil)
        })
    }
  }

  private static var unknown: Problem { Problem(.notFound, "Nothing is known of such a user.") }

  private static let removal: Schema = .object(["erased": .boolean, "pseudonym": Schema.string.orNull, "records": .integer])
}

extension ProjectScope {
  fileprivate var only: ID<Project>? { if case .only(let project) = self { project } else { nil } }
}
