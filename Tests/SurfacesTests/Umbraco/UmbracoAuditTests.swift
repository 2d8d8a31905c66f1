import MemoryEngine
import Testing
import Usage

/// The audit log's list.
@Suite(.conformance("umbraco", "audit log")) struct UmbracoAuditTests {
  private static let site = UmbracoSite(
    UmbracoEvents.make { events in
      for index in 0..<12 {
        events.add(at: Timestamp.today.hours(Int64(index))) { event in
          event.user = index % 3 == 0 ? ID("anna") : nil
          event.model = index == 4 ? "GPT-Äpfel" : "gpt"
          if index == 5 { (event.status, event.errorMessage) = (.failure, "Quota EXCEEDED, sorry") }
          if index == 6 { event.status = .blocked }
          if index == 7 { (event.provider, event.tags) = ("anthropic", ["entity_id": "1063"]) }
          if index == 8 { event.profile = ID("3fa85f64-5717-4562-b3fc-2c963f66afa6") }
        }
      }
    })

  @Test(
    arguments: [
      ("", "e11 e10 e9 e8 e7 e6 e5 e4 e3 e2 e1 e0", 12), ("?skip=2&take=3", "e9 e8 e7", 12), ("?skip=11&take=5", "e0", 12),
      ("?skip=12", "", 12), ("?skip=2147483647", "", 12), ("?take=0", "", 12), ("?userId=anna&take=2", "e9 e6", 4),
      ("?status=failed", "e5", 1),
      ("?status=Blocked", "e6", 1),
      ("?status=Running", "", 0), ("?status=nonsense", "", 0), ("?status=2", "e5", 1), ("?status=%205", "e6", 1), ("?status=0", "", 0),
      ("?status=-1", "", 0), ("?status=6", "", 0), ("?status=", "e11 e10 e9 e8 e7 e6 e5 e4 e3 e2 e1 e0", 12),
      ("?providerId=anthropic", "e7", 1), ("?entityId=1063", "e7", 1), ("?profileId=3FA85F64-5717-4562-B3FC-2C963F66AFA6", "e8", 1),
      ("?searchText=exceeded", "e5", 1), ("?searchText=%C3%84PFEL", "e4", 1), ("?searchText=nothing", "", 0),
      ("?fromDate=2026-10-08T10:00:00Z", "e11 e10", 2), ("?toDate=2026-10-08T01:00:00Z", "e1 e0", 2),
      ("?fromDate=2026-10-08T03:00:00Z&toDate=2026-10-08T03:00:00Z", "e3", 1), ("?fromDate=2026-10-09&toDate=2026-10-08", "", 0),
    ]) func `a page has what is asked for`(query: String, ids: String, total: Int) async throws
  {
    let page = try await Self.site.object("/audit-logs" + query)
    let items = page["items"] as? [[String: Any]] ?? []
    let found = items.compactMap { $0["id"] as? String }.joined(separator: " ")
    #expect(found == ids)
    #expect(page["total"] as? Int == total)
  }

  @Test func `a page may be longer than the engine's`() async throws {
    let site = UmbracoSite(UmbracoEvents.make { $0.add(1203, at: .today) })
    let rest = try await site.object("/audit-logs?take=5000&skip=3")["items"] as? [Any]
    #expect(rest?.count == 1200)
    let part = try await site.object("/audit-logs?take=1100")["items"] as? [Any]
    #expect(part?.count == 1100)
  }

  @Test func `what was summed up is no entry any more, and not in the total`() async throws {
    let events = UmbracoEvents.make {
      $0.add(3, at: .today)
      $0.add(2, at: .thisHour)
    }
    let engine = MemoryEngine(events)
    await engine.rollUp { $0.timestamp < .thisHour }
    let site = UmbracoSite(engine: engine)
    let page = try await site.object("/audit-logs")
    #expect((page["items"] as? [Any])?.count == 2)
    #expect(page["total"] as? Int == 2)
    #expect(try await site.object("/analytics/usage-summary?to=2026-10-09")["totalRequests"] as? Int == 5)
  }

  @Test func `cleaning up deletes nothing and says so`() async throws {
    let answer = try await Self.site.ask("/audit-logs/cleanup", .post, key: "admin")
    #expect(answer.status == .ok && String(buffer: answer.body) == "0")
    #expect(try await Self.site.object("/audit-logs")["total"] as? Int == 12)
  }
}
