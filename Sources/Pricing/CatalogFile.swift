/// The catalog as it is written; Scripts/generate-prices documents the form.
struct CatalogFile: Decodable {
  struct Provider: Decodable {
    let id: String
    let match: String?
    let models_match: String?
    let fallback: [String]?
    let models: [Model]
  }

  struct Model: Decodable {
    let id: String
    let match: String
    let prices: [String]
    let variants: [String]?
    let least_audio_seconds: Int64?
  }

  let catalog: String
  let version: String
  let generated: String
  let providers: [Provider]
}
