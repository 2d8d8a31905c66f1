enum ProvidersTexts {
  static let title = "Providers"
  static let list = "All providers"
  static let history = "Providers over time"
  static let models = "Its models"
  static let users = "By user"
  static let features = "By feature"
  static let allProviders = "All providers"
}
