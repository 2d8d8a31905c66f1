import Semantics
import Usage
import Web

/// How generated code fared when it was run: whose, by which model, and what went wrong.
struct ExecutionsPage: Page {
  let path = "/executions"
  let title = ExecutionsTexts.title
  let place = NavigationPlace.executions
  let controls: PageControls = [.period]

  func panels(_ visit: Visit) async -> [Panel] {
    let figures = ExecutionFigures(visit)
    guard let summary = try? await figures.summary.value, summary.total == 0 else {
      return [
        figures.tiles, figures.byModel, figures.byUser, figures.errors, figures.agents, FailedExecutions(visit: visit).panel,
      ]
    }
    return [Panel("summary", ExecutionsTexts.summary, sources: [figures.source]) { PanelBody(emptiness(visit).html) }]
  }

  private func emptiness(_ visit: Visit) -> EmptyState {
    let command = """
      curl \(visit.server.url)/v1/executions -H "Authorization: Bearer $WEIR_KEY" -H "Content-Type: application/json" \
      -d '{"success":true,"message_id":"1","user_id":"anna","model":"gpt-4o"}'
      """
    let all = (title: OverviewTexts.allTime, address: visit.selection.during("all").address(visit.path))
    return EmptyState(
      title: ExecutionsTexts.none, advice: ExecutionsTexts.howToRecord, actions: visit.selection.periodName == "all" ? [] : [all],
      command: command)
  }
}

extension Visit {
  /// The records of the chosen period.
  var stretch: ActivityStretch {
    ActivityStretch(reader.projects, selection.period.resolved(now: now, zone: selection.zone))
  }

  /// The call of a report about the chosen period.
  func report(_ path: String, limit: Int) -> Panel.Source {
    .init(Address(path, selection.periodItems + [("zone", selection.zone.id), ("limit", String(limit))]).text)
  }
}
