import Web

/// A bar whose length is an attribute, since a style attribute is nothing that the page's policy allows.
struct Bar {
  /// From 0 to 1.
  let length: Double

  var html: HTML {
    "<svg class=\"bar\" viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"\(permille)\" height=\"1\"/></svg>"
  }

  private var permille: Int { Int((min(max(length, 0), 1) * 1000).rounded()) }
}
