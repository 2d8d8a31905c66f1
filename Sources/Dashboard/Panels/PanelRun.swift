import Web

/// Loads a page's panels, all at the same time. What one of them fails at is said in it.
struct PanelRun: Sendable {
  let page: any Page
  let visit: Visit

  func content() async -> HTML {
    await withTaskCancellationHandler {
      async let replacement = page.replacement(visit)
      let answers = await answers(await page.panels(visit).filter { !$0.isPart })
      if let replacement = await replacement { return replacement }
      return "<div class=\"panels\">\(answers.map(\.html))</div>"
    } onCancel: {
      visit.inquiry.cancel()
    }
  }

  func answer(_ panel: Panel) async -> PanelAnswer {
    do {
      return PanelAnswer(panel: panel, state: .loaded(try await panel.load()), visit: visit)
    } catch {
      return PanelAnswer(panel: panel, state: .failed(visit.inquiry.failure(error)), visit: visit)
    }
  }

  private func answers(_ panels: [Panel]) async -> [PanelAnswer] {
    await withTaskGroup(of: (Int, PanelAnswer).self) { group in
      for (index, panel) in panels.enumerated() {
        group.addTask {
          (index, panel.isDeferred ? PanelAnswer(panel: panel, state: .pending, visit: visit) : await answer(panel))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
