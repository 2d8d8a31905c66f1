import Testing
import Usage

@Suite struct TimestampTests {
  struct Reading: Sendable {
    let text: String
    let microseconds: Int64?
  }

  static let readings = [
    Reading(text: "1970-01-01T00:00:00Z", microseconds: 0),
    Reading(text: "2023-11-16 18:17:03.9799600", microseconds: 1_700_158_623_979_960),
    Reading(text: "2026-03-01T12:00:00+02:00", microseconds: 1_772_359_200_000_000),
    Reading(text: "2026-03-01T12:00:00-0530", microseconds: 1_772_386_200_000_000),
    Reading(text: "2026-03-01T12:00:00.5Z", microseconds: 1_772_366_400_500_000),
    Reading(text: "2026-03-01t12:00:00.123456789z", microseconds: 1_772_366_400_123_456),
    Reading(text: "2026-03-01T12:00Z", microseconds: 1_772_366_400_000_000),
    Reading(text: "2026-03-01", microseconds: 1_772_323_200_000_000),
    Reading(text: "2024-02-29T23:59:60Z", microseconds: 1_709_251_200_000_000),
    Reading(text: "0001-01-01T00:00:00Z", microseconds: -62_135_596_800_000_000),
    Reading(text: "1969-12-31T23:59:59.999999Z", microseconds: -1),
    Reading(text: "2023-02-29T00:00:00Z", microseconds: nil),
    Reading(text: "2026-13-01T00:00:00Z", microseconds: nil),
    Reading(text: "2026-03-01T24:00:00Z", microseconds: nil),
    Reading(text: "2026-03-01T12:00:00.Z", microseconds: nil),
    Reading(text: "2026-03-01T12:00:00.1234567890Z", microseconds: nil),
    Reading(text: "2026-03-01T12:00:00+2", microseconds: nil),
    Reading(text: "2026-03-01T12:00:00Z ", microseconds: nil),
    Reading(text: "yesterday", microseconds: nil),
    Reading(text: "", microseconds: nil),
  ]

  @Test(arguments: readings)
  func `reads RFC 3339 and its relatives, and nothing else`(_ reading: Reading) {
    #expect(Timestamp(reading.text)?.microseconds == reading.microseconds)
  }

  @Test func `what is written is read back`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let instant = Timestamp(microseconds: .random(in: -62_000_000_000_000_000...250_000_000_000_000_000, using: &random))
      #expect(Timestamp(instant.description) == instant)
    }
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_772_366_400_500_000, "2026-03-01T12:00:00.500Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    ] as [(Int64, String)])
  func `writes as many digits as needed`(_ microseconds: Int64, _ text: String) {
    #expect(Timestamp(microseconds: microseconds).description == text)
  }

  @Test func `tells seconds, milliseconds, microseconds and nanoseconds apart`() {
    let instant = Timestamp(microseconds: 1_772_366_400_500_000)
    #expect(
      [1_772_366_400.5, 1_772_366_400_500, 1_772_366_400_500_000, 1_772_366_400_500_000_000].map { Timestamp(epoch: $0) }
        == Array(repeating: instant, count: 4))
    #expect(Timestamp(epoch: -1) == nil)
    #expect(Timestamp(epoch: .nan) == nil)
  }
}
