enum SearchTexts {
  static let title = "Search"
  static let models = "Models"
  static let users = "Users"
  static let name = "Name"
  static let nothingAsked = "Nothing searched for yet"
  static let howToAsk = "Type a part of a user's id, name or address, or of a model's name, at the top of the page."
  static let nothingFound = "Nothing found"
  static let otherWords = "No name in the records has these letters in it. A shorter part of the name finds more."
}
