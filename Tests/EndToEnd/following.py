"""From one page to the next, however long that takes: a new page may look like the one before until it is there."""


def follow(visitor, action):
    """Does what leads to another page, and waits for that page with all of its panels."""
    with visitor.page.expect_navigation():
        action()
    visitor.settle()
