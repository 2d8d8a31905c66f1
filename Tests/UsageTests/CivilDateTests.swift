import Foundation
import Testing
import Usage

@Suite struct CivilDateTests {
  @Test func `agrees with Foundation's calendar from 1900 to 2200`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: Int64(-25_567), to: 84_000, by: 13) {
      let date = CivilDate(daysSinceEpoch: days)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect(date.components == (parts.year!, parts.month!, parts.day!))
      #expect(date.weekday == (parts.weekday! + 5) % 7)
      #expect(CivilDate(year: parts.year!, month: parts.month!, day: parts.day!) == date)
    }
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-01"), ("2026-12-05", 1, "2027-01-01"), ("2026-01-15", -1, "2025-12-01"), ("2024-02-29", -12, "2023-02-01"),
  ])
  func `months are counted across years`(_ day: String, _ months: Int, _ start: String) throws {
    let days = try #require(Timestamp(day)).microseconds / CivilDate.microsecondsPerDay
    #expect(CivilDate(daysSinceEpoch: days).startOfMonth(adding: months).description == start)
  }

  @Test func `there is no 29 February in 1900`() {
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }
}
