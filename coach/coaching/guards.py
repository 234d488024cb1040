"""Guards: what a model wrote is checked before anybody reads it. Each guard is one pure function with one concern.

In: what the model offered for a block, and the piece that it may rewrite. Out: the guard that refuses it, or None.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct, structs

from coach.coaching.composition import Piece
from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import PLACEHOLDER
from coach.contracts import Block, Fact
from coach.insight.facts import FactSheet
from coach.privacy import Placeholders, restore
from coach.safety.gate import by_phrases
from coach.safety.language import language_of
from coach.safety.normalise import normalise

ModelKind = Literal["validation", "insight", "reframe", "action", "question"]


def promises_a_yes(text: str) -> bool:
    """Whether a text says that a yes is due, or certain."""
    return bool(_DUE.search(text))


def contacts_again(text: str) -> bool:
    """Whether a text asks for contact with somebody who was contacted before."""
    return bool(_CONTACT.search(text))


class Offered(Struct, frozen=True, forbid_unknown_fields=True):
    """One block as a model writes it. Numbers are named as `{fact_id}`."""

    kind: ModelKind
    text: Annotated[str, Meta(min_length=15, max_length=420)]
    cards: Annotated[list[str], Meta(max_length=4)]


class Checked(Struct, frozen=True):
    """What a guard looks at: the block offered, the piece it rewrites, and the facts that exist."""

    offered: Offered
    piece: Piece
    facts: Mapping[str, Fact]
    words: Mapping[str, str]


MARKUP: Final = re.compile(
    r"[<>`\[\]|\\]|\*\*|^\s*#|https?:|www\.|\w@\w|\b\w+\.(?:com|net|org|io|example)\b", re.IGNORECASE | re.MULTILINE
)
_DUE: Final = re.compile(
    r"\b(?:(?:yes|win|deal|sale|you)(?: is|'s|’s| are|'re|’re| must be| will be| has to be)?"
    r" (?:now |soon )?(?:over)?due"
    r"|(?:closer|nearer) to (?:a|the|your)(?: next)? (?:yes|win|deal|sale)"
    r"|(?:bound|guaranteed|certain) to (?:win|close|get|sell|say yes|come)"
    r"|law of averages|numbers game|any (?:day|moment|minute) now)\b",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    r"\b(?:follow(?:ing)?[- ]up|call (?:\w+ ){0,3}(?:back|again)|reach (?:back )?out|check(?:ing)? in"
    r"|try (?:\w+ )?again|write to (?:him|her|them)"
    r"|(?:write|email|message|ring|phone|text) (?:to )?(?:\w+ ){1,3}again"
    r"|email (?:him|her|them|the \w+)|circle back|change (?:his|her|their) mind)\b",
    re.IGNORECASE,
)
_CHEER: Final = re.compile(
    r"!|\b(?:great job|well done|you(?:'ve|’ve| have) got this|keep (?:it up|pushing)|just keep going|stay positive|"
    r"i(?:'m|’m| am) (?:so )?(?:sorry|proud)|i (?:feel|understand how)|remember that)\b"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    re.IGNORECASE,
)
_PROMPT: Final = re.compile(
    r"\b(?:system prompt|fact_id|as an ai|language model|json|placeholder|instructions?)\b", re.IGNORECASE
)
_UNKIND: Final = re.compile(
    r"\byou(?:'re|’re| are| were| will always be)(?: \w+){0,2}? (?:pathetic|(?:a )?loser|useless|worthless|stupid|"
    r"(?:an? )?idiot|lazy|weak|(?:a )?failure|hopeless|incompetent|not (?:made|cut out) for)\b",
    re.IGNORECASE,
)
_HARM: Final = re.compile(
    r"\b(?:(?:kill|hurt|harm|cut|hang|shoot|starve|drown|poison) (?:yourself|your)|end (?:it all|your life)|"
    r"better off (?:dead|without you)|(?:nobody|no one) (?:would|will) (?:miss|notice) you|overdose|"
    r"(?:all|the|some|enough|your) (?:of )?(?:the |your )?pills|jump (?:off|from)|sleep for good|"
    r"not (?:have to )?be here (?:tomorrow|any ?more)|(?:world|family|everybody|everyone) without you)\b",
    re.IGNORECASE,
)
_I: Final = {"you": "i", "your": "my", "yourself": "myself", "yours": "mine", "you're": "i'm", "you've": "i've"}
_YOU: Final = re.compile(r"\b(?:you['’](?:re|ve)|yourself|yours?|you)\b", re.IGNORECASE)
_MEDICAL: Final = re.compile(
    r"\b(?:medication|antidepressants?|sertraline|xanax|dos(?:e|age)|prescri(?:be|bed|ption)|"
    r"you (?:may |might |probably )?have (?:depression|burnout|anxiety|adhd)|bipolar|as your (?:therapist|doctor))\b",
    re.IGNORECASE,
)
_SENTENCE_START: Final = re.compile(r"(?:^|[.?!:;…]['\"”’)]?\s+|[\"“‘(]\s*|\n[\s#]*|[-–—]\s+)$")
_ENGLISH: Final = frozenset(
    ("the", "a", "an", "to", "of", "and", "is", "it", "that", "you", "your", "in", "for", "on", "with", "not", "this",
     "what", "was", "be", "are", "one", "as", "at", "or", "by", "from", "when")
)  # fmt: skip
_CAPITAL: Final = re.compile(r"\b[A-Z][\w'’-]*")
_CAPITALISED: Final = frozenset(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "May", "June", "July", "August", "September", "October", "November", "December", "English", "LinkedIn")
)  # fmt: skip
_ABBREVIATION: Final = 4
"""Letters up to which a word in capitals is no name ("CRM", "ROI")."""


def wrong_kind(block: Checked) -> bool:
    """Another kind of block than was asked for in this place."""
    return block.offered.kind != block.piece.kind


def wrong_citation(block: Checked) -> bool:
    """No citation, or one that was not offered for this block."""
    return not block.offered.cards or not set(block.offered.cards) <= set(block.piece.cards)


def typed_number(block: Checked) -> bool:
    """A number that the model typed itself."""
    return typed_quantity(block.offered.text) is not None


def unknown_fact(block: Checked) -> bool:
    """A fact that does not exist, a unit or period of what has none, or a brace that is no fact at all."""
    rest = PLACEHOLDER.sub("", block.offered.text)
    if "{" in rest or "}" in rest:
        return True
    for match in PLACEHOLDER.finditer(block.offered.text):
        if match[1] not in block.facts and (match[1] not in block.words or match[2]):
            return True
    return False


def markup_or_link(block: Checked) -> bool:
    """HTML, Markdown, a link or an address."""
    return bool(MARKUP.search(block.offered.text))


def yes_is_due(block: Checked) -> bool:
    """A claim that no's bring a yes nearer."""
    return promises_a_yes(block.offered.text)


def contact_not_offered(block: Checked) -> bool:
    """Advice to contact somebody again where the piece did not say so: it may be after a final no."""
    return contacts_again(block.offered.text) and not contacts_again(block.piece.template)


def cheering(block: Checked) -> bool:
    """Cheerleading, emoji, exclamation marks, or feelings that a program does not have."""
    return bool(_CHEER.search(block.offered.text))


def talks_about_itself(block: Checked) -> bool:
    """Text about prompts and models instead of the person."""
    return bool(_PROMPT.search(block.offered.text))


def names_somebody(block: Checked) -> bool:
    """A name that the piece does not have: the model was told none, so it made it up or it belongs to somebody else."""
    text, known = block.offered.text, set(_CAPITAL.findall(block.piece.template)) | _CAPITALISED
    for match in _CAPITAL.finditer(text):
        word = re.split(r"['’]", match[0])[0]
        abbreviation = word.isupper() and len(word) <= _ABBREVIATION
        if not (word in known or abbreviation or _SENTENCE_START.search(text[: match.start()])):
            return True
    return False


def encourages_harm(block: Checked) -> bool:
    """What nobody may be told: ways and reasons to harm oneself. Read as if the person had said it of themselves."""
    return bool(_HARM.search(block.offered.text)) or _said_by_them(block.offered.text) == 3


def shows_risk(block: Checked) -> bool:
    """What the safety gate would hear risk in if the person had said it."""
    return _said_by_them(block.offered.text) >= 2


def in_their_mouth(text: str) -> str:
    """What is said to a person as if they had said it of themselves."""
    return _YOU.sub(lambda match: _I[match[0].casefold().replace("’", "'")], text)


def _said_by_them(text: str) -> int:
    return by_phrases(normalise(in_their_mouth(text))).level


def unkind(block: Checked) -> bool:
    """A verdict on the person."""
    return bool(_UNKIND.search(block.offered.text))


def medical(block: Checked) -> bool:
    """Medicine, or a diagnosis."""
    return bool(_MEDICAL.search(block.offered.text))


def foreign(text: str) -> bool:
    """Whether a text has hardly any common word of English, and if it is short, more of another language."""
    text = PLACEHOLDER.sub(" ", text)
    words = re.findall(r"[^\W\d_]+", text.casefold())
    share = sum(word in _ENGLISH for word in words) / max(1, len(words))
    return share < 0.12 and (len(words) >= 8 or language_of(normalise(text), (), "en") != "en")


def other_language(block: Checked) -> bool:
    """Another language than the one asked for (English)."""
    return foreign(block.offered.text)


def looping(block: Checked) -> bool:
    """The same four words again and again."""
    words = block.offered.text.casefold().split()
    grams = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
    return len(grams) - len(set(grams)) >= 3


GUARDS: Final[tuple[Callable[[Checked], bool], ...]] = (
    wrong_kind,
    wrong_citation,
    unknown_fact,
    typed_number,
    markup_or_link,
    yes_is_due,
    contact_not_offered,
    cheering,
    talks_about_itself,
    other_language,
    names_somebody,
    unkind,
    medical,
    looping,
    encourages_harm,
    shows_risk,
)

NOBODY: Final = Placeholders()

LEAKS: Final = frozenset(
    {
        "unknown_placeholder",
        "markup_or_link",
        "talks_about_itself",
        "names_somebody",
        "unkind",
        "medical",
        "encourages_harm",
    }
)
"""After one of these the model is not believed any more: all remaining blocks are by rules."""


def check(item: object, piece: Piece, sheet: FactSheet, names: Placeholders = NOBODY) -> Offered | str:
    """The block that may be shown, or the name of the guard that refuses it. `names` are the placeholders that the
    model was shown: it may use them, and no other."""
    try:
        offered = msgspec.convert(item, Offered)
    except msgspec.ValidationError:
        return "schema"
    if restore(offered.text, names).unknown:
        return "unknown_placeholder"
    plain = msgspec.structs.replace(offered, text=without_names(offered.text, names))
    block = Checked(plain, piece, sheet.facts, sheet.words)
    for guard in GUARDS:
        if guard(block):
            return guard.__name__
    return offered


def without_names(text: str, names: Placeholders) -> str:
    """The text with a pronoun for each placeholder, for the guards that look at its words."""
    return restore(
        text, Placeholders({key: structs.replace(entry, words="them") for key, entry in names.entries.items()})
    ).text


def accepted(offered: Offered, block: Block) -> Block:
    """The rendered block, marked as the model's."""
    return Block(kind=block.kind, text=block.text, cards=offered.cards, facts=block.facts, by="model")
