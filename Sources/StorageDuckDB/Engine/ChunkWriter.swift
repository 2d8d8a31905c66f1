import CDuckDB

/// Fills the columns of one chunk in place, cell by cell in any order. A cell that nobody sets is NULL.
///
/// A setter converts to no other type than the column's own family (any width of integer, any kind of timestamp): asking
/// otherwise is a mistake in the program and ends it.
package final class ChunkWriter {
  /// Rows a chunk can hold.
  package static let capacity = Int(duckdb_vector_size())

  private var handle: duckdb_data_chunk?
  private let types: [duckdb_type]
  private var cells: [Cells] = []

  private struct Cells {
    let vector: duckdb_vector
    let data: UnsafeMutableRawPointer
    let validity: UnsafeMutablePointer<UInt64>
    let type: duckdb_type
  }

  package var columnCount: Int { types.count }

  /// Takes the logical types over.
  init(_ logicalTypes: [duckdb_logical_type]) {
    var logicalTypes: [duckdb_logical_type?] = logicalTypes
    types = logicalTypes.map { duckdb_get_type_id($0) }
    handle = duckdb_create_data_chunk(&logicalTypes, idx_t(logicalTypes.count))
    for index in logicalTypes.indices { duckdb_destroy_logical_type(&logicalTypes[index]) }
    clear()
  }

  deinit { duckdb_destroy_data_chunk(&handle) }

  package func setNull(_ column: Int, _ row: Int) { mark(cells[column], row, valid: false) }

  package func setBool(_ column: Int, _ row: Int, _ value: Bool) {
    let cells = cells[column]
    precondition(cells.type == DUCKDB_TYPE_BOOLEAN, "column \(column) is not boolean")
    store(cells, row, value ? UInt8(1) : 0)
  }

  package func setDouble(_ column: Int, _ row: Int, _ value: Double) {
    let cells = cells[column]
    precondition(cells.type == DUCKDB_TYPE_DOUBLE, "column \(column) is not double")
    store(cells, row, value)
  }

  /// Also for timestamps, in microseconds. Traps when the column is too narrow for the value.
  package func setInt64(_ column: Int, _ row: Int, _ value: Int64) {
    let cells = cells[column]
    switch cells.type {
    case DUCKDB_TYPE_BIGINT, DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_TIMESTAMP_TZ: store(cells, row, value)
    case DUCKDB_TYPE_INTEGER, DUCKDB_TYPE_DATE: store(cells, row, Int32(value))
    case DUCKDB_TYPE_SMALLINT: store(cells, row, Int16(value))
    case DUCKDB_TYPE_TINYINT: store(cells, row, Int8(value))
    case DUCKDB_TYPE_UBIGINT: store(cells, row, UInt64(value))
    case DUCKDB_TYPE_UINTEGER: store(cells, row, UInt32(value))
    case DUCKDB_TYPE_USMALLINT: store(cells, row, UInt16(value))
    case DUCKDB_TYPE_UTINYINT: store(cells, row, UInt8(value))
    case DUCKDB_TYPE_HUGEINT: store(cells, row, duckdb_hugeint(Int128(value)))
    default: preconditionFailure("column \(column) is not an integer")
    }
  }

  package func setText(_ column: Int, _ row: Int, _ text: String) {
    var text = text
    text.withUTF8 { setUTF8(column, row, UnsafeRawBufferPointer($0)) }
  }

  /// The caller vouches that the bytes are UTF-8: a column of text with other bytes misbehaves later. For a blob any bytes do.
  package func setUTF8(_ column: Int, _ row: Int, _ bytes: UnsafeRawBufferPointer) {
    let cells = cells[column]
    precondition(cells.type == DUCKDB_TYPE_VARCHAR || cells.type == DUCKDB_TYPE_BLOB, "column \(column) is not text")
    mark(cells, row, valid: true)
    guard bytes.count > 12 else { return storeInline(cells, row, bytes) }
    let address = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    duckdb_unsafe_vector_assign_string_element_len(cells.vector, idx_t(row), address, idx_t(bytes.count))
  }

  /// Bytes of unknown origin. Throws `.type` and leaves NULL where they are not UTF-8.
  package func setText(_ column: Int, _ row: Int, checking bytes: UnsafeRawBufferPointer) throws(DuckDBFailure) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      setNull(column, row)
      throw DuckDBFailure(.type, "the text is not UTF-8")
    }
    setUTF8(column, row, bytes)
  }

  package func setText(_ column: Int, _ row: Int, checking bytes: UnsafeBufferPointer<UInt8>) throws(DuckDBFailure) {
    try setText(column, row, checking: UnsafeRawBufferPointer(bytes))
  }

  package func set(_ column: Int, _ row: Int, _ value: Value) {
    switch value {
    case .null: setNull(column, row)
    case .bool(let value): setBool(column, row, value)
    case .int64(let value), .timestamp(let value): setInt64(column, row, value)
    case .int128(let value): store(cells[column], row, duckdb_hugeint(value), as: DUCKDB_TYPE_HUGEINT)
    case .double(let value): setDouble(column, row, value)
    case .text(let value): setText(column, row, value)
    case .blob(let value): value.withUnsafeBytes { setUTF8(column, row, $0) }
    }
  }

  /// Makes the first `rows` rows the chunk's contents.
  func finish(rows: Int) -> duckdb_data_chunk {
    precondition(rows > 0 && rows <= Self.capacity, "a chunk has 1 to \(Self.capacity) rows")
    duckdb_data_chunk_set_size(handle, idx_t(rows))
    return handle!
  }

  /// Empties the chunk: every cell is NULL again. The engine may have moved the columns' memory.
  func clear() {
    duckdb_data_chunk_reset(handle)
    cells = types.indices.map { index in
      let vector = duckdb_data_chunk_get_vector(handle, idx_t(index))!
      duckdb_vector_ensure_validity_writable(vector)
      let validity = duckdb_vector_get_validity(vector)!
      for word in 0..<(Self.capacity / 64) { validity[word] = 0 }
      return Cells(vector: vector, data: duckdb_vector_get_data(vector), validity: validity, type: types[index])
    }
  }

  private func store<T: BitwiseCopyable>(_ cells: Cells, _ row: Int, _ value: T) {
    mark(cells, row, valid: true)
    cells.data.storeBytes(of: value, toByteOffset: row * MemoryLayout<T>.stride, as: T.self)
  }

  private func store<T: BitwiseCopyable>(_ cells: Cells, _ row: Int, _ value: T, as type: duckdb_type) {
    precondition(cells.type == type, "the column has another type")
    store(cells, row, value)
  }

  /// Short text lies in the cell itself: no call, no copy. The rest of the cell must be zero.
  private func storeInline(_ cells: Cells, _ row: Int, _ bytes: UnsafeRawBufferPointer) {
    let cell = cells.data + row * MemoryLayout<duckdb_string_t>.stride
    cell.storeBytes(of: 0, as: UInt64.self)
    cell.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
    cell.storeBytes(of: UInt32(bytes.count), as: UInt32.self)
    if let address = bytes.baseAddress { (cell + 4).copyMemory(from: address, byteCount: bytes.count) }
  }

  /// Checks the row, so every setter goes through here before it touches memory.
  private func mark(_ cells: Cells, _ row: Int, valid: Bool) {
    precondition(row >= 0 && row < Self.capacity, "no such row")
    let bit = UInt64(1) << UInt64(row & 63)
    if valid { cells.validity[row >> 6] |= bit } else { cells.validity[row >> 6] &= ~bit }
  }
}
