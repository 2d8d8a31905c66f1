/// Puts answers that come in any order back into the order of the file: how far everything is answered, without a gap.
struct Acknowledgements {
  private(set) var state: ImportProgress.State
  private(set) var position = 0
  private var next = 0
  private var waiting: [Int: (batch: ImportBatch, report: ImportReport)] = [:]

  init(from state: ImportProgress.State) { self.state = state }

  mutating func add(_ batch: ImportBatch, _ report: ImportReport) {
    waiting[batch.index] = (batch, report)
    while let (batch, report) = waiting.removeValue(forKey: next) {
      next += 1
      state.row = batch.lastRow
      state.report.add(report)
      position = batch.position
    }
  }
}
