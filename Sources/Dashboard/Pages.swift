/// All pages. The navigation orders them by their places.
enum Pages {
  static let all: [any Page] = [
    OverviewPage(),
    SearchPage(),
    UsersPage(), UserPage(), ChatsPage(), ChatPage(), FeedbackPage(),
  ]
}
