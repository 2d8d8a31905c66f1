import Web

/// What a cost leaves out.
struct UnpricedNotice {
  let count: Int64
  let address: String

  var html: HTML {
    let words = NoticeTexts.unpriced(count)
    return """
      <div class="notice"><span><b>\(words.subject)</b> \(words.rest)</span> \
      <a href="\(address)">\(CostsTexts.howToPrice)</a></div>
      """
  }
}
