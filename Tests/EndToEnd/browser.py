"""Chromium and what goes wrong in it, for the tests that look at pages and the command that draws them."""

import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from weir import Server

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
THEMES = ["light", "dark"]
WIDTHS = [1280, 360]


def is_left(request):
    """Given up by the browser because its page was left: a stream, or an icon still on its way. A fault of the server has another name."""
    return request.failure == "net::ERR_ABORTED"


class Visitor:
    """A signed-in page and everything that went wrong in it."""

    def __init__(self, page, server, client):
        self.page, self.server, self.client, self.trouble = page, server, client, []
        page.set_default_timeout(60_000)
        page.on("console", lambda message: self.trouble.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("requestfailed", lambda request: None if is_left(request) else self.trouble.append(f"{request.failure}: {request.url}"))
        page.on("request", lambda request: None if self.is_ours(request.url) else self.trouble.append(f"foreign: {request.url}"))
        # The policy's refusals, also those that reach no console.
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.sample))")

    def is_ours(self, url):
        return url.startswith(("data:", "blob:")) or urlsplit(url).netloc == urlsplit(self.server.url).netloc

    def sign_in(self):
        self.page.goto(self.server.sign_in_link)
        self.page.locator("form button").first.click()
        self.page.wait_for_url(self.server.url + "/*")

    def open(self, path, theme="light", width=1280):
        """The page as it is when all of its panels are there."""
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 900})
        answer = self.page.goto(self.server.url + path)
        self.settle()
        return answer

    def settle(self):
        # Not by wait_for_function: from its second look on the page's policy forbids it to evaluate anything.
        expect(self.page.locator("section.panel[aria-busy], [data-courses]")).to_have_count(0, timeout=60_000)
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def follow(self, action):
        """Does what leads to another page, and waits for that page: it may look like the one before until it is there."""
        with self.page.expect_navigation():
            action()
        self.settle()

    def paths(self):
        """Every page that the navigation leads to, with the first detail page that each of them links to."""
        self.open("/")
        found = [urlsplit(link).path for link in self.page.locator("nav.side a").evaluate_all("links => links.map(a => a.href)")]
        for path in list(found):
            self.open(path)
            links = self.page.locator("main table a").evaluate_all("links => links.map(a => a.href)")
            details = (urlsplit(link).path for link in links if self.is_ours(link))
            found += [detail for detail in details if path != "/" and detail.startswith(path + "/")][:1]
        return list(dict.fromkeys([*found, "/search"]))


@contextmanager
def chromium():
    if not CHROMIUM:
        raise RuntimeError("no Chromium: Scripts/bootstrap test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=120_000)
        yield browser
        browser.close()


@contextmanager
def visiting(browser, data, *arguments, fill=None):
    """A signed-in visitor of a new server, to which `fill` wrote first, with a client of the same server."""
    server = Server(data, *arguments)
    try:
        client = server.client()
        if fill:
            fill(client)
        # Cookies of its own: servers on one address would share them.
        context = browser.new_context()
        visitor = Visitor(context.new_page(), server, client)
        visitor.sign_in()
        yield visitor
        context.close()
    finally:
        server.kill()
