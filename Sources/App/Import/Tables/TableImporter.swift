import NIOCore

/// Sends another product's tables to a server. Ids are kept, so an import that was cut off is simply run again.
package struct TableImporter: Sendable {
  package enum Product: String, CaseIterable, Sendable {
    case autoAnalyst = "auto-analyst"
    case openWebUI = "open-webui"

    fileprivate var tables: any ForeignTables {
      switch self {
      case .autoAnalyst: AutoAnalystTables()
      case .openWebUI: OpenWebUITables()
      }
    }
  }

  private let product: Product
  private let walk: TableWalk
  private let connection: APIConnection
  private let project: String?

  private static let rowLimit = 2000
  private static let byteLimit = 4 << 20

  /// - Parameter project: where everything goes; nil is the key's own.
  package init(_ product: Product, _ file: FileBytes, path: String, project: String?, to connection: APIConnection) {
    self.product = product
    walk = TableWalk(file: file, path: path)
    self.connection = connection
    self.project = project
  }

  package func run() async throws -> ImportReport {
    _ = try await connection.get("/healthz").accepted()
    var tables = product.tables
    let found = try walk.names()
    guard !tables.tables.isDisjoint(with: found) else {
      throw CommandFailure("\(walk.path) has no table of \(product.rawValue): \(tables.tables.sorted().joined(separator: ", ")).")
    }
    var load = Load()
    var report = ImportReport()
    report.ignore(found.filter { !tables.tables.contains($0) })
    for pass in [tables.firstTables, tables.tables.subtracting(tables.firstTables)] {
      try await walk.forEach(in: pass) { table, number, row in
        if let defect = tables.defect(of: row, in: table) {
          return report.reject([.init(row: number, field: defect.field, message: "\(defect.message) (table \(table))")])
        }
        for record in tables.records(of: row, in: table) {
          load.add(record, project: project, place: .init(table: table, row: number))
          if let full = load.full(Self.rowLimit, Self.byteLimit) { try await send(full, &load, &report) }
        }
      }
    }
    for kind in ForeignRecord.Kind.allCases { try await send(kind, &load, &report) }
    return report
  }

  private func send(_ kind: ForeignRecord.Kind, _ load: inout Load, _ report: inout ImportReport) async throws {
    guard let (bytes, places) = load.take(kind) else { return }
    let batch = ImportBatch(
      index: 0, body: ByteBuffer(bytes: bytes), rows: Array(places.indices), lastRow: places.count, position: 0, rejected: [])
    var answer = try await BatchSender(connection: connection, path: kind.path).send(batch)
    answer.locate { rejection in
      let place = places[rejection.row]
      return .init(row: place.row, field: rejection.field, message: "\(rejection.message) (table \(place.table))")
    }
    report.add(answer)
  }
}

/// What waits to be sent, by kind.
private struct Load {
  struct Place {
    let table: String
    let row: Int
  }

  private var bytes: [ForeignRecord.Kind: [UInt8]] = [:]
  private var places: [ForeignRecord.Kind: [Place]] = [:]
  private var last: ForeignRecord.Kind?

  mutating func add(_ record: ForeignRecord, project: String?, place: Place) {
    var members = record.members
    if let project { members.append(.init(name: "project", value: .text(project))) }
    bytes[record.kind, default: []] += Array((JSONTree.object(members).json + "\n").utf8)
    places[record.kind, default: []].append(place)
    last = record.kind
  }

  /// The kind that was added to last, if there is enough of it.
  func full(_ rows: Int, _ size: Int) -> ForeignRecord.Kind? {
    guard let last, places[last, default: []].count >= rows || bytes[last, default: []].count >= size else { return nil }
    return last
  }

  mutating func take(_ kind: ForeignRecord.Kind) -> ([UInt8], [Place])? {
    guard let taken = bytes.removeValue(forKey: kind), let rows = places.removeValue(forKey: kind) else { return nil }
    return (taken, rows)
  }
}
