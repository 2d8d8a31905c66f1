import Web

/// What a cost leaves out.
struct UnpricedNotice {
  let count: Int64
  let address: String

  var html: HTML {
    let (subject, verb): (HTML, HTML) = count == 1 ? ("1 request has", "it is") : ("\(Figure.grouped(count)) requests have", "they are")
    return """
      <div class="notice"><span><b>\(subject) no price</b> and \(verb) not in the cost.</span> \
      <a href="\(address)">\(CostsTexts.howToPrice)</a></div>
      """
  }
}
