"""docs/replies.md is what the coach says."""

from replies.__main__ import PAGE, page


def test_the_page_is_what_the_coach_says() -> None:
    """Printed anew, the page is the same: whoever changed a reply has printed it, and can read it there."""
    assert PAGE.read_text("utf-8") == page(), "print it with `make replies`, and read it"
