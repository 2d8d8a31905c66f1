import Semantics
import Surfaces
import Testing
import Usage
import Web

@testable import Dashboard

@Suite struct PeoplePageTests {
  static let nasty = [
    "a/b c", "50%?x=1#y", "</script><img src=x onerror=alert(1)>", "Zoë 🦊", "+1 555", "a&b;c'\"", String(repeating: "ü", count: 100),
  ]

  @Test(arguments: nasty) func `the link to a user leads to that user, whatever the id`(_ id: String) async throws {
    let selection = Selection(try QueryParameters(parsing: "period=7d&model=m"), zone: .utc)
    let address = selection.address(user: id)
    #expect(address.hasSuffix("?period=7d&model=m"))
    let page = try await DashboardSite().page(address)
    #expect(page.contains("<h1>\(HTML.text(id).source)</h1>"))
    #expect(!page.contains("<img"))
  }

  @Test(arguments: [".", "..", ""]) func `an id that no path can hold leads to the overview, narrowed to it`(_ id: String) throws {
    let selection = Selection(try QueryParameters(parsing: "user_id=other"), zone: .utc)
    #expect(selection.address(user: id) == "/?period=30d&user_id=\(id)")
    #expect(selection.address(chat: id) == "/?period=30d&user_id=other&chat_id=\(id)")
  }

  @Test func `the list of users has their figures, and the system's row`() async throws {
    let engine = StubEngine(rows: { plan in
      guard plan.dimensions == [.by(.user)] else { return [] }
      let values: [Metric: Value] = [
        .lastSeen: .instant(StubEngine.secondDay), .cost: StubEngine.dollars("1.5"), .topLevelRequests: .integer(2),
      ]
      return [
        [.text("anna")] + StubEngine.row(plan, values), [.null] + StubEngine.row(plan, [.topLevelRequests: .integer(1), .cost: .null]),
      ]
    })
    let csv = try await DashboardSite(engine).page("/users?panel=users&format=csv")
    #expect(
      csv == "user,cost,top_level_requests,total_tokens,budget,last_seen\r\nanna,1.5,2,0,,2026-03-03T00:00:00Z\r\nsystem,,1,0,,\r\n")
  }

  @Test func `the engine sorts and cuts the list of users, and the call of the API says so`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      guard plan.order.first == .ascending(.metric(.totalTokens)), plan.offset == 50, plan.limit == 50 else { return [] }
      return (0..<51).map { [.text("u\($0)")] + StubEngine.row(plan, [:]) }
    })
    let page = try await DashboardSite(engine).page("/users?users.sort=total_tokens&users.page=2&panel=users")
    #expect(page.contains("<span>Page 2</span>") && page.contains("rel=\"prev\"") && page.contains("users.page=3"))
    #expect(page.contains("aria-sort=\"ascending\""))
    #expect(page.contains("/v1/usage/users?period=30d&amp;zone=UTC&amp;limit=50&amp;offset=50&amp;order=total_tokens"))
  }

  @Test func `a search for users asks for a part of the id`() async throws {
    let engine = StubEngine(rows: { plan throws(QueryFailure) in
      plan.filter == .and([.and([]), .or([.containsIgnoringCase(.by(.user), "ann"), .isIn(.by(.user), [])])])
        ? [[.text("anna")] + StubEngine.row(plan, [:])] : []
    })
    #expect(try await DashboardSite(engine).page("/users?users.q=ann&panel=users").contains(">anna</a>"))
    let none = try await DashboardSite(engine).page("/users?users.q=zz&panel=users")
    #expect(none.contains("No such user in this period") && none.contains("Remove the search"))
  }

  @Test(arguments: ["/users", "/users/anna", "/chats", "/chats/c1", "/feedback"])
  func `every page stands without anything to show`(_ path: String) async throws {
    let page = try await DashboardSite(.empty).page(path)
    #expect(!page.contains("class=\"problem\""))
    #expect(page.contains("class=\"empty\""))
  }
}
