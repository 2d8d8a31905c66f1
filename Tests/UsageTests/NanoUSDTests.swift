import Foundation
import Testing
import Usage

@Suite struct NanoUSDTests {
  @Test(
    arguments: [
      (0, "0"), (1, "0.000000001"), (-1, "-0.000000001"), (12_500_000_000, "12.5"), (1_000_000_000, "1"),
      (Int64.min, "-9223372036.854775808"),
    ] as [(Int64, String)])
  func `is written as exact dollars`(_ nanos: Int64, _ text: String) {
    #expect(NanoUSD(nanos: nanos).description == text)
  }

  @Test(
    arguments: [
      ("0.0000000005", 0), ("0.0000000015", 2), ("0.00000000050001", 1), ("-2.5", -2_500_000_000), ("9300000000", nil),
    ] as [(String, Int64?)])
  func `rounds half to even and refuses what does not fit`(_ dollars: String, _ nanos: Int64?) throws {
    #expect(NanoUSD(dollars: try #require(Decimal(string: dollars)))?.nanos == nanos)
  }

  @Test func `a dollar amount from JSON means its nearest billionth`() {
    #expect(NanoUSD(dollars: 0.1 + 0.2)?.nanos == 300_000_000)
    #expect(NanoUSD(dollars: .infinity) == nil)
    #expect(NanoUSD(dollars: 1e10) == nil)
  }
}
