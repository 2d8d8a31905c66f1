import HTTPTypes
import Hummingbird
import Web

extension NativeAPI {
  var listPriceOverrides: Endpoint {
    Endpoint(
      .get, "/v1/prices/overrides", access: .scope(.read),
      .init("listPriceOverrides", "This installation's own prices", tags: ["Prices"]),
      answers: [.init(.ok, "All of them.", [.json: PriceSchema.list])]
    ) { _ in
      Self.answer(await prices.overrides())
    }
  }

  var replacePriceOverrides: Endpoint {
    Endpoint(
      .put, "/v1/prices/overrides", access: .scope(.admin),
      .init("replacePriceOverrides", "Replace them, from the next event on", tags: ["Prices"]),
      body: .init([.json: PriceSchema.list], limit: 4 << 20),
      answers: [
        .init(.ok, "All of them.", [.json: PriceSchema.list]),
        .problem(.unprocessableContent, "A price is not sound; nothing has changed."),
      ]
    ) { call in
      let who = try call.principal.auditName
      return Self.answer(try await prices.replaceOverrides(document: Array(call.body().readableBytesView), by: who))
    }
  }

  /// The documents are JSON already.
  private static func answer(_ documents: [String]) -> Response {
    Response(ByteBuffer(string: "{\"overrides\":[" + documents.joined(separator: ",") + "]}"), type: .json)
  }
}

enum PriceSchema {
  static let list: Schema = .object(["overrides": .array(of: .ref("PriceOverride"))])

  static let override: Schema = .object(
    [
      "id": .string, "project": .string, "provider": .string, "model": .string, "prices": .map(of: .number), "valid_from": .instant,
      "valid_to": .instant,
    ], optional: ["id", "project", "provider", "valid_from", "valid_to"])
}
