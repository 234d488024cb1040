"""Events about prospects. Who they are is sealed under the prospect's own key, so they can be forgotten."""

from typing import ClassVar

from events.envelope import Event, Private


class ProspectDetails(Private, frozen=True, kw_only=True, tag="prospect_details"):
    contact: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""


class ProspectAdded(Event, frozen=True, kw_only=True):
    """Somebody new to sell to: their segment, in the clear. Sealed for the prospect: `ProspectDetails`."""

    type: ClassVar[str] = "prospect_added"
    prospect_id: str
    industry: str = ""
    company_size: str = ""
    role: str = ""
    tags: list[str] = []
    batch_id: str | None = None


class ProspectChanged(Event, frozen=True, kw_only=True):
    """A prospect's whole segment and details, as they are from now on. Sealed: `ProspectDetails`."""

    type: ClassVar[str] = "prospect_changed"
    prospect_id: str
    industry: str = ""
    company_size: str = ""
    role: str = ""
    tags: list[str] = []
