import Backup
import Foundation

/// A database file that a backup is restored into. It is made anew, and nobody else uses it.
package final class DuckDBRestore: RestoreTarget {
  private let database: Database
  private let thread: ConnectionThread

  package var engine: String { DuckDBStore.engine }
  package var newestSchema: Int64 { Self.newestSchema }

  package static var newestSchema: Int64 { Migrations.all.last?.number ?? 0 }

  /// - Parameters:
  ///   - path: nil: a database in memory, into which nothing is loaded.
  ///   - settings: must open the backup's folder to SQL.
  package init(path: String?, settings: DatabaseSettings) throws {
    database = try Database(path: path, settings: settings)
    thread = try ConnectionThread(database, name: "weir-restore")
  }

  package func prepare(schema: Int64, for contents: [PartContent]) async throws {
    try await thread.run { connection in
      try Migrations(Migrations.all.filter { $0.number <= schema }).run(on: connection)
      let tables = try StoredTable.all(on: connection)
      let found = Dictionary(contents.map { ($0.table, Set($0.columns)) }, uniquingKeysWith: { $0.union($1) })
      for table in tables {
        guard let columns = found[table.name] else { throw BackupFailure.otherTables("there is no \(table.name)") }
        let difference = columns.symmetricDifference(table.columns.map(\.name)).sorted()
        guard difference.isEmpty else {
          throw BackupFailure.otherTables("\(table.name) differs in \(difference.joined(separator: ", "))")
        }
        // Steps of the schema may have put rows there, which the backup has too.
        try table.empty(on: connection)
      }
      if let other = Set(found.keys).subtracting(tables.map(\.name)).min() {
        throw BackupFailure.otherTables("\(other) is not known")
      }
    }
  }

  package func load(_ content: PartContent, from file: String) async throws -> BackupTotals {
    try await thread.run { connection in
      guard let table = try StoredTable.all(on: connection).first(where: { $0.name == content.table }) else {
        throw BackupFailure.otherTables("\(content.table) is not known")
      }
      try connection.transaction { try table.load(from: file, on: connection) }
      return try table.totals(of: content.range, on: connection)
    }
  }

  /// What a file adds up to as a restore would read it, without loading it.
  package func totals(of content: PartContent, in file: String) async throws -> BackupTotals {
    try await thread.run { connection in
      guard let table = try StoredTable.all(on: connection).first(where: { $0.name == content.table }) else {
        throw BackupFailure.otherTables("\(content.table) is not known")
      }
      return try table.totals(inFile: file, on: connection)
    }
  }

  package func finish() async throws {
    try await thread.run { connection in
      try Migrations().run(on: connection)
      try connection.execute("CHECKPOINT")
    }
    await abandon()
  }

  package func abandon() async {
    database.close()
    await thread.close()
  }
}
