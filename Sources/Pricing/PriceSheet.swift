import Usage

/// One set of prices, and what a usage costs at them.
struct PriceSheet: Hashable, Sendable {
  private static let none: Int128 = -1

  /// By `PriceClass.index`; flat, as every event reads them. A class without a rate of its own is billed as a part of the class that
  /// contains it.
  private var bases = [Int128](repeating: none, count: PriceClass.allCases.count)
  private var tiers: [PriceClass: [Rate.Tier]] = [:]
  private(set) var isEmpty = true
  /// Audio is billed as at least this long.
  var leastAudioMicroseconds: Int64 = 0

  static let free: PriceSheet = {
    var sheet = PriceSheet()
    for kind in PriceClass.allCases { sheet[kind] = Rate(base: 0) }
    return sheet
  }()

  subscript(kind: PriceClass) -> Rate? {
    get { has(kind) ? Rate(base: bases[kind.index], tiers: tiers[kind] ?? []) : nil }
    set {
      bases[kind.index] = newValue?.base ?? Self.none
      tiers[kind] = newValue.flatMap { $0.tiers.isEmpty ? nil : $0.tiers }
      isEmpty = bases.allSatisfy { $0 == Self.none }
      pricesOnlyRequests = has(.requests) && bases.count { $0 != Self.none } == 1
    }
  }

  func has(_ kind: PriceClass) -> Bool { bases[kind.index] != Self.none }

  /// The rate for a request with this much input; nil if the class has no price of its own.
  func rate(_ kind: PriceClass, input: Int64) -> Int128? {
    let base = bases[kind.index]
    guard base != Self.none else { return nil }
    guard !tiers.isEmpty, let tiers = tiers[kind] else { return base }
    return Rate(base: base, tiers: tiers).amount(input: input)
  }

  /// A request is always one request; where anything else is priced too, it must have been reported for the event to have a price.
  private(set) var pricesOnlyRequests = false

  /// nil if nothing that these prices are for was reported, or if the amount is beyond what NanoUSD holds.
  func amount(of tokens: TokenUsage, _ units: ServiceUnits) -> NanoUSD? {
    var bill = Bill(sheet: self, inputTokens: Self.input(of: tokens))
    addInput(tokens, to: &bill)
    addOutput(tokens, to: &bill)
    bill.add(.images, units.images)
    bill.add(.characters, units.characters)
    bill.add(.webSearches, units.webSearches)
    bill.addAudio(units.audioMicroseconds, atLeast: leastAudioMicroseconds)
    guard bill.isPriced || pricesOnlyRequests else { return nil }
    bill.add(.requests, 1)
    return bill.total
  }

  private func addInput(_ tokens: TokenUsage, to bill: inout Bill) {
    let written = Self.written(tokens)
    let writtenForAnHour = bill.add(.cacheWrite1h, tokens.cacheWrite1h)
    let writtenShortly = bill.add(.cacheWrite, written.map { max(0, $0 - writtenForAnHour) })
    let cached = bill.add(.cacheRead, tokens.cacheRead) + writtenShortly + writtenForAnHour
    // Cached tokens may be audio or image tokens too; whatever is over then is billed as cached only.
    var fresh = max(0, bill.inputTokens - cached)
    fresh -= bill.add(.audioInput, tokens.audioInput.map { min($0, fresh) })
    fresh -= bill.add(.imageInput, tokens.imageInput.map { min($0, fresh) })
    let isReported =
      tokens.input != nil || written != nil || tokens.cacheRead != nil || tokens.audioInput != nil || tokens.imageInput != nil
    bill.add(.input, isReported ? fresh : nil)
  }

  private func addOutput(_ tokens: TokenUsage, to bill: inout Bill) {
    var parts = bill.add(.reasoning, tokens.reasoning)
    parts += bill.add(.audioOutput, tokens.audioOutput)
    parts += bill.add(.imageOutput, tokens.imageOutput)
    let reported = tokens.output ?? Self.sum(tokens.reasoning, tokens.audioOutput, tokens.imageOutput)
    bill.add(.output, reported.map { max(0, Bill.bounded($0) - parts) })
  }

  /// The whole input, on which context tiers depend; at least its parts where only they were reported.
  private static func input(of tokens: TokenUsage) -> Int64 {
    Bill.bounded(tokens.input ?? sum(tokens.cacheRead, written(tokens), sum(tokens.audioInput, tokens.imageInput)) ?? 0)
  }

  private static func written(_ tokens: TokenUsage) -> Int64? {
    guard let hour = tokens.cacheWrite1h else { return tokens.cacheWrite.map(Bill.bounded) }
    return max(Bill.bounded(hour), Bill.bounded(tokens.cacheWrite ?? 0))
  }

  private static func sum(_ counts: Int64?...) -> Int64? {
    counts.reduce(nil) { total, count in
      guard let count else { return total }
      return (total ?? 0) + Bill.bounded(count)
    }
  }
}
