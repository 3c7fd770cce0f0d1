"""What the knowledge base says: entries with their wordings, causes and steps; codes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from bot.model.sets import Actor, AddressAction, Basis, Family, Permanence, Speaker, Stage, Vantage


class Traits(NamedTuple):
    """What follows from a situation; `None` says nothing and leaves it to the entry.

    `retry_in_s` 0 and `no_address_action` say openly that waiting does not help and that
    the recipient's address is not the matter; a cause's traits win over its wording's,
    and those over its entry's. `family` is a cause's alone: of what else it is than its page.
    """

    permanence: Permanence | None = None
    who_acts: Actor | None = None
    speaker: Speaker | None = None
    retry_in_s: int | None = None
    address_action: AddressAction | None = None
    no_address_action: bool = False
    family: Family | None = None


class Wording(NamedTuple):
    """One way a server or client says an entry; `line` is where it stands in the entry's file.

    All `phrases` must occur (case-folded), none of `not_phrases` may. Each of `words` alone
    suffices, and counts only where no wording with a server's own sentence fits. Without
    phrase, token, pattern and words it matches by its numbers alone. With `at_host` it counts
    only where the refusing host or a mark in the text is the provider's own: anybody says these
    words, there they mean this. With `wraps` it tells where a program failed, and any phrase that tells why
    wins. `causes` empty: the entry's own order; one: settled; several: only these, in this order.
    """

    entry: str
    line: int
    example: str
    basis: Basis
    source: str
    codes: tuple[int, ...] = ()
    enhanced: tuple[str, ...] = ()
    stage: Stage | None = None
    provider: str | None = None
    at_host: bool = False
    wraps: bool = False
    phrases: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    token: str | None = None
    pattern: str | None = None
    words: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    note: str = ""
    link: str = ""
    traits: Traits = Traits()

    @property
    def has_sentence(self) -> bool:
        """Whether a server's own words tell it: a phrase, a token or a pattern."""
        return bool(self.phrases or self.token or self.pattern)

    @property
    def numbers_only(self) -> bool:
        """Whether it matches by its numbers alone."""
        return not (self.has_sentence or self.words)

    @property
    def step_only(self) -> bool:
        """Whether it is what a program's own error at a step means, where nothing of its words is known."""
        return self.numbers_only and self.stage is not None and not (self.codes or self.enhanced)


class Cause(NamedTuple):
    """Why it happened, with the tags that prove it, rule it out or make it likelier.

    `gist`: what happened where it leads; empty where the entry's own says it for this cause too.
    `sign`: how one sees that it is this one, as goes on after "It is this if "; empty where its text says so.
    """

    id: str
    text: str
    confirmed_by: tuple[str, ...]
    refuted_by: tuple[str, ...]
    likelier_with: tuple[str, ...]
    traits: Traits
    gist: str = ""
    sign: str = ""


class Step(NamedTuple):
    """One thing to do: a bold imperative, one or two sentences, who does it and which check proves it.

    It is left out where one of `needless_with` is among the evidence, and where `only_with` names tags of
    which none is.
    """

    id: str
    title: str
    text: str
    who: Actor
    check: str | None
    needless_with: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()


_NAME = re.compile(r"[^\W_]+")  # a word of a title or id


class Question(NamedTuple):
    """A question people ask, answered."""

    question: str
    answer: str


@dataclass(frozen=True)
class Entry:
    """One error situation: a page of the knowledge base, its id the file's stem.

    `steps` are the general ones; `steps_when` replaces them once the tag (with a dot) is among
    the evidence or the cause (without one) leads. `customer` is for whoever writes the mail,
    `administrator` for whoever runs their mailbox, domain or server. Text fields are Markdown of
    one or more paragraphs; empty means the page has no such section.
    """

    id: str
    title: str
    gist: str
    family: Family
    traits: Traits
    checks: tuple[str, ...]
    siblings: tuple[str, ...]
    look_alikes: tuple[str, ...]
    reviewed: date
    wordings: tuple[Wording, ...]
    meaning: str
    seen_from: str
    causes: tuple[Cause, ...]
    steps: tuple[Step, ...]
    steps_when: tuple[tuple[str, tuple[Step, ...]], ...]
    many_mailboxes: str
    customer: str
    customer_when: tuple[tuple[str, str], ...]
    administrator: str
    administrator_when: tuple[tuple[str, str], ...]
    hand_off_when: str
    questions: tuple[Question, ...]
    code_lies: str
    sources: tuple[str, ...]

    @cached_property
    def evidence(self) -> frozenset[str]:
        """Every tag that proves one of its causes, rules it out or makes it likelier."""
        return frozenset(
            tag
            for cause in self.causes
            for tag in (*cause.confirmed_by, *cause.refuted_by, *cause.likelier_with)
        )

    @property
    def codes(self) -> tuple[int, ...]:
        """Every basic code of its wordings, ascending."""
        return tuple(sorted({code for wording in self.wordings for code in wording.codes}))

    @property
    def enhanced(self) -> tuple[str, ...]:
        """Every enhanced code of its wordings, in order."""
        return tuple(sorted({code for wording in self.wordings for code in wording.enhanced}))

    @property
    def every_step(self) -> tuple[Step, ...]:
        """The general steps and those of each cause or fact."""
        return (*self.steps, *(step for _, steps in self.steps_when for step in steps))

    @property
    def usual_steps(self) -> tuple[Step, ...]:
        """The general steps without those that only some fact calls for: what is told where none is known."""
        return tuple(step for step in self.steps if not step.only_with) or self.steps

    @property
    def steps_besides(self) -> tuple[tuple[tuple[str, ...], tuple[Step, ...]], ...]:
        """The others, by the facts of which one suffices to call for them."""
        usual, called_for = self.usual_steps, defaultdict(list)
        for step in self.steps:
            if step not in usual:
                called_for[step.only_with].append(step)
        return tuple((facts, tuple(steps)) for facts, steps in called_for.items())

    @cached_property
    def depends_on(self) -> frozenset[str]:
        """Every tag on which it depends whether a step is shown."""
        return frozenset(tag for step in self.every_step for tag in (*step.needless_with, *step.only_with))

    @property
    def providers(self) -> tuple[str, ...]:
        """Every provider its wordings name, in order."""
        return tuple(sorted({w.provider for w in self.wordings if w.provider is not None}))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The same, first whose words it knows the most of: whom people mostly hear them from."""
        count = Counter(wording.provider for wording in self.wordings)
        return tuple(sorted(self.providers, key=lambda provider: -count[provider]))

    @cached_property
    def about(self) -> str | None:
        """The provider it is about: none else says its sentences, or its title names it; None otherwise."""
        if len(self.providers) != 1:
            return None
        own = self.providers[0]
        said = all(wording.provider or wording.words for wording in self.wordings)
        named = own in _NAME.findall(f"{self.id} {self.title.lower()}")
        return own if said or named else None


class Code(NamedTuple):
    """What a number means by itself: `code` is `535` or, for an enhanced code, `X.7.8`."""

    code: str
    title: str
    sentence: str
    source: str


class Tag(NamedTuple):
    """An evidence tag as declared: what it means, its arguments, from where it can be seen."""

    tag: str
    meaning: str
    args: tuple[str, ...]
    vantages: tuple[Vantage, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a number: by itself and in the entries that carry it.

    `code` is None for a provider's private number, which no standard or list explains. `lead` is
    the entry to which the number alone leads, None where only the words behind it could tell;
    `others` carry the number too, those first in which it stands most.
    """

    number: str
    code: Code | None
    lead: Entry | None
    others: tuple[Entry, ...]
