/// All pages. The navigation orders them by their places.
enum Pages {
  static let all: [any Page] = [
    OverviewPage(),
    SearchPage(),
    PricesPage(),
    JobsPage(),
    KeysPage(),
    SettingsPage(),
    AuditLogPage(),
  ]
}
