import HTTPTypes
import Hummingbird
import NIOCore
import Usage
import Web

extension NativeAPI {
  var listPriceOverrides: Endpoint {
    Endpoint(
      .get, "/v1/prices/overrides", access: .scope(.read),
      .init(
        "listPriceOverrides", "This installation's own prices", description: "A key of one project shows those that hold there.",
        tags: ["Prices"]),
      answers: [.init(.ok, "All of them.", [.json: PriceSchema.list])]
    ) { call in
      Self.answer(try await prices.documents(for: try call.principal))
    }
  }

  var replacePriceOverrides: Endpoint {
    Endpoint(
      .put, "/v1/prices/overrides", access: .scope(.admin),
      .init(
        "replacePriceOverrides", "Replace them, from the next event on",
        description: "With the header If-Match and the ETag of `GET`, only if nobody else has changed them since.", tags: ["Prices"]),
      body: .init([.json: PriceSchema.list], limit: 4 << 20),
      answers: [
        .init(.ok, "All of them.", [.json: PriceSchema.list]),
        .problem(.unprocessableContent, "A price is not sound; nothing has changed."),
        .problem(.preconditionFailed, "Others are in force than If-Match names; nothing has changed."),
      ]
    ) { call in
      Self.answer(try await prices.replaceAll(document: Array(call.body().readableBytesView), seen: call.seen, by: try call.principal))
    }
  }

  var listPrices: Endpoint {
    Endpoint(
      .get, "/v1/prices", access: .scope(.read),
      .init(
        "listPrices", "The bundled prices that hold now",
        description: "Named and measured as in an override. `above` has those of requests with more input than that.", tags: ["Prices"]),
      parameters: [.query("q", .string, "Only models with these words in the provider's or the model's name.")],
      answers: [.init(.ok, "The prices, by provider and model.", [.json: PriceSchema.catalog])]
    ) { call in
      let list = prices.catalog(at: TimeSource.system.now())
      let models = list.containing(call.query["q"] ?? "")
      var writer = JSONWriter(reservingCapacity: 256 + models.reduce(0) { $0 + $1.document.utf8.count + 1 })
      writer.object { writer in
        writer.member("catalog", list.version)
        writer.key("prices")
        writer.array { writer in for model in models { writer.value(encoded: model.document) } }
      }
      return .json(writer)
    }
  }

  /// The documents are JSON already.
  private static func answer(_ documents: [String]) -> Response {
    var response = Response(ByteBuffer(string: "{\"overrides\":[" + documents.joined(separator: ",") + "]}"), type: .json)
    response.headers[.eTag] = EntityTag(of: documents).header
    return response
  }
}

enum PriceSchema {
  static let catalog: Schema = .object([
    "catalog": .string,
    "prices": .array(
      of: .object(
        ["provider": .string, "model": .string, "prices": .map(of: .number), "above": .map(of: .map(of: .number))], optional: ["above"])),
  ])

  static let list: Schema = .object(["overrides": .array(of: .ref("PriceOverride"))])

  static let override: Schema = .object(
    [
      "id": .string, "project": .string, "provider": .string, "model": .string, "prices": .map(of: .number), "valid_from": .instant,
      "valid_to": .instant,
    ], optional: ["id", "project", "provider", "valid_from", "valid_to"])
}
