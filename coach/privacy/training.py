"""Write `words/*/everyday.txt`: what sellers write in a language, counted in Rebound's own examples.

`python -m coach.privacy.training`. Only words written in small letters count, and German nouns; first names and the
like only where they are more often small than capital.
"""

import json
import re
from collections import Counter
from pathlib import Path

from coach.privacy.folding import fold
from coach.privacy.names import is_name
from coach.privacy.words_data import shared

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")
LEAST = 2


def texts(language: str) -> list[str]:
    """Every example of a language that Rebound holds."""
    found: list[str] = []
    for place in (ROOT / "safety" / "examples", ROOT / "understanding" / "messages"):
        for path in sorted(place.glob(f"{language}-*.tsv")):
            found += [line.rsplit("\t", 1)[-1] for line in path.read_text("utf-8").splitlines()]
    quotes = ROOT / "understanding" / language / "examples.json"
    if quotes.is_file():
        for lines in json.loads(quotes.read_text("utf-8")).values():
            found += [line for line in lines if isinstance(line, str)]
    return found


def everyday(language: str) -> list[str]:
    """The words, the most frequent first."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts(language):
        for match in WORD.finditer(text):
            word = match[0].replace("’", "'")
            begins = not text[: match.start()].rstrip(" \"'(") or text[: match.start()].rstrip()[-1:] in ".!?:"
            if word.islower():
                small[word] += 1
            elif not begins and word[1:].islower():
                capital[word.lower()] += 1
    kept: Counter[str] = Counter()
    for word, count in small.items():
        named = is_name(fold(word))
        if count >= LEAST and (not named or (count > 2 * capital[word] and count > 3)):
            kept[word] = count
    if language == "de":
        for word, count in capital.items():
            if count >= 3 and not is_name(fold(word)):
                kept[word] += count
    for word in shared().brands | shared().cities:
        kept.pop(word, None)
    return [word for word, _ in sorted(kept.items(), key=lambda item: (-item[1], item[0]))]


def main() -> None:
    """Write the files."""
    for language in LANGUAGES:
        path = Path(__file__).parent / "words" / language / "everyday.txt"
        path.write_text("\n".join(everyday(language)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
