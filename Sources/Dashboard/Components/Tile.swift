import Semantics
import Web

/// One figure of the period, and how it moved.
struct Tile {
  let label: String
  let figure: Figure
  var change: Change?
  var note: String?
  var course: Sparkline?
  /// A course that takes longer than the figure: the script puts it there.
  var laterCourse: String?

  var html: HTML {
    """
    <div class="tile"><dt>\(label)</dt><dd class="figure">\(figure.html)</dd>\
    <dd class="against">\(change?.html)\(note.map { " <span class=\"note\">\($0)</span>" })</dd>\(drawing)</div>

    """
  }

  private var drawing: HTML? {
    if let laterCourse { return "<dd class=\"course\" data-course=\"\(laterCourse)\"></dd>" }
    return course?.html.map { "<dd class=\"course\">\($0)</dd>" }
  }
}
