import Accounts

enum BudgetsTexts {
  static let title = "Budgets"
  static let list = "Use of every ceiling"
  static let budgets = "Budgets"
  static let ceilings = "Ceilings"
  static let exceeded = "Exceeded"
  static let near = "At 80% or more"
  static let owner = "Owner"
  static let ceiling = "Ceiling"
  static let used = "Used"
  static let limit = "Limit"
  static let use = "Use"
  static let resets = "Begins anew"
  static let project = "Project"
  static let state = "State"
  static let active = "active"
  static let inactive = "off"
  static let allProjects = "all projects"
  static let noCeiling = "no ceiling"
  static func use(of ceiling: Ceiling, by owner: String) -> String { "\(name(of: ceiling)) of \(owner)" }
  static func owner(_ owner: BudgetOwner, _ name: String?) -> String {
    owner.kind == .user ? name ?? owner.id : "configuration " + owner.id
  }

  static func name(of ceiling: Ceiling) -> String {
    switch ceiling {
    case .dailyRequests: "Requests a day"
    case .dailyTokens: "Tokens a day"
    case .dailyCost: "Cost a day"
    case .monthlyRequests: "Requests a month"
    case .monthlyTokens: "Tokens a month"
    case .monthlyCost: "Cost a month"
    }
  }

  static let none = "No budgets yet"
  private static let meaning = "A budget bounds what a user or a configuration may use in a day and in a month."
  static let howToBegin = meaning + " Give the first one below."
  static let whoBegins = meaning + " A key with the scope admin can give one."
  static let applies =
    "A budget binds where an application asks /v1/budgets/check before its calls. Days and months begin in the server's zone."

  static let new = "New budget"
  static let create = "Give this budget"
  static let created = "The budget is in force."
  static let kind = "For"
  static let user = "a user"
  static let configuration = "a configuration"
  static let ownerHint = "The id as events carry it."
  static let projectHint = "Empty: what is used in all projects counts."
  static func hint(of ceiling: Ceiling) -> String { ceiling.axis == .cost ? "US dollars; empty: no bound" : "Empty: no bound" }
  static let isActive = "In force"
  static let exists = "has a budget there already; change that one"
  static let noNumber = "must be a number such as 25 or 0.5"

  static let standing = "How far it is used up"
  static let change = "Change"
  static let save = "Save"
  static let saved = "The budget is changed."
  static let switchOff = "Switch off"
  static let switchOn = "Switch on"
  static let switched = "The budget is switched."
  static let remove = "Delete"
  static let removeQuestion = "Without its budget the owner is not bounded any more. What was used stays recorded."
  static let removed = "The budget is deleted."
  static let usage = "Their usage"
  static let changedAt = "Changed"
  static let createdAt = "Given"
  static let missing = "There is no such budget"
  static let missingAdvice = "It may have been deleted meanwhile."
  static let toList = "All budgets"
}
