import CoreMetrics
import Testing

@testable import Web

struct PrometheusTests {
  @Test func `renders every kind of metric`() {
    let registry = PrometheusRegistry(help: ["requests_total": "Requests\nby \\route"], buckets: [0.1, 1])
    registry.makeCounter(label: "requests", dimensions: [("route", "/a\"\\\n"), ("code", "200")]).increment(by: 3)
    registry.makeFloatingPointCounter(label: "requests_total", dimensions: [("code", "200"), ("route", "/a\"\\\n")]).increment(by: 0.5)
    registry.makeMeter(label: "queue.depth", dimensions: []).set(2.5)
    registry.gauge("sampled") { 7 }
    registry.gauge("absent") { nil }
    let timer = registry.makeTimer(label: "query", dimensions: [("le", "x")])
    for nanoseconds: Int64 in [50_000_000, 100_000_000, 500_000_000, 5_000_000_000] { timer.recordNanoseconds(nanoseconds) }
    #expect(
      registry.render() == #"""
        # TYPE query_seconds histogram
        query_seconds_bucket{le_="x",le="0.1"} 2
        query_seconds_bucket{le_="x",le="1"} 3
        query_seconds_bucket{le_="x",le="+Inf"} 4
        query_seconds_sum{le_="x"} 5.65
        query_seconds_count{le_="x"} 4
        # TYPE queue_depth gauge
        queue_depth 2.5
        # HELP requests_total Requests\nby \\route
        # TYPE requests_total counter
        requests_total{code="200",route="/a\"\\\n"} 3.5
        # TYPE sampled gauge
        sampled 7

        """#)
  }

  @Test func `keeps to the grammar whatever the names are`() throws {
    let registry = PrometheusRegistry()
    registry.makeCounter(label: "9 lives-and é", dimensions: [("1a-b", "é"), ("", "")]).increment(by: 1)
    registry.makeMeter(label: "", dimensions: []).set(Double.nan)
    registry.makeRecorder(label: "sizes", dimensions: [], aggregate: true).record(Int64(3))
    let name = "[a-zA-Z_:][a-zA-Z0-9_:]*"
    let labels = #"(\{([a-zA-Z_][a-zA-Z0-9_]*="[^"]*",?)+\})?"#
    let line = try Regex("# (TYPE|HELP) \(name) .+|\(name)\(labels) (NaN|[+-]Inf|-?[0-9.e+-]+)")
    for text in registry.render().split(separator: "\n") {
      #expect(try line.wholeMatch(in: text) != nil, "\(text)")
    }
  }

  @Test func `gives one name one kind, and bounds its series`() {
    let registry = PrometheusRegistry()
    registry.makeMeter(label: "size", dimensions: []).set(Int64(1))
    registry.makeRecorder(label: "size", dimensions: [], aggregate: true).record(Int64(2))
    #expect(registry.render() == "# TYPE size gauge\nsize 1\n")
    for number in 0..<6000 { registry.makeCounter(label: "many", dimensions: [("n", "\(number)")]).increment(by: 1) }
    #expect(registry.render().split(separator: "\n").count == 2 + 1 + 5000)
  }

  @Test func `shows how many sockets are open, refused ones not among them`() {
    let registry = PrometheusRegistry()
    let slots = SocketSlots(limit: 2, gauge: InFlightGauge("weir_open_sockets", factory: registry))
    #expect([slots.take(), slots.take(), slots.take()] == [true, true, false])
    #expect(registry.render().contains("weir_open_sockets 2\n"))
    slots.free()
    #expect(registry.render().contains("weir_open_sockets 1\n") && slots.take())
  }

  @Test func `counts requests by route, not by path`() async throws {
    let registry = PrometheusRegistry()
    var site = TestSite.site()
    site.metrics = registry
    let server = WebServer(site: site, configuration: TestSite.configuration(), logger: TestSite.quiet)
    for uri in ["/items/a", "/items/b", "/nowhere", "/else"] { _ = try await TestSite.ask(.get, uri, of: server) }
    let text = registry.render()
    #expect(text.contains(#"weir_http_requests_total{method="GET",route="/items/{item}",status="401"} 2"#))
    #expect(text.contains(#"weir_http_requests_total{method="GET",route="unmatched",status="404"} 2"#))
    #expect(text.contains("weir_http_requests_in_flight 0\n"))
    #expect(text.contains(#"weir_http_request_duration_seconds_count{method="GET",route="/items/{item}"} 2"#))
  }
}
