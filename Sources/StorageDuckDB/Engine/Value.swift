import CDuckDB

/// A value bound to a parameter of a statement, or read from a row whose type is not known beforehand.
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case int64(Int64)
  case int128(Int128)
  case double(Double)
  case text(String)
  /// Microseconds since 1970-01-01 UTC.
  case timestamp(Int64)
  case blob([UInt8])

  func bind(to statement: duckdb_prepared_statement, at index: idx_t) -> duckdb_state {
    switch self {
    case .null: duckdb_bind_null(statement, index)
    case .bool(let value): duckdb_bind_boolean(statement, index, value)
    case .int64(let value): duckdb_bind_int64(statement, index, value)
    case .int128(let value): duckdb_bind_hugeint(statement, index, duckdb_hugeint(value))
    case .double(let value): duckdb_bind_double(statement, index, value)
    case .timestamp(let micros): duckdb_bind_timestamp(statement, index, duckdb_timestamp(micros: micros))
    case .text(var value): value.withUTF8 { bytes in Self.bindText(statement, index, bytes) }
    case .blob(let value): value.withUnsafeBytes { duckdb_bind_blob(statement, index, $0.baseAddress, idx_t($0.count)) }
    }
  }

  private static func bindText(
    _ statement: duckdb_prepared_statement, _ index: idx_t, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> duckdb_state {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      // Text without bytes has no address, and the engine asks for one.
      guard let address = characters.baseAddress else { return duckdb_bind_varchar_length(statement, index, "", 0) }
      return duckdb_bind_varchar_length(statement, index, address, idx_t(characters.count))
    }
  }
}

extension duckdb_hugeint {
  init(_ value: Int128) {
    self.init(lower: UInt64(truncatingIfNeeded: value), upper: Int64(truncatingIfNeeded: value >> 64))
  }

  var int128: Int128 { Int128(upper) << 64 | Int128(lower) }
}
