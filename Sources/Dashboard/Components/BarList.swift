import Web

/// Names with bars and figures; each may lead somewhere, as a rule to the page narrowed to it.
struct BarList {
  struct Item {
    let name: HTML
    let address: String?
    /// Against the longest, from 0 to 1.
    let length: Double
    let figures: [Figure]
  }

  let title: String
  let columns: [String]
  let items: [Item]

  var html: HTML {
    """
    <div class="scroll"><table class="breakdown"><caption class="hidden">\(title)</caption>
    <thead><tr><th scope="col">\(title)</th>\(columns.map { "<th scope=\"col\">\($0)</th>" })</tr></thead>
    <tbody>
    \(items.map(row))</tbody></table></div>
    """
  }

  private func row(_ item: Item) -> HTML {
    let name = item.address.map { address -> HTML in "<a href=\"\(url: address)\">\(item.name)</a>" } ?? item.name
    return """
      <tr><th scope="row">\(Bar(length: item.length).html)\(name)</th>\(item.figures.map { "<td>\($0.html)</td>" })</tr>

      """
  }
}
