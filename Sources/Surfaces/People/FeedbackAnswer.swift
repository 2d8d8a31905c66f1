import Semantics
import Usage
import Web

/// Figures about feedback on the wire.
struct FeedbackAnswer {
  let figures: FeedbackFigures
  let interval: Interval
  let zone: Zone

  var json: JSONWriter {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("period")
      writer.interval(interval, in: zone)
      writer.member("total", figures.total)
      Self.write(figures.tally, to: &writer)
      writer.key("distribution")
      writer.array { list in
        for one in figures.distribution {
          list.object { writer in
            writer.member("rating", one.rating)
            writer.member("count", one.count)
          }
        }
      }
      writer.key("models")
      writer.array { list in
        for model in figures.models {
          list.object { writer in
            writer.member("model", model.name)
            writer.member("total", model.total)
            Self.write(model.tally, to: &writer)
          }
        }
      }
      writeBuckets(&writer)
    }
    return writer
  }

  private func writeBuckets(_ writer: inout JSONWriter) {
    writer.key("rows")
    writer.array { list in
      for (start, tally) in figures.buckets.sorted(by: { $0.key < $1.key }) {
        list.object { writer in
          writer.member("time", start.description(in: zone))
          Self.write(tally, to: &writer)
        }
      }
    }
  }

  private static func write(_ tally: FeedbackFigures.Tally, to writer: inout JSONWriter) {
    writer.member("ratings", tally.scores.count)
    writer.member("average", tally.scores.average)
    writer.member("won", tally.won)
    writer.member("lost", tally.lost)
  }

  private static let ratings: Schema = Schema.integer.described("Ratings that are whole numbers.")
  private static let average = Schema.number.orNull
  private static let rating: Schema = .object(["rating": Schema.string.orNull, "count": .integer])
  private static let model: Schema = .object([
    "model": .string, "total": .integer, "ratings": ratings, "average": average, "won": .integer, "lost": .integer,
  ])
  private static let bucket: Schema = .object([
    "time": .instant, "ratings": ratings, "average": average, "won": .integer, "lost": .integer,
  ])

  static let schema: Schema = .object([
    "period": UsageAnswer.period, "total": .integer, "ratings": ratings, "average": average, "won": .integer, "lost": .integer,
    "distribution": .array(of: rating), "models": .array(of: model), "rows": .array(of: bucket),
  ])
}
