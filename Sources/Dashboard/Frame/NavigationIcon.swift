import Web

/// A sign beside a page's name; the name says all.
struct NavigationIcon {
  let place: NavigationPlace

  init(_ place: NavigationPlace) { self.place = place }

  var html: HTML {
    "<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">\(shape)</svg>"
  }

  private var shape: HTML {
    switch place {
    case .overview: "<path d=\"M3 17V9M8 17V4M13 17v-6M18 17V7\"/>"
    case .models: "<path d=\"M10 2.500l6.500 3.700v7.600L10 17.500l-6.500-3.700V6.200zM3.500 6.200L10 10l6.500-3.800M10 10v7.500\"/>"
    case .providers: "<path d=\"M4 4h12v5H4zM4 11h12v5H4zM7 6.500h.01M7 13.500h.01\"/>"
    case .users:
      "<path d=\"M7.500 9.500a3 3 0 100-6 3 3 0 000 6zM2.500 17c0-3 2-5 5-5s5 2 5 5M13 4a3 3 0 010 5.500M14.500 12.300c1.900.6 3 2.400 3 4.700\"/>"
    case .chats: "<path d=\"M3 4h14v9H9l-4 4v-4H3z\"/>"
    case .costs:
      "<path d=\"M10 2.500v15M14 5.500c-1-1-2.300-1.300-4-1.300-2.200 0-4 1-4 2.900 0 4 8.200 2 8.200 5.900 0 1.900-1.900 2.900-4.200 2.900-1.800 0-3.300-.5-4.300-1.600\"/>"
    case .budgets: "<path d=\"M3 14a7 7 0 1114 0M10 14l3.500-4\"/>"
    case .prices: "<path d=\"M3 3h7l7 7-7 7-7-7zM6.500 6.500h.01\"/>"
    case .executions: "<path d=\"M4 4l5 6-5 6M11 16h6\"/>"
    case .agents: "<path d=\"M4 8h12v8H4zM10 8V4M8 12h.01M12 12h.01M8 4h4\"/>"
    case .feedback: "<path d=\"M6 17H3V9h3zM6 9l4-6c1.500 0 2 1 1.700 2.500L11 8h5.500l-1.500 9H6\"/>"
    case .live: "<path d=\"M2.500 10h3.500l2-6 4 12 2-6h3.500\"/>"
    case .ingestion: "<path d=\"M10 2.500V12M6.500 8.500L10 12l3.500-3.500M3 14v3h14v-3\"/>"
    case .jobs: "<path d=\"M10 17.500a7.500 7.500 0 100-15 7.500 7.500 0 000 15zM10 6v4.500l3 2\"/>"
    case .keys: "<path d=\"M7 13.500a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM10.500 10H18M15 10v3\"/>"
    case .audit: "<path d=\"M5 2.500h7l3 3v12H5zM8 8h4M8 11h4M8 14h2\"/>"
    case .settings: "<path d=\"M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4\"/>"
    }
  }
}
