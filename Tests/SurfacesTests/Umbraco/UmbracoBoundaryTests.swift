import Testing
import Usage

/// Edges of periods, units of shares, and what stands where nothing is known.
@Suite(.conformance("umbraco", "boundaries")) struct UmbracoBoundaryTests {
  private static let day = Timestamp.today.days(-1)
  private static let edge = UmbracoEvents.make {
    $0.add(at: day)
    $0.add(at: day.hours(23).adding(microseconds: 3_599_000_000))
    $0.add(at: day.hours(23).adding(microseconds: 3_599_500_000))
    $0.add(at: day.days(1))
    $0.add(at: day.days(1).adding(microseconds: 1000))
  }

  @Test(
    arguments: [
      // The documented routes include the instant; a date includes its day.
      ("summary?from=2026-10-07T00:00:00Z&to=2026-10-07T23:59:59Z", 2), ("summary?from=2026-10-07T00:00:00Z&to=2026-10-08T00:00:00Z", 4),
      ("summary?from=2026-10-07&to=2026-10-07", 3), ("summary?from=2026-10-08T00:00:00Z&to=2026-10-08T00:00:00Z", 1),
      ("summary?from=2026-10-07T00:00:00.0000001Z&to=2026-10-07T23:59:59.9999999Z", 3),
      // The client's routes do not, and a date is its midnight.
      ("usage-summary?from=2026-10-07T00:00:00Z&to=2026-10-07T23:59:59Z", 1),
      ("usage-summary?from=2026-10-07T00:00:00Z&to=2026-10-08T00:00:00Z", 3), ("usage-summary?from=2026-10-07&to=2026-10-08", 3),
      ("usage-summary?from=2026-10-07T00:00:00.001Z&to=2026-10-08T00:00:00.001Z", 3),
      // Zones, no zone, the forms of .NET and of JavaScript, no beginning, names in any case, the first of several.
      ("usage-summary?from=2026-10-07T02:00:00%2B02:00&to=2026-10-08T02:00:00.0000000%2B02:00", 3),
      ("usage-summary?from=2026-10-07T00:00:00&to=2026-10-08T00:00:00.000Z", 3), ("usage-summary?to=2026-10-08T00:00:00Z", 3),
      ("usage-summary?From=2026-10-07&TO=2026-10-08&to=2000-01-01", 3),
      ("usage-summary?from=0001-01-01&to=9999-12-31T23:59:59.9999999Z", 5),
    ]) func `a period has its edges`(path: String, requests: Int) async throws
  {
    #expect(try await UmbracoSite(Self.edge).object("/analytics/" + path)["totalRequests"] as? Int == requests)
  }

  @Test(
    arguments: [
      ("usage-time-series?from=2026-10-01T00:00:00Z&to=2026-10-08T00:00:00Z", "2026-10-07T23:00:00.000Z"),
      ("usage-time-series?from=2026-10-01T00:00:00.000Z&to=2026-10-08T00:00:00.001Z", "2026-10-08T00:00:00.000Z"),
      ("usage-time-series?from=2026-10-01T00:00:00.000Z&to=2026-10-08T00:00:00.001Z&granularity=hourly", "2026-10-08T00:00:00.000Z"),
      ("usage-time-series?from=2026-10-07&to=2026-10-08&granularity=7", "2026-10-07T00:00:00.000Z"),
      ("usage-time-series?from=2026-10-07&to=2026-10-08&granularity=%20Hourly,daily", "2026-10-07T00:00:00.000Z"),
      ("usage-time-series?from=2026-10-07&to=2026-10-08&granularity=0", "2026-10-07T23:00:00.000Z"),
      ("usage-time-series?from=2026-10-07&to=2026-10-08&granularity=%20", "2026-10-07T23:00:00.000Z"),
      ("timeseries?from=2026-10-07&to=2026-10-07", "2026-10-07T00:00:00.000Z"),
      ("timeseries?from=2026-10-07&to=2026-10-07&granularity=HOUR", "2026-10-07T23:00:00.000Z"),
      ("timeseries?from=2026-10-07&to=2026-10-07&granularity=Daily", "2026-10-07T00:00:00.000Z"),
      ("timeseries?from=2026-10-07&to=2026-10-07&granularity=week", "2026-10-05T00:00:00.000Z"),
      ("timeseries?from=2026-10-07&to=2026-10-07&granularity=month", "2026-10-01T00:00:00.000Z"),
    ]) func `a granularity has its buckets`(path: String, last: String) async throws
  {
    #expect(try await UmbracoSite(Self.edge).list("/analytics/" + path).last?["timestamp"] as? String == last)
  }

  @Test func `exactly seven days are hours, a millisecond more is days`() async throws {
    let site = UmbracoSite(
      UmbracoEvents.make {
        $0.add(at: Self.day.hours(3))
        $0.add(at: Self.day.hours(4))
      })
    let path = "/analytics/usage-time-series?from=2026-10-01T00:00:00Z&to=2026-10-08T00:00:00"
    #expect(try await site.list(path + "Z").count == 2)
    #expect(try await site.list(path + ".001Z").count == 1)
  }

  @Test func `any period has its series`() async throws {
    let site = UmbracoSite(
      UmbracoEvents.make {
        $0.add(at: Timestamp("1999-12-31T23:59:59Z")!)
        $0.add(2, at: Timestamp("2011-05-29T15:00:00Z")!)
        $0.add(at: Timestamp("2026-10-07T23:59:59Z")!)
      })
    for granularity in ["hour", "day", "week", "month"] {
      let points = try await site.list("/analytics/timeseries?from=0001-01-01&to=9999-12-31&granularity=" + granularity)
      let counts = points.map { $0["requestCount"] as? Int }
      #expect(counts == [1, 2, 1])
    }
    #expect(try await UmbracoSite().list("/analytics/usage-time-series?to=9999-12-31&granularity=0").isEmpty)
  }

  @Test func `shares are of one or of a hundred`() async throws {
    // 12,500, 3,200 and 980 requests, a twentieth of each.
    let site = UmbracoSite(
      UmbracoEvents.make {
        $0.add(160, at: Self.day) { $0.provider = "anthropic" }
        $0.add(49, at: Self.day) { $0.provider = "google" }
        $0.add(625, at: Self.day)
      })
    let real = try await site.list("/analytics/usage-by-provider?from=2026-10-07&to=2026-10-08")
    let percentages = real.map { $0["percentage"] as? Double }
    #expect(percentages == [74.9400479616307, 19.18465227817746, 5.875299760191846])
    for path in ["breakdown/provider", "by-provider"] {
      let rows = try await site.list("/analytics/\(path)?from=2026-10-07&to=2026-10-07")
      // As it is written: Foundation's reader is off in the last digit.
      let text = try await site.text("/analytics/\(path)?from=2026-10-07&to=2026-10-07")
      for share in [625.0 / 834, 160.0 / 834, 49.0 / 834] { #expect(text.contains("\"percentage\":\(share),")) }
      let names = rows.map { $0["dimensionName"] as? String }
      #expect(names == ["OpenAI", "Anthropic", "Google"])
    }
  }

  @Test func `a rate is not rounded, a duration is cut`() async throws {
    let site = UmbracoSite(
      UmbracoEvents.make {
        $0.add(507, at: Self.day)
        $0.add(7, at: Self.day) { $0.status = .cancelled }
      })
    let row = try await site.object("/analytics/usage-summary?from=2026-10-07&to=2026-10-08")
    let rate: Double = 15210 / 15420
    #expect(row["successRate"] as? Double == rate)
    let two = UmbracoSite(
      UmbracoEvents.make {
        $0.add(at: Self.day)
        $0.add(at: Self.day) { $0.durationMicroseconds = 11_000 }
      })
    #expect(try await two.object("/analytics/summary?from=2026-10-07&to=2026-10-07")["averageDurationMs"] as? Int == 10)
  }

  @Test func `equal counts are in the order of their ids`() async throws {
    let site = UmbracoSite(
      UmbracoEvents.make {
        for model in ["b", "é", "a", "B"] { $0.add(at: Self.day) { $0.model = model } }
      })
    let models = try await site.list("/analytics/usage-by-model?to=2026-10-08").map { $0["dimension"] as? String }
    #expect(models == ["B", "a", "b", "é"])
  }
}
