/// Encodes events one after another into a block. See `EventBlock` for the form.
package struct EventBlockBuilder: ~Copyable {
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private var end = 0
  private var offsets: [UInt32] = [0]
  private var present: UInt64 = 0

  package init(capacity: Int = 4096) {
    self.capacity = max(capacity, 1024)
    memory = .allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { memory.deallocate() }

  package var count: Int { offsets.count - 1 }

  /// Hands over what was appended and leaves the builder empty.
  package mutating func take() -> EventBlock {
    let block = EventBlock(adopting: UnsafeRawBufferPointer(start: memory, count: end), offsets: offsets)
    capacity = 16
    memory = .allocate(byteCount: capacity, alignment: 8)
    (end, offsets) = (0, [0])
    return block
  }

  package mutating func append(_ event: borrowing UsageEvent) {
    let start = end
    present = 0
    reserve(8)
    end += 8
    identity(event)
    usage(event)
    outcome(event)
    memory.storeBytes(of: present.littleEndian, toByteOffset: start, as: UInt64.self)
    offsets.append(UInt32(end))
  }

  private mutating func identity(_ event: borrowing UsageEvent) {
    text(.id, event.id.text)
    integer(.timestamp, event.timestamp.microseconds)
    text(.project, event.project.text)
    text(.source, event.source)
    text(.operation, event.operation.name)
    text(.provider, event.provider)
    text(.model, event.model)
    text(.requestModel, event.requestModel)
    text(.user, event.user?.text)
    text(.chat, event.chat?.text)
    text(.message, event.message?.text)
    text(.session, event.session?.text)
    text(.profile, event.profile?.text)
    text(.profileName, event.profileName)
    text(.feature, event.feature)
    text(.entityType, event.entityType)
    text(.agent, event.agent?.text)
    text(.task, event.task?.text)
    text(.configuration, event.configuration?.text)
    text(.tags, event.tags.isEmpty ? nil : Tags.encoded(event.tags))
  }

  private mutating func usage(_ event: borrowing UsageEvent) {
    integer(.input, event.tokens.input)
    integer(.cacheRead, event.tokens.cacheRead)
    integer(.cacheWrite, event.tokens.cacheWrite)
    integer(.cacheWrite1h, event.tokens.cacheWrite1h)
    integer(.audioInput, event.tokens.audioInput)
    integer(.imageInput, event.tokens.imageInput)
    integer(.output, event.tokens.output)
    integer(.reasoning, event.tokens.reasoning)
    integer(.audioOutput, event.tokens.audioOutput)
    integer(.imageOutput, event.tokens.imageOutput)
    integer(.total, event.tokens.total)
    boolean(.tokensEstimated, event.tokens.isEstimated)
    integer(.images, event.units.images)
    integer(.characters, event.units.characters)
    integer(.audioSeconds, event.units.audioMicroseconds)
    integer(.webSearches, event.units.webSearches)
    integer(.cost, event.cost.amount?.nanos)
    text(.costSource, event.cost.source.rawValue)
    text(.priceID, event.cost.price?.text)
  }

  private mutating func outcome(_ event: borrowing UsageEvent) {
    integer(.duration, event.durationMicroseconds)
    integer(.timeToFirstToken, event.timeToFirstTokenMicroseconds)
    boolean(.streamed, event.isStreamed)
    text(.status, event.status.rawValue)
    text(.errorType, event.errorType)
    text(.errorMessage, event.errorMessage)
    boolean(.nested, event.isNested)
    text(.serviceTier, event.serviceTier)
    text(.normalizer, event.normalizer)
  }

  private mutating func text(_ field: EventField, _ value: String?) {
    guard var value else { return }
    mark(field)
    let length = value.utf8.count
    reserve(length + 10)
    varint(UInt64(length))
    let target = memory + end
    value.withUTF8 { if let base = $0.baseAddress { target.copyMemory(from: base, byteCount: length) } }
    end += length
  }

  private mutating func integer(_ field: EventField, _ value: Int64?) {
    guard let value else { return }
    mark(field)
    reserve(10)
    varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  private mutating func boolean(_ field: EventField, _ value: Bool?) {
    guard let value else { return }
    mark(field)
    reserve(1)
    memory.storeBytes(of: value ? 1 : 0, toByteOffset: end, as: UInt8.self)
    end += 1
  }

  private mutating func mark(_ field: EventField) { present |= 1 << UInt64(field.rawValue) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      memory.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: end, as: UInt8.self)
      end += 1
      rest >>= 7
    }
    memory.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: end, as: UInt8.self)
    end += 1
  }

  private mutating func reserve(_ count: Int) {
    guard end + count > capacity else { return }
    let larger = max(capacity * 2, end + count)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
    grown.copyMemory(from: memory, byteCount: end)
    memory.deallocate()
    (memory, capacity) = (grown, larger)
  }
}
