import Accounts
import Testing
import Usage

@Suite struct PermissionTests {
  private func principal(_ scope: Scope, _ projects: ProjectScope) -> Principal {
    Principal(kind: .key(ID("k")), name: "k", scope: scope, projects: projects)
  }

  @Test func `administration is the whole installation's unless something else is said`() {
    #expect(Permission(.admin).reach == .installation)
    #expect(Permission(.admin, .project).reach == .project)
    #expect([Permission(.read), Permission(.ingest)].allSatisfy { $0.reach == .project })
  }

  @Test func `whoever is bound to one project may administer that one and not the installation`() {
    let bound = principal(.admin, .only(ID("a")))
    #expect(bound.lack(for: .administration) == .reach)
    #expect(bound.lack(for: Permission(.read, .installation)) == .reach)
    #expect(bound.may(.projectAdministration) && bound.may(.read))
    #expect(principal(.admin, .all).may(.administration) && Principal.localOperator.may(.administration))
  }

  @Test func `a scope that is missing is told before a reach that is`() {
    #expect(principal(.read, .only(ID("a"))).lack(for: .administration) == .scope)
    #expect(principal(.read, .all).lack(for: .projectAdministration) == .scope)
  }
}
