"""Draws every page in both themes and widths, with demo data, into a folder: screenshots.py FOLDER [PATH...]"""

import sys
import tempfile
from pathlib import Path

from browser import THEMES, WIDTHS, chromium, visiting
from weir import weir


def main(folder, *paths):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, chromium() as browser:
        with visiting(browser, data, fill=lambda client: weir("demo", "--data", data)) as visitor:
            for path in paths or visitor.paths():
                name = path.split("?")[0].strip("/").replace("/", "-") or "overview"
                for theme in THEMES:
                    for width in WIDTHS:
                        visitor.open(path, theme, width)
                        visitor.page.screenshot(path=folder / f"{name}-{theme}-{width}.png", full_page=True)
            print("\n".join(visitor.trouble))


main(*sys.argv[1:])
