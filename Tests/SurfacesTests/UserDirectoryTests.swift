import MemoryEngine
import Semantics
import Surfaces
import Testing
import Usage

@Suite struct UserDirectoryTests {
  private static func user(_ id: String, _ project: String, _ name: String?) -> UserRecord {
    var user = UserRecord(id: ID(id), project: ID(project))
    user.name = name
    return user
  }

  @Test func `knows the names of those who are asked for, in what the caller may see`() async throws {
    let engine = MemoryEngine()
    await engine.upsert([
      Self.user("1", "a", "Anna"), Self.user("1", "b", "Other Anna"), Self.user("2", "b", "Ben"), Self.user("3", "a", nil),
      Self.user("4", "a", "not asked for"),
    ])
    let directory = UserDirectory(engine, budget: QueryBudget())
    #expect(try await directory.names(of: ["1", "2", "3", "5"], in: .all) == ["1": "Anna", "2": "Ben"])
    #expect(try await directory.names(of: ["1", "2", "3", "5"], in: .only(ID("b"))) == ["1": "Other Anna", "2": "Ben"])
    #expect(try await directory.names(of: [], in: .all) == [:])
  }

  @Test func `more than are asked for at once are found too`() async throws {
    let engine = MemoryEngine()
    let users = (0..<2500).map { Self.user("u\($0)", "a", "name \($0)") }
    await engine.upsert(users)
    let names = try await UserDirectory(engine, budget: QueryBudget()).names(of: users.map(\.id.text), in: .all)
    #expect(names == Dictionary(uniqueKeysWithValues: users.map { ($0.id.text, $0.name!) }))
  }
}
