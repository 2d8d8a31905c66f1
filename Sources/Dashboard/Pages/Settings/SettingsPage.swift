import Accounts
import Semantics
import Surfaces
import Usage
import Web

/// How this server was set up and what can be changed while it runs.
struct SettingsPage: Page {
  let path = "/settings"
  let title = SettingsTexts.title
  let place = NavigationPlace.settings
  let permission = Permission.administration
  let controls = PageControls.none

  private static let source = Panel.Source("/v1/settings")

  var actions: [PageAction] {
    [
      PageAction("retention", done: SettingsTexts.saved) { visit, fields in
        let desk = visit.ports.administration.tiers
        var table = try await desk.tiers()
        let errors = table.take(fields)
        guard errors.isEmpty else { return .refused(errors, message: errors["tiers"]) }
        do { try await desk.replace(table, seen: fields["seen"].map(EntityTag.init), by: visit.reader) } catch is StaleChange {
          return .refused(["tiers": SettingsTexts.changed], message: SettingsTexts.changed)
        }
        return .done()
      },
      PageAction("remove-demo", done: SettingsTexts.demoRemoved, patience: .demo) { visit, _ in
        _ = try await visit.ports.administration.demo.removeDemo(by: visit.reader)
        return .done()
      },
    ]
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let facts = visit.ports.administration.facts
    return [
      Panel("server", SettingsTexts.server, width: .twoThirds, sources: [Self.source]) {
        PanelBody(ServerFacts(facts: facts, visit: visit).html)
      },
      demo(visit),
      Panel("apis", SettingsTexts.apis, sources: [Self.source]) { APITable(apis: facts.apis, visit: visit).body },
      Panel("retention", SettingsTexts.retention, sources: [.init("/v1/tiers")]) {
        RetentionForm(table: try await visit.ports.administration.tiers.tiers(), visit: visit).body
      },
      Panel("settings", SettingsTexts.settings, sources: [Self.source]) { SettingTable(settings: facts.settings, visit: visit).body },
    ]
  }

  private func demo(_ visit: Visit) -> Panel {
    let question = Question(
      shape: .summary, metrics: [.requests], selection: visit.selection.unfiltered().during("all").narrowed(to: Condition(.source, "demo")))
    return Panel("demo", SettingsTexts.demo, question, width: .third, visit: visit) { result in
      guard let count = result.answerRows.first?[.requests], case .integer(let number) = count, number > 0 else {
        return PanelBody("<p class=\"note\">\(SettingsTexts.noDemo)</p>")
      }
      let form = ActionForm(
        "remove-demo", submit: SettingsTexts.removeDemo, confirmation: (SettingsTexts.removeDemo, SettingsTexts.confirmDemo), visit: visit)
      return PanelBody(
        "<p>\(SettingsTexts.demoCount(Figure(.integer(number)).inText))</p><p class=\"actions\">\(form.html)</p>", table: DataTable(result))
    }
  }
}
