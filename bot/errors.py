"""Errors meant for a person: the text says what to do next and is shown as it stands.

UserError
├── UsageError        the command line or a slash command was used wrongly      (also ValueError)
│   ├── HiddenError   what was named is not there for this person to see
│   └── FieldsError   fields of a form that cannot be, each with its sentence
├── InputError        a file or paste that cannot be read                       (also OSError)
├── SettingsError     a missing or unusable setting, token or database          (also ValueError)
├── NotAllowedError   this person may not do that here                          (also PermissionError)
├── RefusedTargetError  a live check may not go there; nothing was sent         (also ValueError)
├── ConflictError     somebody else was quicker; says what happened
└── BusyError         the answer is delayed; says when to try again             (also TimeoutError)
    └── NotKeptError  the disk is full, or another program holds the database

Anything that is not a UserError is a fault of ours: it is logged with a reference and the
person is told only the reference.
"""

from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """A sentence for a person, naming the way out; `str(error)` is what they read."""

    @property
    def for_operator(self) -> str:
        """What the terminal and the log say: the same, unless only who runs smtpcheck can help."""
        return str(self)


class UsageError(UserError, ValueError):
    """The command was used wrongly."""


class HiddenError(UsageError):
    """What was named is not there for this person to see: they get to know nothing of it."""


class FieldsError(UsageError):
    """Fields of a form that cannot be as they are; `said` has the sentence of each."""

    def __init__(self, said: Mapping[str, str]) -> None:
        super().__init__(" ".join(said.values()))
        self.said = said


class InputError(UserError, OSError):
    """A file or paste that cannot be read."""


class SettingsError(UserError, ValueError):
    """A setting, token or database that cannot be used."""


class NotAllowedError(UserError, PermissionError):
    """This person may not do that here."""


class ConflictError(UserError):
    """Somebody else was quicker; the text says what they did."""


class BusyError(UserError, TimeoutError):
    """The answer is delayed; the text says when to try again."""


class NotKeptError(BusyError):
    """Nothing could be written; `why` says it in a few words, as the bot says it of itself."""

    def __init__(self, why: str, for_operator: str) -> None:
        super().__init__(
            f"{why}, so nothing was recorded. Try again in a few minutes; "
            "if it stays so, tell whoever runs smtpcheck."
        )
        self.why = why
        self._for_operator = for_operator

    @property
    def for_operator(self) -> str:
        """The same with the file's path and the remedy, which are nobody's in Slack."""
        return self._for_operator


class RefusedTargetError(UserError, ValueError):
    """A live check may not go there; nothing was sent.

    `setting` names what the operator could set to allow it, None where nothing does; it is for
    the terminal and the log, never part of `str(error)`.
    """

    def __init__(self, text: str, *, setting: str | None = None) -> None:
        super().__init__(text)
        self.setting = setting
