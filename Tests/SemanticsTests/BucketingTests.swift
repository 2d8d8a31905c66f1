import Semantics
import Testing
import Usage

@Suite struct BucketingTests {
  static let zones = [
    "UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "America/Havana", "America/Sao_Paulo",
    "Asia/Kathmandu", "Antarctica/Troll", "Africa/Cairo",
  ]

  @Test(arguments: zones, Granularity.allCases) func `every instant is in exactly one of the buckets`(
    zone: String, granularity: Granularity
  ) throws {
    let zone = try #require(Zone(zone))
    let changes = zone.segments(from: Timestamp(seconds: 1_200_000_000), to: Timestamp(seconds: 1_800_000_000)).dropFirst().map(\.from)
    for change in changes.prefix(2) + changes.suffix(1) + [Timestamp(seconds: 1_699_999_800)] {
      let change = Timestamp(microseconds: change.microseconds.floorDivided(by: 600_000_000).quotient * 600_000_000)
      let interval = Interval(from: change.adding(seconds: -3 * 86_400), to: change.adding(seconds: 3 * 86_400))
      let bucketing = try #require(Bucketing(granularity, in: zone, over: interval))
      let buckets = try #require(bucketing.buckets(limit: 10_000))
      #expect(buckets == Set(buckets).sorted())
      var seen: [Timestamp] = []
      for minutes in 0..<6 * 24 * 12 {
        let bucket = bucketing.bucket(of: change.adding(seconds: Int64(minutes * 300) - 3 * 86_400))
        if seen.last != bucket { seen.append(bucket) }
      }
      // St John's fell back at one minute past midnight: there the dates themselves are not in order.
      let isOrdered = zone.id != "America/St_Johns" || granularity.step.isClock
      #expect(isOrdered ? seen == buckets : Set(seen) == Set(buckets), "\(zone.id) \(granularity) \(change)")
    }
  }

  @Test func `a bucket does not depend on where the interval begins`() throws {
    let zone = try #require(Zone("Australia/Lord_Howe"))
    let change = Timestamp(seconds: 1_775_314_800)
    let late = try #require(Bucketing(.hour, in: zone, over: Interval(from: change.adding(seconds: 600), to: change.adding(seconds: 900))))
    #expect(late.buckets(limit: 10) == [change.adding(seconds: -3600)])
  }

  @Test func `buckets are counted before there are too many`() throws {
    let interval = Interval(from: Timestamp(seconds: 0), to: Timestamp(seconds: 1_800_000_000))
    let bucketing = try #require(Bucketing(.tenMinutes, in: .utc, over: interval))
    #expect(bucketing.buckets(limit: 100) == nil)
    #expect(Bucketing(.day, in: .utc, over: .always) == nil)
  }

  @Test func `engines may count calendar units from year one`() throws {
    let interval = Interval(from: Timestamp(seconds: 1_767_000_000), to: Timestamp(seconds: 1_769_000_000))
    func bucket(_ granularity: Granularity, _ number: Int64) throws -> String {
      try #require(Bucketing(granularity, in: .utc, over: interval)).bucket(number: number).description
    }
    #expect(try bucket(.day, 739_625) == "2026-01-10T00:00:00Z")
    #expect(try bucket(.week, 105_660) == "2026-01-05T00:00:00Z")
    #expect(try bucket(.month, 2025 * 12) == "2026-01-01T00:00:00Z")
  }
}

extension Granularity.Step {
  fileprivate var isClock: Bool {
    if case .clock = self { true } else { false }
  }
}
