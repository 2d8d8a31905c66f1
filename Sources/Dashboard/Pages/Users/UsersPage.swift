import Semantics
import Surfaces
import Usage
import Web

/// Who uses it: how many, how often, and each of them.
struct UsersPage: Page {
  let path = "/users"
  let title = UsersTexts.title
  let place = NavigationPlace.users

  func panels(_ visit: Visit) async -> [Panel] {
    let activity = UsersActivity(visit: visit)
    return [activity.summary, activity.trend, UsersList(visit: visit).panel]
  }
}
