import Foundation
import Testing
import Usage

@testable import App

@Suite struct DemoUsageTests {
  private let day = CivilDate(daysSinceEpoch: 20_700)

  @Test func `the same seed and day give the same events`() {
    #expect(DemoUsage().events(on: day, age: 3) == DemoUsage().events(on: day, age: 3))
    #expect(DemoUsage(seed: 2).events(on: day, age: 3) != DemoUsage().events(on: day, age: 3))
  }

  @Test func `a day that has grown older only loses its last events`() {
    let (fresh, old) = (DemoUsage().events(on: day, age: 0), DemoUsage().events(on: day, age: 30))
    #expect(old.count < fresh.count)
    #expect(old == Array(fresh.prefix(old.count)))
  }

  @Test func `every event is marked twice, lies on its day and is its own`() {
    let events = (0..<14).flatMap { DemoUsage().events(on: day.adding(days: $0), age: 0) }
    #expect(events.allSatisfy { $0.source == "demo" && $0.id.text.hasPrefix("demo-") })
    #expect(Set(events.map(\.id)).count == events.count)
    let first = day.daysSinceEpoch * CivilDate.microsecondsPerDay
    #expect(events.allSatisfy { (first..<first + 14 * CivilDate.microsecondsPerDay).contains($0.timestamp.microseconds) })
  }

  @Test func `there is something of everything`() {
    let events = (0..<28).flatMap { DemoUsage().events(on: day.adding(days: $0), age: 0) }
    #expect(Set(events.compactMap(\.user)).count > 10)
    #expect(Set(events.compactMap(\.provider)).count >= 5)
    #expect(events.contains { $0.user == nil })
    #expect(events.contains { $0.status == .failure && $0.errorType != nil })
    #expect(events.contains { $0.isStreamed == true && $0.timeToFirstTokenMicroseconds != nil })
    #expect(events.contains { $0.cost.amount == .zero })
    #expect(events.contains { $0.operation == Operation("embeddings") })
  }

  @Test func `nothing lies ahead, and the hour decides`() {
    func text(_ now: Timestamp) -> String { String(buffer: DemoUsage.lines(DemoUsage().history(days: 2, now: now).flatMap { $0 })) }
    let noon = Timestamp(microseconds: day.daysSinceEpoch * CivilDate.microsecondsPerDay + 12 * 3_600_000_000)
    let lines = text(noon)
    #expect(lines == text(noon.adding(seconds: 3599)))
    #expect(lines != text(noon.adding(seconds: 3600)))
    #expect(lines.contains("\"timestamp\":\"\(day)T11:") && !lines.contains("\"timestamp\":\"\(day)T12:"))
    #expect(lines.contains("\"timestamp\":\"\(day.adding(days: -1))T"))
  }
}
