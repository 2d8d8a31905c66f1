import Accounts
import Ingest
import Surfaces
import Usage
import Web

/// How recording goes: what became of events, how late they came, what waits, and what was rejected. The figures are those of the whole
/// installation; whoever is bound to one project sees what was rejected there.
struct IngestionPage: Page {
  let path = "/ingestion"
  let title = IngestionTexts.title
  let place = NavigationPlace.ingestion
  let permission = Permission.projectAdministration
  let controls = PageControls.none

  var actions: [PageAction] {
    [
      PageAction("replay", .projectAdministration, done: IngestionTexts.replayed) { visit, fields in
        let recording = try await visit.quarantineDesk.replay(try Self.ids(fields), by: visit.reader)
        let words = IngestionTexts.replayed(recording.accepted, recording.duplicates, recording.rejected)
        return .show(Notice(recording.rejected > 0 ? .warning : .good, "\(words)").html)
      },
      PageAction("discard", .projectAdministration, done: IngestionTexts.discarded) { visit, fields in
        _ = try await visit.quarantineDesk.discard(try Self.ids(fields), by: visit.reader)
        return .done()
      },
    ]
  }

  /// One, or all where the form says so. A form that says neither means nothing.
  private static func ids(_ fields: QueryParameters) throws -> [String]? {
    if fields["all"] == "true" { return nil }
    guard let id = fields["id"] else { throw Problem(.badRequest, FrameTexts.actionUnknown) }
    return [id]
  }

  func panels(_ visit: Visit) async -> [Panel] {
    let rejected = QuarantineList(visit: visit).panel
    guard visit.administersAll else { return [rejected] }
    let health = Asked { () async throws -> IngestHealth in
      guard let recorder = visit.ports.recorder else { throw PanelFailure(IngestionTexts.unavailable) }
      return recorder.health(now: TimeSource.system.now())
    }
    let source = Panel.Source("/v1/ingestion")
    func panel(
      _ id: String, _ title: String, width: Panel.Width = .full, _ body: @escaping @Sendable (IngestionView) -> PanelBody
    ) -> Panel {
      Panel(id, title, width: width, sources: [source]) {
        body(IngestionView(health: try await health.value, zone: visit.selection.zone, hasCharts: visit.hasCharts))
      }
    }
    return [
      panel("state", IngestionTexts.state) { $0.state }, panel("verdicts", IngestionTexts.verdicts) { $0.verdicts },
      panel("reasons", IngestionTexts.reasons, width: .half) { $0.reasons },
      panel("delays", IngestionTexts.delays, width: .half) { $0.delays }, rejected,
    ]
  }
}

extension Visit {
  var quarantineDesk: QuarantineDesk {
    get throws {
      guard let recorder = ports.recorder else { throw PanelFailure(IngestionTexts.unavailable) }
      return QuarantineDesk(recorder: recorder, quarantine: ports.quarantine, log: ports.administration.audit)
    }
  }
}
