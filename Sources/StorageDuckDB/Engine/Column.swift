import CDuckDB

/// One column of a chunk. Reading converts between numbers where nothing is lost, and throws `.type` otherwise.
package struct Column {
  package let count: Int
  private let type: duckdb_type
  /// A decimal is kept as the integer `value * 10^scale`.
  private let scale: Int
  private let child: [Column]
  private let data: UnsafeRawPointer?
  private let validity: UnsafePointer<UInt64>?
  // The pointers above point into it.
  private let storage: Chunk.Storage

  init(vector: duckdb_vector, count: Int, storage: Chunk.Storage) {
    var logical = duckdb_vector_get_column_type(vector)
    defer { duckdb_destroy_logical_type(&logical) }
    let id = duckdb_get_type_id(logical)
    let isList = id == DUCKDB_TYPE_LIST
    type = id == DUCKDB_TYPE_DECIMAL ? duckdb_decimal_internal_type(logical) : id
    scale = id == DUCKDB_TYPE_DECIMAL ? Int(duckdb_decimal_scale(logical)) : 0
    let elements = isList ? Int(duckdb_list_vector_get_size(vector)) : 0
    child = isList ? [Column(vector: duckdb_list_vector_get_child(vector), count: elements, storage: storage)] : []
    data = UnsafeRawPointer(duckdb_vector_get_data(vector))
    validity = UnsafePointer(duckdb_vector_get_validity(vector))
    self.count = count
    self.storage = storage
  }

  package func isNull(_ row: Int) -> Bool {
    precondition(row >= 0 && row < count, "no such row")
    guard let validity else { return false }
    return validity[row >> 6] & (1 << UInt64(row & 63)) == 0
  }

  package func bool(_ row: Int) throws(DuckDBFailure) -> Bool? {
    if isNull(row) { return nil }
    guard type == DUCKDB_TYPE_BOOLEAN else { throw mismatch("a boolean") }
    return at(row, UInt8.self) != 0
  }

  package func int64(_ row: Int) throws(DuckDBFailure) -> Int64? {
    if type == DUCKDB_TYPE_BIGINT { return isNull(row) ? nil : at(row, Int64.self) }
    guard let wide = try int128(row) else { return nil }
    guard let value = Int64(exactly: wide) else { throw DuckDBFailure(.type, "the number has more than 64 bits") }
    return value
  }

  package func int128(_ row: Int) throws(DuckDBFailure) -> Int128? {
    if isNull(row) { return nil }
    guard scale == 0, let value = integer(row) else { throw mismatch("an integer") }
    return value
  }

  package func double(_ row: Int) throws(DuckDBFailure) -> Double? {
    if isNull(row) { return nil }
    switch type {
    case DUCKDB_TYPE_DOUBLE: return at(row, Double.self)
    case DUCKDB_TYPE_FLOAT: return Double(at(row, Float.self))
    default:
      guard let value = integer(row) else { throw mismatch("a number") }
      return Double(value) / (0..<scale).reduce(1.0) { power, _ in power * 10 }
    }
  }

  /// Microseconds since 1970-01-01 UTC; of a date, its midnight.
  package func timestamp(_ row: Int) throws(DuckDBFailure) -> Int64? {
    if isNull(row) { return nil }
    switch type {
    case DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_TIMESTAMP_TZ: return at(row, Int64.self)
    case DUCKDB_TYPE_DATE: return Int64(at(row, Int32.self)) * 86_400_000_000
    default: throw mismatch("a timestamp")
    }
  }

  package func text(_ row: Int) throws(DuckDBFailure) -> String? {
    if isNull(row) { return nil }
    guard type == DUCKDB_TYPE_VARCHAR else { throw mismatch("text") }
    return withBytes(row) { String(decoding: $0, as: UTF8.self) }
  }

  package func blob(_ row: Int) throws(DuckDBFailure) -> [UInt8]? {
    if isNull(row) { return nil }
    guard type == DUCKDB_TYPE_BLOB || type == DUCKDB_TYPE_VARCHAR else { throw mismatch("bytes") }
    return withBytes(row) { Array($0) }
  }

  /// The bytes of text or of a blob where they lie, for as long as `body` runs; nil for NULL.
  package func bytes<T>(_ row: Int, _ body: (UnsafeRawBufferPointer) throws -> T) throws -> T? {
    if isNull(row) { return nil }
    guard type == DUCKDB_TYPE_BLOB || type == DUCKDB_TYPE_VARCHAR else { throw mismatch("bytes") }
    return try withBytes(row, body)
  }

  /// The numbers of a list.
  package func doubles(_ row: Int) throws(DuckDBFailure) -> [Double?]? {
    if isNull(row) { return nil }
    guard let child = child.first else { throw mismatch("a list") }
    let entry = at(row, duckdb_list_entry.self)
    var values: [Double?] = []
    for element in Int(entry.offset)..<Int(entry.offset + entry.length) { values.append(try child.double(element)) }
    return values
  }

  package func value(_ row: Int) throws(DuckDBFailure) -> Value {
    if isNull(row) { return .null }
    switch type {
    case DUCKDB_TYPE_BOOLEAN: return .bool(at(row, UInt8.self) != 0)
    case DUCKDB_TYPE_VARCHAR: return .text(withBytes(row) { String(decoding: $0, as: UTF8.self) })
    case DUCKDB_TYPE_BLOB: return .blob(withBytes(row) { Array($0) })
    case DUCKDB_TYPE_DOUBLE, DUCKDB_TYPE_FLOAT: return .double(try double(row) ?? 0)
    case DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_TIMESTAMP_TZ, DUCKDB_TYPE_DATE: return .timestamp(try timestamp(row) ?? 0)
    default:
      guard let wide = integer(row) else { throw mismatch("a plain value") }
      if scale > 0 { return .double(try double(row) ?? 0) }
      return Int64(exactly: wide).map { .int64($0) } ?? .int128(wide)
    }
  }

  private func integer(_ row: Int) -> Int128? {
    switch type {
    case DUCKDB_TYPE_BIGINT: Int128(at(row, Int64.self))
    case DUCKDB_TYPE_HUGEINT: at(row, duckdb_hugeint.self).int128
    case DUCKDB_TYPE_INTEGER: Int128(at(row, Int32.self))
    case DUCKDB_TYPE_SMALLINT: Int128(at(row, Int16.self))
    case DUCKDB_TYPE_TINYINT: Int128(at(row, Int8.self))
    case DUCKDB_TYPE_UBIGINT: Int128(at(row, UInt64.self))
    case DUCKDB_TYPE_UINTEGER: Int128(at(row, UInt32.self))
    case DUCKDB_TYPE_USMALLINT: Int128(at(row, UInt16.self))
    case DUCKDB_TYPE_UTINYINT: Int128(at(row, UInt8.self))
    default: nil
    }
  }

  /// The caller has checked the row (`isNull`) and that the column's type is kept as `T`.
  private func at<T: BitwiseCopyable>(_ row: Int, _: T.Type) -> T {
    data!.load(fromByteOffset: row * MemoryLayout<T>.stride, as: T.self)
  }

  private func withBytes<T, E: Error>(_ row: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> T) throws(E) -> T {
    let cell = data! + row * MemoryLayout<duckdb_string_t>.stride
    let length = Int(cell.load(as: UInt32.self))
    // The chunk owns the text and must outlive the body.
    defer { withExtendedLifetime(storage) {} }
    if length <= 12 { return try body(UnsafeRawBufferPointer(start: cell + 4, count: length)) }
    return try body(UnsafeRawBufferPointer(start: cell.load(fromByteOffset: 8, as: UnsafeRawPointer.self), count: length))
  }

  private func mismatch(_ wanted: String) -> DuckDBFailure {
    DuckDBFailure(.type, "the column (type \(type.rawValue)) does not hold \(wanted)")
  }
}
