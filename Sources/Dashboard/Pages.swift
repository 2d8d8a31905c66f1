/// All pages. The navigation orders them by their places.
enum Pages {
  static let all: [any Page] = [
    OverviewPage(),
    SearchPage(),
    ModelsPage(), ModelPage(), ProvidersPage(), ProviderPage(), CostsPage(),
    BudgetsPage(),
    BudgetPage(),
    LivePage(),
    ExecutionsPage(),
    ExecutionPage(),
    AgentsPage(),
    AgentPage(),
    IngestionPage(),
    UsersPage(), UserPage(), ChatsPage(), ChatPage(), FeedbackPage(),
  ]
}
