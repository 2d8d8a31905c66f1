/// Values by field, in a row: many times faster than a dictionary where whole tables go through it.
package struct EventFieldMap<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
  private var values = [Value?](repeating: nil, count: EventField.allCases.count)

  package init(dictionaryLiteral elements: (EventField, Value)...) {
    for (field, value) in elements { self[field] = value }
  }

  package subscript(field: EventField) -> Value? {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }
}
