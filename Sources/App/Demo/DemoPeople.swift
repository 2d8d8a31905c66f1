import Usage

/// The organisation of demo data: people, teams, agents. Their ids begin as all of the demo's do, so that they are nobody's own.
enum DemoPeople {
  struct Person: Sendable {
    let first: String
    let last: String
    let tier: String
    /// Part of the id; the first name, if nil.
    var key: String?
    /// nil: was there before everything.
    var start: CivilDate?

    var id: ID<User> { ID(DemoMark.idPrefix + (key ?? first).lowercased()) }
    var name: String { first + " " + last }
    var address: String { "\(first).\(last)@example.com".lowercased() }
  }

  /// From who uses most to who uses least.
  static let all = [
    Person(first: "Amira", last: "Haddad", tier: "enterprise"), Person(first: "Ben", last: "Okafor", tier: "max"),
    Person(first: "Chloe", last: "Martin", tier: "max"), Person(first: "Daichi", last: "Mori", tier: "pro"),
    Person(first: "Elif", last: "Kaya", tier: "pro"), Person(first: "Farid", last: "Rahimi", tier: "pro"),
    Person(first: "Greta", last: "Lind", tier: "pro"), Person(first: "Hugo", last: "Silva", tier: "max"),
    Person(first: "Ines", last: "Costa", tier: "pro"), Person(first: "Jonas", last: "Weber", tier: "free"),
    Person(first: "Kaori", last: "Sato", tier: "pro"), Person(first: "Liam", last: "Byrne", tier: "free"),
    Person(first: "Mei", last: "Chen", tier: "pro"), Person(first: "Nadia", last: "Petrova", tier: "free"),
    Person(first: "Oskar", last: "Nowak", tier: "free"), Person(first: "Priya", last: "Nair", tier: "pro"),
    Person(first: "Quinn", last: "Taylor", tier: "free"), Person(first: "Rosa", last: "Jimenez", tier: "free"),
    Person(first: "Sven", last: "Berg", tier: "free"), Person(first: "Tariq", last: "Aziz", tier: "free"),
    Person(first: "Uma", last: "Rao", tier: "free"), Person(first: "Vera", last: "Novak", tier: "free"),
    Person(first: "Wanda", last: "Kowalska", tier: "free"), Person(first: "Yusuf", last: "Demir", tier: "free"),
  ]

  /// Somebody new comes every nine days.
  static func newcomer(_ number: Int64) -> Person {
    let first = newcomers.first[Int(number.floorDivided(by: Int64(newcomers.first.count)).remainder)]
    let last = newcomers.last[Int(number.floorDivided(by: Int64(newcomers.last.count)).remainder)]
    return Person(first: first, last: last, tier: "free", key: "\(first)-\(last)", start: CivilDate(daysSinceEpoch: number * newcomerDays))
  }

  static let newcomerDays: Int64 = 9
  // Eleven and seven names go together in 77 ways before one comes back.
  private static let newcomers = (
    first: ["Adil", "Bianca", "Carlos", "Dora", "Emil", "Fatou", "Goran", "Hana", "Ivo", "Julia", "Karim"],
    last: ["Abebe", "Brandt", "Cruz", "Dahl", "Eriksen", "Fontaine", "Gupta"]
  )

  static let teams = ["Engineering", "Marketing", "Support", "Legal"]

  struct Worker: Sendable {
    let key: String
    let name: String
    /// manual, scheduled, webhook, api, chat.
    let trigger: String
    let status: String
    let schedules: Int64

    var id: ID<Agent> { ID(DemoMark.idPrefix + key) }
  }

  static let nightly = Worker(
    key: "nightly-summaries", name: "Nightly summaries", trigger: "scheduled", status: "deployed", schedules: 1)
  static let triage = Worker(key: "ticket-triage", name: "Ticket triage", trigger: "webhook", status: "deployed", schedules: 0)
  static let contracts = Worker(key: "contract-check", name: "Contract check", trigger: "api", status: "deployed", schedules: 0)
  static let translator = Worker(key: "shop-translator", name: "Shop translator", trigger: "manual", status: "paused", schedules: 2)
  /// Has not run yet.
  static let notes = Worker(key: "release-notes", name: "Release notes", trigger: "manual", status: "draft", schedules: 0)

  static let workers = [nightly, triage, contracts, translator, notes]
}
