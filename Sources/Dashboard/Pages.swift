/// All pages. The navigation orders them by their places.
enum Pages {
  static let all: [any Page] = [
    OverviewPage(),
    SearchPage(),
    ModelsPage(), ModelPage(), ProvidersPage(), ProviderPage(), CostsPage(),
    UsersPage(), UserPage(), ChatsPage(), ChatPage(), FeedbackPage(),
    ExecutionsPage(), ExecutionPage(), AgentsPage(), AgentPage(),
    BudgetsPage(), BudgetPage(), PricesPage(),
    LivePage(), IngestionPage(), JobsPage(),
    KeysPage(), SettingsPage(), AuditLogPage(),
  ]
}
