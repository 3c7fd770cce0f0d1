"""How people paste an error changes nothing of it: each example in other forms, beside talk, beside another.

An example counts that is answered alone, by its own page, with a reply code; its answer in another form is
the same when entry, cause and code are. Two in one message are told apart when both pages are answered.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from bot.knowledge import Knowledge, load_knowledge
from bot.model import Finding
from bot.reading import read_text

ONE = {
    "item of a list": "- {}",
    "numbered": "1. {}",
    "quoted": "> {}",
    "bold": "*{}*",
    "code": "`{}`",
    "in quotes": "“{}”",
    "behind a name": "Ana: {}",
    "behind a time": "09:01 {}",
    "behind a log's front": "2026-11-30 10:00:00,123 ERROR [main] c.a.MailService - {}",
    "in JSON": '{{"level": "error", "msg": "{}"}}',
    "with thanks": "{}\nThanks!",
    "in a letter": "Hi team,\n\n{}\n\nCheers\nAna",
    "with what is well": "{} (our IP is not blacklisted, the password is correct)",
    "with a port": "{}, we use SSL on port 587",
    "with talk in German": "{}\nKunde wartet seit gestern, wer kann das ansehen?",
    "with other news": "nginx was restarted at 03:00\n{}\nMeeting moved to room 535.",
}
TWO = {
    "two lines": "{}\n{}",
    "two items": "- {}\n- {}",
    "two numbers": "1. {}\n2. {}",
    "two names": "Ana gets: {}\nBen gets: {}",
    "two times": "09:01 {}\n09:02 {}",
    "a slash": "{} / {}",
    "a semicolon": "{}; {}",
}
WIDTHS = (80, 72, 50)  # characters at which mail programs, terminals and telephones break a line


class Example(NamedTuple):
    """A wording's example and what it is answered alone."""

    text: str
    answer: Finding


def main() -> None:
    """Print the share that keeps its answer, by form."""
    knowledge = load_knowledge()
    examples = list(_examples(knowledge))
    print(f"{len(examples)} examples of one line with a reply code")
    for name, form in ONE.items():
        _print(name, [_is_same(form.format(one.text), one.answer, knowledge) for one in examples])
    for width in WIDTHS:
        broken = [(_broken(one.text, width), one.answer) for one in examples if len(one.text) > width]
        _print(f"broken at {width}", [_is_same(text, answer, knowledge) for text, answer in broken])
    pairs = list(_pairs(examples))
    for name, form in TWO.items():
        _print(name, [_are_both(form.format(one.text, two.text), one, two, knowledge) for one, two in pairs])


def _examples(knowledge: Knowledge) -> Iterator[Example]:
    for entry in knowledge.entries.values():
        for wording in entry.wordings:
            text = wording.example
            findings = read_text(text, knowledge) if "\n" not in text and '"' not in text else ()
            if len(findings) == 1 and findings[0].entry == entry.id and findings[0].reply_code is not None:
                yield Example(text, findings[0])


def _broken(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _pairs(examples: list[Example]) -> Iterator[tuple[Example, Example]]:
    """Each example with the one half a base away, where page and code are others."""
    half = len(examples) // 2
    for one, two in zip(examples[:half], examples[half:], strict=False):
        if one.answer.entry != two.answer.entry and one.answer.reply_code != two.answer.reply_code:
            yield one, two


def _is_same(text: str, answer: Finding, knowledge: Knowledge) -> bool:
    told = [(one.entry, one.cause, one.reply_code) for one in read_text(text, knowledge)]
    return told == [(answer.entry, answer.cause, answer.reply_code)]


def _are_both(text: str, one: Example, two: Example, knowledge: Knowledge) -> bool:
    told = {finding.entry for finding in read_text(text, knowledge)}
    return told == {one.answer.entry, two.answer.entry}


def _print(name: str, kept: list[bool]) -> None:
    print(f"{name:<24} {sum(kept):>5} of {len(kept):<5} {100 * sum(kept) / len(kept):5.1f} %")


if __name__ == "__main__":
    main()
