import CDuckDB

/// Up to 2,048 rows of an answer, column by column. Lives as long as one of its columns is held.
package final class Chunk {
  private let storage: Storage
  package let count: Int
  package let columns: [Column]

  init(adopting handle: duckdb_data_chunk) {
    let storage = Storage(handle: handle)
    self.storage = storage
    let rows = Int(duckdb_data_chunk_get_size(handle))
    count = rows
    columns = (0..<duckdb_data_chunk_get_column_count(handle)).map { index in
      Column(vector: duckdb_data_chunk_get_vector(handle, index), count: rows, storage: storage)
    }
  }

  final class Storage {
    private var handle: duckdb_data_chunk?

    init(handle: duckdb_data_chunk) { self.handle = handle }

    deinit { duckdb_destroy_data_chunk(&handle) }
  }
}
