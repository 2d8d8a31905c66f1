/// Where a stored property lies in the memory of a record. Reading and writing through a key path takes many times as long, and one list has
/// tens of thousands of fields.
struct StoredPlace<Value>: Sendable {
  private let offset: Int

  /// - Parameter path: to a stored property of a struct, at any depth.
  init<Record>(_ path: KeyPath<Record, Value>) {
    guard let offset = MemoryLayout<Record>.offset(of: path) else { preconditionFailure("\(path) is not stored in the record") }
    self.offset = offset
  }

  func value(in record: UnsafeRawPointer) -> Value { (record + offset).assumingMemoryBound(to: Value.self).pointee }

  func set(_ value: Value, in record: UnsafeMutableRawPointer) {
    (record + offset).assumingMemoryBound(to: Value.self).pointee = value
  }
}
