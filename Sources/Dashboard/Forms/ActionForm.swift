import Web

/// A form that sends one of the page's actions.
struct ActionForm {
  let action: String
  let submit: String
  var fields: [FormField] = []
  var hidden: [(name: String, value: String)] = []
  /// Asks once more, behind a button of this title.
  var confirmation: (title: String, question: String)?
  /// Where a form is one of many on the page.
  var isQuiet = false
  let visit: Visit

  /// - Parameter key: tells several forms of one action apart, as in the rows of a table; a refusal is then shown in the form whose
  ///   hidden field `key` has this value.
  init(
    _ action: String, submit: String, fields: [FormField] = [], hidden: [(name: String, value: String)] = [],
    confirmation: (title: String, question: String)? = nil, isQuiet: Bool = false, visit: Visit
  ) {
    self.action = action
    self.submit = submit
    self.fields = fields
    self.hidden = hidden
    self.confirmation = confirmation
    self.isQuiet = isQuiet
    self.visit = visit
  }

  var html: HTML {
    guard let confirmation else { return form }
    return """
      <details class="confirm"><summary class="button quiet">\(confirmation.title)</summary>\
      <div class="question"><p>\(confirmation.question)</p>\(form)</div></details>
      """
  }

  private var form: HTML {
    """
    <form class="fields" method="post" action="\(visit.selection.address(visit.path))">
    <input type="hidden" name="action" value="\(action)">\(hidden.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })
    \(refused?.message.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" })\
    \(fields.map { $0.html(prefix: prefix, value: value(of: $0), error: refused?.errors[$0.name]) })\
    <p class="submit"><button type="submit"\(" class=\"danger\"", if: confirmation != nil)\(" class=\"quiet\"", if: isQuiet)>\(submit)</button></p>
    </form>
    """
  }

  /// The hidden values belong to the ids, so that two rows' forms do not share them.
  private var prefix: String {
    ([action] + hidden.map(\.value)).map { $0.filter { $0.isLetter || $0.isNumber || $0 == "-" } }.joined(separator: "-")
  }

  private var refused: FormState? {
    guard let state = visit.form, state.action == action, hidden.allSatisfy({ state.fields[$0.name] == $0.value }) else { return nil }
    return state
  }

  private func value(of field: FormField) -> String {
    guard let refused else { return field.value }
    return refused.fields[field.name] ?? ""
  }
}
