/// An identifier of one kind of thing. Two kinds cannot be swapped; at run time it is just its text.
package struct ID<Of>: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { text }
}

// What an identifier can name. These types carry no data: they exist to keep identifiers apart.
package enum Project {}
package enum User {}
package enum Chat {}
package enum Message {}
package enum Session {}
package enum Profile {}
package enum Agent {}
package enum AgentTask {}
package enum ModelConfiguration {}
package enum Price {}
