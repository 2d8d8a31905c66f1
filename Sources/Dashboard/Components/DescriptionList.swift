import Web

/// Names and what belongs to them: the facts about one thing.
struct DescriptionList {
  let items: [(title: String, content: HTML)]

  var html: HTML {
    "<dl class=\"facts\">\(items.map { "<div><dt>\($0.title)</dt><dd>\($0.content)</dd></div>" })</dl>"
  }
}
