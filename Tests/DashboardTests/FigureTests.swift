import Semantics
import Testing
import Usage

@testable import Dashboard

@Suite struct FigureTests {
  @Test(arguments: [
    (0, "$0.00"), (1, "$0.000000001"), (4_200_000, "$0.0042"), (4_000_000, "$0.004"), (12_345_678, "$0.012"), (99_600_000, "$0.10"),
    (120_000_000, "$0.12"), (999_900_000, "$1.00"), (1_234_567_000_000, "$1,234.57"), (1_234_560_000_000, "$1,234.56"),
    (99_999_990_000_000, "$99,999.99"), (123_456_789_000_000, "$123,457"), (-4_200_000, "−$0.0042"),
  ])
  func `money shows as many digits as tell something`(_ nanos: Int64, _ text: String) {
    #expect(Figure(.money(NanoUSD(nanos: nanos)), .usd).text == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (9_999_999, "9,999,999"), (10_000_000, "10.0M"), (12_345_678, "12.3M"), (999_900_000, "1.00B"),
    (482_113_990, "482M"), (1_234_567_890_123, "1.23T"), (-12_345_678, "−12.3M"), (Int64.min, "−9223Q"),
  ])
  func `counts in tiles stay short`(_ number: Int64, _ text: String) {
    #expect(Figure.short(.integer(number)).text == text)
  }

  @Test(arguments: [
    (0, "0%"), (0.0004, "<0.1%"), (0.001, "0.1%"), (0.5, "50.0%"), (0.9994, "99.9%"), (0.99999, ">99.9%"), (1, "100%"), (1.5, "150%"),
  ])
  func `a share is all or nothing only if it is`(_ ratio: Double, _ text: String) {
    #expect(Figure(.real(ratio), .ratio).text == text)
  }

  @Test func `durations are written in the unit that fits`() {
    #expect([842.4, 1240, 61_000].map { Figure(.real($0), .milliseconds).text } == ["842 ms", "1.2 s", "61.0 s"])
  }

  @Test func `what is not known is no number`() {
    #expect(Figure(.null, .usd) == .unknown)
    #expect(Figure(.null, .usd).html == "<span class=\"unknown\">–</span>")
    #expect(Figure.unpriced.html == "<span class=\"unknown\">unpriced</span>")
    #expect(Figure.short(.integer(12_345_678)).html == "<data value=\"12345678\" title=\"12,345,678\">12.3M</data>")
  }
}

@Suite struct ChangeTests {
  @Test(arguments: [
    (100, 112, "up 12%"), (100, 95, "down 5.0%"), (10_000, 10_001, "up <0.1%"), (3, 3, "level no change"), (0, 5, "up new"),
    (0, 0, "level no change"), (1, 40, "up 3,900%"), (5, 0, "down 100%"),
  ])
  func `a change is told in percent of the period before`(_ before: Int64, _ now: Int64, _ words: String) throws {
    let change = try #require(Change(from: .integer(before), to: .integer(now), unit: .count))
    #expect("\(change.direction.rawValue) \(change.text)" == words)
  }

  @Test func `a rate moves in points`() {
    #expect(Change(from: .real(0.95), to: .real(0.975), unit: .ratio)?.text == "2.5 points")
  }

  @Test func `there is no change from or to the unknown`() {
    #expect(Change(from: .null, to: .integer(1), unit: .count) == nil)
    #expect(Change(from: .integer(1), to: .null, unit: .count) == nil)
  }
}
