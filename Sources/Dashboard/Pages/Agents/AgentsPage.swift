import Semantics
import Usage
import Web

/// Agents: which run how often, how well and how long.
struct AgentsPage: Page {
  let path = "/agents"
  let title = AgentsTexts.title
  let place = NavigationPlace.agents
  let controls: PageControls = [.period]

  func panels(_ visit: Visit) async -> [Panel] {
    let figures = AgentFigures(visit)
    guard let runs = try? await figures.runs.value, runs.total.runs == 0 else {
      return [figures.tiles, figures.trend, figures.list, figures.triggers]
    }
    let nothing = Panel("nothing", AgentsTexts.runs) { PanelBody(emptiness(visit).html) }
    return [figures.tiles, nothing]
  }

  private func emptiness(_ visit: Visit) -> EmptyState {
    let command = """
      curl \(visit.server.url)/v1/agent-runs -H "Authorization: Bearer $WEIR_KEY" -H "Content-Type: application/json" \
      -d '{"agent_id":"weekly-report","status":"completed","trigger":"scheduled","duration_ms":5200}'
      """
    let all = (title: OverviewTexts.allTime, address: visit.selection.during("all").address(visit.path))
    return EmptyState(
      title: AgentsTexts.none, advice: AgentsTexts.howToRecord, actions: visit.selection.periodName == "all" ? [] : [all], command: command)
  }
}
