import Foundation
import Usage

@testable import Pricing

/// A catalog with one of each: prices that change by day and by time of day, tiers, variants, a free model, a reseller.
enum SmallCatalog {
  static func book() throws -> PriceBook { try PriceBook(json: Data(json.utf8)) }

  private static let json = """
    {"catalog":"test","version":"1","generated":"2026-01-01","providers":[
    {"id":"openai","match":"~openai","models_match":"^gpt-","models":[
    {"id":"plain","match":"=plain","prices":["input=2 output=8"]},
    {"id":"classes","match":"=classes|#classes-####","prices":["input=10 cache_read=1 cache_write=12 cache_write_1h=20 audio_input=40 image_input=5 output=30 reasoning=50 audio_output=80 image_output=60"]},
    {"id":"tiered","match":"^tiered&!$-tts","prices":["input=1;1000:2;2000:4 output=10;1000:20"]},
    {"id":"shadowed","match":"=tiered-late","prices":["input=99"]},
    {"id":"dated","match":"=dated|=gpt-dated|=gpt-dated-2025-12-11","prices":["input=1","from=2026-02-01 input=3"],
     "variants":["when=processing:batch from=2026-03-01 input=2","when=service_tier:priority input=9"]},
    {"id":"nightly","match":"=nightly","prices":["input=1","at=22:30-06:00 input=2"]},
    {"id":"free","match":"=free","prices":["free"]},
    {"id":"voice","match":"=voice","prices":["audio=0.36"],"least_audio_seconds":10},
    {"id":"search","match":"=search","prices":["input=1 output=1 web_searches=10 requests=5"]},
    {"id":"halves","match":"=halves","prices":["input=0.0005"]},
    {"id":"unmodelled","match":"=unmodelled","prices":[""]}]},
    {"id":"azure","fallback":["openai"],"models":[{"id":"own","match":"=own","prices":["input=7"]}]},
    {"id":"aws","match":"~bedrock|~amazon","models":[{"id":"claude","match":"~claude","prices":["input=4"]}]},
    {"id":"google","match":"~google|~vertex|~gemini","models_match":"~gemini","models":[{"id":"gemini","match":"^gemini","prices":["input=5"]}]}
    ]}
    """
}

func event(
  _ provider: String?, _ model: String, at instant: String = "2026-01-15T12:00:00Z", input: Int64? = nil, output: Int64? = nil,
  tier: String? = nil, project: String = "p"
) throws -> UsageEvent {
  struct NoSuchInstant: Error {}
  guard let timestamp = Timestamp(instant) else { throw NoSuchInstant() }
  var event = UsageEvent(id: ID("1"), timestamp: timestamp, project: ID(project), source: "test")
  event.provider = provider
  event.model = model
  event.serviceTier = tier
  event.tokens = TokenUsage(input: input, output: output)
  return event
}
