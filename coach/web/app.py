"""The web application: rooms, API, errors and headers around the services it is given."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Litestar, Request, get
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Server
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig

import coach
from coach import words
from coach.journal.labels import reason_words
from coach.services import Rebound
from coach.web.api import entries, follow_ups, numbers, pitches, prospects, replies
from coach.web.assets import manifest, serve_asset, serve_manifest, serve_offline, serve_worker
from coach.web.errors import on_error
from coach.web.language import choose_language
from coach.web.pages import coach as coach_page
from coach.web.pages import follow_ups as follow_ups_page
from coach.web.pages import log, pitch, preview, progress, settings, sign_in
from coach.web.pages.frame import outcome_words
from coach.web.script_words import script_words
from coach.web.security import add_headers, refuse_cross_site, signed_in
from coach.words.dates import lately

PAGES = [
    *sign_in.ROUTES,
    *coach_page.ROUTES,
    *preview.ROUTES,
    *log.ROUTES,
    *progress.ROUTES,
    *follow_ups_page.ROUTES,
    *pitch.ROUTES,
    *settings.ROUTES,
]
API = [*entries.ROUTES, *follow_ups.ROUTES, *numbers.ROUTES, *pitches.ROUTES, *prospects.ROUTES, *replies.ROUTES]

MOST_BODY = 2_000_000


@get("/healthz", include_in_schema=False, sync_to_thread=False)
def healthy() -> dict[str, str]:
    """For whoever watches the process: it answers."""
    return {"status": "ok"}


def create_app(rebound: Rebound) -> Litestar:
    """The application around running services."""

    def provide_rebound() -> Rebound:
        return rebound

    def provide_person(request: Request[Any, Any, Any]) -> str:
        return signed_in(request, rebound)

    async def before(request: Request[Any, Any, Any]) -> None:
        refuse_cross_site(request)
        await choose_language(request, rebound)

    return Litestar(
        route_handlers=[*PAGES, *API, serve_asset, serve_manifest, serve_worker, serve_offline, healthy],
        dependencies={
            "rebound": Provide(provide_rebound, sync_to_thread=False),
            "person_id": Provide(provide_person, sync_to_thread=False),
        },
        before_request=before,
        before_send=[add_headers],
        exception_handlers={Exception: on_error},
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        compression_config=CompressionConfig(backend="gzip", minimum_size=500, exclude=["/events$"]),
        openapi_config=OpenAPIConfig(
            title="Rebound",
            version=coach.__version__,
            path="/api/v1/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
            servers=[Server(url="/")],
        ),
        request_max_body_size=MOST_BODY,
        debug=False,
        logging_config=None,
    )


def environment() -> Environment:
    """The templates, with the words of the language in use."""
    templates = Environment(
        loader=PackageLoader("coach.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.policies["ext.i18n.trimmed"] = True
    templates.install_gettext_callables(  # type: ignore[attr-defined]
        words.lookup, words.lookup_plural, newstyle=True
    )
    templates.globals |= {"language": words.language, "digits": words.count, "retold": words.retold}
    templates.globals |= {"outcome_words": outcome_words, "reason_words": reason_words, "lately": lately}
    templates.globals |= {"script_words": script_words, "manifest": manifest}
    return templates
