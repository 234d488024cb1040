"""The Settings room: one page of small parts, each a form of its own, and a page for whatever cannot be undone."""

from coach.web.pages.settings import devices, leaving, page, prospects, rest, you

ROUTES = [*page.ROUTES, *you.ROUTES, *rest.ROUTES, *prospects.ROUTES, *devices.ROUTES, *leaving.ROUTES]
