/// All pages, in the order of the navigation.
enum Pages {
  static let all: [any Page] = [
    OverviewPage()
  ]
}
