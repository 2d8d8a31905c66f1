import Web

enum Brand {
  /// Water that falls over a dam.
  static let mark: HTML = """
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7"/>\
    <path d="M5 10h9c5 0 4 12 9 12h4"/><path d="M5 15.500h6.500c3.500 0 3.500 6.500 6 6.500"/><path d="M5 22h6.500"/></svg>
    """
}
