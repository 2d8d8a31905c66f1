import Semantics
import Surfaces

extension DataTable {
  /// An answer as it came: dimensions, then metrics, as the native API names them.
  init(_ result: QueryResult) {
    let zone = result.zone
    let columns = result.dimensions.map { Column($0.name, $0.title) } + result.metrics.map { Column($0) }
    self.init(
      columns,
      rows: result.rows.map { row in
        row.map { value in
          if case .instant(let instant) = value { return Cell(.text(instant.description(in: zone))) }
          return Cell(value)
        }
      })
  }
}

extension Dimension {
  fileprivate var title: String {
    switch self {
    case .time: FrameTexts.time
    case .by(let attribute): attribute.title
    case .tag(let key): key
    }
  }
}
