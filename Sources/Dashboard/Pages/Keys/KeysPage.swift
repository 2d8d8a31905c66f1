import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// Who may record, ask and change, and when each last did.
struct KeysPage: Page {
  let path = "/keys"
  let title = KeysTexts.title
  let place = NavigationPlace.keys
  let permission = Permission.projectAdministration
  let controls = PageControls.none

  var actions: [PageAction] {
    [
      PageAction("create", .projectAdministration, done: KeysTexts.made) { visit, fields in
        do { return try await create(visit, fields) } catch let failure as KeyFailure { throw Problem(failure) }
      },
      PageAction("revoke", .projectAdministration, done: KeysTexts.done) { visit, fields in
        do {
          _ = try await visit.ports.administration.keys.revoke(fields["key"] ?? "", by: visit.reader)
          return .done()
        } catch let failure as KeyFailure { throw Problem(failure) }
      },
    ]
  }

  private func create(_ visit: Visit, _ fields: QueryParameters) async throws -> PageAction.Outcome {
    func text(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let scope = Scope(rawValue: fields["scope"] ?? "") else { return .refused(["scope": KeysTexts.scope]) }
    var request = KeyRequest(name: fields["name"] ?? "", scope: scope, project: text("project"))
    if let day = text("expires") {
      guard let end = visit.selection.serverZone.end(of: day), end > TimeSource.system.now() else {
        return .refused(["expires": KeysTexts.badDate])
      }
      request.expiresAt = end
    }
    let made = try await visit.ports.administration.keys.create(request, by: visit.reader)
    return .show(secret(made.secret, visit))
  }

  /// The paragraph with the button follows what it copies.
  private func secret(_ secret: KeySecret, _ visit: Visit) -> HTML {
    Notice(
      .good,
      """
      <div class="secret"><p><b>\(KeysTexts.made)</b> \(KeysTexts.once)</p><pre tabindex="0"><code>\(secret.text)</code></pre>\
      <p class="actions"><button class="quiet" type="button" data-copy hidden>\(KeysTexts.copy)</button>\
      <a class="button quiet" href="\(visit.selection.address(visit.path))">\(KeysTexts.back)</a></p></div>
      """
    ).html
  }

  func panels(_ visit: Visit) async -> [Panel] {
    [
      Panel("create", KeysTexts.create) { PanelBody(form(visit).html) },
      Panel("keys", KeysTexts.keys, sources: [.init("/v1/keys")]) {
        KeyTable(keys: visit.ports.administration.keys.all(for: visit.reader), now: TimeSource.system.now(), visit: visit).body
      },
    ]
  }

  private func form(_ visit: Visit) -> ActionForm {
    ActionForm(
      "create", submit: KeysTexts.create,
      fields: [
        FormField("name", KeysTexts.name, isRequired: true),
        FormField("scope", KeysTexts.scope, .choice(KeysTexts.scopes.map { (value: $0.0, title: $0.1) }), value: "ingest"),
      ] + (visit.reader.projects == .all ? [FormField("project", KeysTexts.project, hint: KeysTexts.projectHint)] : []) + [
        FormField("expires", KeysTexts.lastDay, .date, hint: KeysTexts.lastDayHint)
      ], visit: visit)
  }
}

extension Zone {
  /// The first instant that does not belong to a day written 2026-03-31 any more.
  func end(of day: String) -> Timestamp? {
    guard day.utf8.count == 10, let midnight = Timestamp(day + "T00:00:00Z") else { return nil }
    return start(of: Zone.utc.date(of: midnight).adding(days: 1))
  }

  /// The first instant of such a day.
  func start(of day: String) -> Timestamp? {
    guard day.utf8.count == 10, let midnight = Timestamp(day + "T00:00:00Z") else { return nil }
    return start(of: Zone.utc.date(of: midnight))
  }
}
