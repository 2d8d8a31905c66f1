/// A step of the wall clock, counted from local midnight.
enum OpenWebUIStep: String, CaseIterable {
  case tenMinutes = "10m"
  case hourly
  case threeHours = "3h"
  case sixHours = "6h"
  case daily

  var microseconds: Int64 {
    switch self {
    case .tenMinutes: 600_000_000
    case .hourly: 3_600_000_000
    case .threeHours: 10_800_000_000
    case .sixHours: 21_600_000_000
    case .daily: 86_400_000_000
    }
  }
}
