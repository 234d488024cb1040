"""The item reader: objects of a list, each as soon as it closes, whatever the pieces."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.model import ItemReader, ModelOutputError
from coach.model.items import ITEM_BYTES, ITEMS, TOTAL_BYTES

_characters = st.sampled_from('{}[]",:\\\n`é🙂 ') | st.characters(codec="utf-8")
_texts = st.text(alphabet=_characters, max_size=30)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)
_items = st.lists(st.dictionaries(_texts, _values, max_size=4), max_size=6)
_cuts = st.lists(st.integers(0, 9999))
_before = st.sampled_from(["", " \n", "```json\n", "Sure, here it is:\n"])
_after = st.sampled_from(["", "\n", "\n```", "\nI hope this helps [1] {2}"])


def read(*pieces: str) -> tuple[list[dict[str, Any]], str | None]:
    """All items that came, and the kind of the error that ended it, if any."""
    reader, items = ItemReader(), []
    try:
        for piece in pieces:
            for item in reader.feed(piece):
                items.append(item)
        reader.close()
    except ModelOutputError as error:
        return items, error.kind
    return items, None


def split(text: str, cuts: list[int]) -> list[str]:
    ends = sorted({cut % (len(text) + 1) for cut in cuts})
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


@settings(deadline=None)
@given(_items, _before, _after, st.booleans(), st.booleans(), st.sampled_from([None, 1]), _cuts)
def test_any_split_yields_the_same_items(
    items: list[dict[str, Any]],
    before: str,
    after: str,
    wrapped: bool,
    ascii_only: bool,
    indent: int | None,
    cuts: list[int],
) -> None:
    """A list or an object of blocks, fenced or not, in any layout and any pieces: what json reads."""
    body = json.dumps({"blocks": items} if wrapped else items, ensure_ascii=ascii_only, indent=indent)
    text = before + body + after
    assert read(*split(text, cuts)) == (items, None)
    assert read(*text) == (items, None)


@settings(deadline=None)
@given(st.text(alphabet='[]{}",:\\ab1 \n', max_size=60), _cuts)
@example('[{"a": 1}, {"a": }]', [])
@example('[{"a": 1}] [', [3])
def test_any_split_of_garbage_fails_the_same_way(text: str, cuts: list[int]) -> None:
    """Also for what is no list, pieces change neither the items that came first nor the error."""
    assert read(*split(text, cuts)) == read(text)


def test_an_item_comes_with_its_last_brace() -> None:
    """Nothing waits for the comma, the next item or the end of the list."""
    reader = ItemReader()
    assert list(reader.feed('[{"text": "brace } and \\" quote"')) == []
    assert list(reader.feed("}")) == [{"text": 'brace } and " quote'}]
    assert list(reader.feed(', {"text": "two"}, {"te')) == [{"text": "two"}]
    assert list(reader.feed('xt": "three"}]')) == [{"text": "three"}]
    reader.close()


THOUGHTS = [
    "Nine no's, and two pieces.",
    "They want [two] pieces, {kindly}.",
    'I answer {"blocks": [...]} or {"blocks": [{"kind": ...}]}.',
    "Half of it: {",
    "Half of it: [",
    '{"blo',
]


@pytest.mark.parametrize("thought", [*THOUGHTS, 'A draft: {"blocks": [{"a": 0}]}'])
@pytest.mark.parametrize("fence", ["", "```json\n"])
def test_what_a_model_was_thinking_is_no_item(thought: str, fence: str) -> None:
    """Between the tags nothing counts, not even a whole list; in any pieces."""
    text = f'\n<think>{thought}</think>\n{fence}{{"blocks": [{{"a": 1}}]}}'
    assert read(text) == read(*text) == ([{"a": 1}], None)


@pytest.mark.parametrize("thought", THOUGHTS)
def test_thoughts_may_lack_their_first_tag(thought: str) -> None:
    """Brackets among words are no list; the reader waits for the end of the thoughts."""
    text = f'Okay. {thought}</think>[{{"a": 1}}]'
    assert read(text) == read(*text) == ([{"a": 1}], None)


@pytest.mark.parametrize("text", ["<think>I never end [1]", 'Okay [sure] {"a": 1}', "<think></think>", "</think>"])
def test_thoughts_without_a_list_are_garbage(text: str) -> None:
    """Known at the end of the reply."""
    assert read(text) == ([], "garbage")


def test_a_broken_list_is_known_at_once() -> None:
    """Where a reply starts with a bracket nobody waits for thoughts."""
    reader = ItemReader()
    with pytest.raises(ModelOutputError):
        list(reader.feed("[sure"))


def test_an_empty_list_is_a_list() -> None:
    """No items, no error."""
    assert read("[]") == ([], None)
    assert read('{"blocks": [ ]}') == ([], None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I am sorry, I can not help with that.",
        "```json\n",
        '{"text": "an item without a list"}',
        '{"items": [{"a": 1}]}',
        '{"blocks": {"a": 1}}',
        '["text"]',
        "[1, 2]",
        '[[{"a": 1}]]',
        "[,]",
        '[{"a": 1',
        '[{"a": 1}',
    ],
)
def test_what_is_no_list_of_objects_is_garbage(text: str) -> None:
    """Nothing comes out of it but the error; an item before the missing end has been given."""
    items, kind = read(text)
    assert kind == "garbage"
    assert items == ([{"a": 1}] if text.endswith("}") and text.startswith("[{") else [])


@pytest.mark.parametrize(
    "second",
    ['{"a": }', '{"a": NaN}', '{"a": 1]', '{"a" 1}', '{"a": "\n"}', '{"a": "\\ud800"}', '{"a": 1}}', "2"],
)
def test_good_items_before_a_bad_one_are_kept(second: str) -> None:
    """A broken item ends the reading, after what was good."""
    items, kind = read('[{"ok": true}, ' + second + "]")
    assert kind == "garbage"
    assert items[0] == {"ok": True}


def test_deep_nesting_is_garbage() -> None:
    """As deep as an item may be long: an error of ours, not a crash of the interpreter."""
    assert read('[{"a":' + "[" * 2000 + "]" * 2000 + "}]")[1] in (None, "garbage")
    assert read("[" + '{"a":' * 500 + "1" + "}" * 500 + "]")[1] in (None, "garbage")


def test_an_item_may_have_four_kilobytes() -> None:
    """Counted in bytes of UTF-8: the limit itself passes, one byte more does not."""
    room = ITEM_BYTES - len('{"a":""}')
    assert read('[{"a":"' + "é" * (room // 2) + '"}]')[1] is None
    assert read('[{"a":"' + "x" * (room + 1) + '"}]') == ([], "too_long")
    assert read('[{"a":"' + "é" * (room // 2) + 'x"}]') == ([], "too_long")


def test_a_reply_may_have_twelve_items() -> None:
    """The thirteenth is too much, and the twelve before it came."""
    assert read(json.dumps([{}] * ITEMS)) == ([{}] * ITEMS, None)
    assert read(json.dumps([{}] * (ITEMS + 1))) == ([{}] * ITEMS, "too_long")


@pytest.mark.parametrize("text", ["x" * (TOTAL_BYTES + 1), "[" + " " * TOTAL_BYTES, "[]" + "x" * TOTAL_BYTES])
def test_a_reply_may_have_32_kilobytes(text: str) -> None:
    """Before, within and after the list: a model that never stops is stopped."""
    assert read(text) == ([], "too_long")


def test_errors_do_not_quote_the_reply() -> None:
    """Neither message nor cause nor context holds what the model wrote."""
    reader = ItemReader()
    with pytest.raises(ModelOutputError) as caught:
        list(reader.feed('[{"a": secret}]'))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
