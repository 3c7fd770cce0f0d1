"""Lines and mails a second, one process each, beside Sisimai on the same texts in the same run.

Recognition is parse, match and conclude; nothing is remembered between lines. The lines are the
distinct diagnostic texts of the corpus's mails, several passes; Sisimai's `match` and `rise` are
timed by its own process, reading the same file. Also: how `--jsonl` scales, how long the worst
megabytes take (the first time RE2 makes what states they lead to), and how long the base takes to load.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import statistics
import string
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from bench.pastes import corpus_folder, load_lines
from bot.batch import answer_lines
from bot.diagnose import recognise
from bot.knowledge import Knowledge, load_knowledge
from bot.parse import parse_document, parse_mail, parse_text

PASSES = 3
ROUNDS = 5  # in turn, so that a machine that is busy for a while is busy for both

MATCH = r"""
use strict; use warnings; use Sisimai; use Time::HiRes qw(time);
open(my $in, '<:utf8', $ARGV[0]); my @lines = <$in>; chomp @lines;
Sisimai->match($_) for @lines[0..9];
my $best = 9e9;
for (1..$ARGV[1]) {
    my $start = time; Sisimai->match($_) for @lines; my $spent = time - $start;
    $best = $spent if $spent < $best;
}
printf "%.6f\n", $best;
"""
RISE = r"""
use strict; use warnings; use Sisimai; use Time::HiRes qw(time);
Sisimai->rise($ARGV[0], delivered => 1);
my $best = 9e9;
for (1..$ARGV[1]) {
    my $start = time; Sisimai->rise($ARGV[0], delivered => 1); my $spent = time - $start;
    $best = $spent if $spent < $best;
}
printf "%.6f\n", $best;
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds of the best of three runs."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def sisimai(program: str, what: Path) -> float | None:
    """Seconds of its best pass as Sisimai itself measures them; None where it is not installed."""
    if not shutil.which("perl"):
        return None
    done = subprocess.run(
        ["perl", "-e", program, str(what), str(PASSES)], capture_output=True, text=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else None


def beside(name: str, count: int, work: Callable[[], object], program: str, what: Path) -> str:
    """One line: ours a second and Sisimai's by their best passes, the ratio by the median of the rounds."""
    rounds = [(timed(work), sisimai(program, what)) for _ in range(ROUNDS)]
    ours = count / min(ours_s for ours_s, _ in rounds)
    both = [(ours_s, theirs_s) for ours_s, theirs_s in rounds if theirs_s is not None]
    if not both:
        return f"{name:<24} {ours:>9,.0f}/s   (libsisimai-perl is not installed: no comparison)"
    theirs = count / min(theirs_s for _, theirs_s in both)
    ratio = statistics.median(theirs_s / ours_s for ours_s, theirs_s in both)
    return f"{name:<24} {ours:>9,.0f}/s   Sisimai {theirs:>9,.0f}/s   ratio {ratio:.2f}"


def main() -> None:
    """Print every figure."""
    folder = corpus_folder()
    start = time.perf_counter()
    knowledge = load_knowledge()
    loaded_ms = 1000 * (time.perf_counter() - start)
    print(f"knowledge base loaded in {loaded_ms:.0f} ms, {len(knowledge.entries)} entries")
    labels = load_lines(folder / "set-of-emails-labels.jsonl")
    texts = [" ".join((row["diagnosticcode"] or "").split()) for row in labels]
    lines = [line for line in dict.fromkeys(texts) if line]
    pastes = [row["paste"] for row in load_lines(folder / "pastes.jsonl")]
    print_lines(lines, pastes, knowledge)
    print_mails(sorted((folder / "set-of-emails").glob("*.eml")), knowledge)
    print_batches(lines, knowledge)
    print_megabytes(pastes, knowledge)
    print_log(knowledge)


def print_lines(lines: list[str], pastes: list[str], knowledge: Knowledge) -> None:
    """Single lines beside Sisimai's `match`, then pastes that were never read before."""

    def read(texts: Iterable[str]) -> None:
        for text in texts:
            recognise(parse_text(text), knowledge)

    with tempfile.TemporaryDirectory() as temporary:
        listed = Path(temporary) / "lines.txt"
        listed.write_text("\n".join(lines), encoding="utf-8")
        print(beside(f"lines ({len(lines)})", len(lines), lambda: read(lines), MATCH, listed))
    once = time.perf_counter()
    read(pastes)
    each_ms = 1000 * (time.perf_counter() - once) / len(pastes)
    print(f"pastes read for the first time: {each_ms:.1f} ms each")


def print_mails(mails: list[Path], knowledge: Knowledge) -> None:
    """Mails beside Sisimai's `rise`, which reads a folder of them; ours gets the same bytes."""
    raws = [path.read_bytes() for path in mails]

    def read() -> None:
        for raw in raws:
            recognise(parse_mail(raw), knowledge)

    with tempfile.TemporaryDirectory() as maildir:
        for path in mails:
            shutil.copy(path, maildir)
        print(beside(f"mails ({len(raws)})", len(raws), read, RISE, Path(maildir)))


def print_batches(lines: list[str], knowledge: Knowledge) -> None:
    """Whole findings as `--jsonl` answers them, of ever more lines."""

    def answer(batch: list[bytes]) -> None:
        for _ in answer_lines(batch, knowledge):
            pass

    for count in (1_000, 4_000, 16_000):
        batch = [
            json.dumps({"id": str(n), "text": f"{lines[n % len(lines)]} #{n}"}).encode() for n in range(count)
        ]
        spent = timed(partial(answer, batch))
        print(f"--jsonl, {count:>6} distinct lines  {count / spent:>9,.0f}/s")


def print_megabytes(pastes: list[str], knowledge: Knowledge) -> None:
    """Each of the worst megabytes, the first time and again."""

    def read(raw: bytes) -> None:
        recognise(parse_document(raw), knowledge)

    examples = [wording.example for entry in knowledge.entries.values() for wording in entry.wordings]
    words = [f"{word} " for example in examples for word in example.split()]
    for name, raw in worst_megabytes(words, pastes):
        once = time.perf_counter()
        read(raw)
        first = time.perf_counter() - once
        best = timed(partial(read, raw))
        print(f"1 MB of {name:<34} {1000 * best:>6.0f} ms, the first time {1000 * first:>6.0f} ms")


def print_log(knowledge: Knowledge) -> None:
    """A long log: its time, and by how much memory grew."""
    log = b"".join(
        b"Nov 24 10:00:00 mx postfix/smtp[1]: A%07d: to=<u%d@example.com>, "
        b"relay=mx.example.com[192.0.2.1]:25, dsn=5.1.1, status=bounced "
        b"(host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown)\n" % (n, n)
        for n in range(100_000)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = timed(lambda: recognise(parse_document(log), knowledge))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"log of {len(log) / 1e6:.0f} MB, 100,000 refusals: {spent:.1f} s, peak memory {grown:+.0f} MB")


def worst_megabytes(words: list[str], pastes: list[str]) -> list[tuple[str, bytes]]:
    """A megabyte each of what parsers stumble over, with the words that the base knows and people paste."""
    size = 1_000_000
    pasted = [f"{word} " for paste in pastes for word in paste.split()]
    dice = random.Random(535)  # noqa: S311 - the same noise every time
    noise = bytes(dice.randrange(256) for _ in range(size))
    units = ["(", "<", "550-", "550 5.1.1 ", " ", "\n", "=\n", "> ", "a@", "said: 550 ", "-> ", "&amp;"]
    units += ["\x1b[", '{"a":', "X: y\n", "--b\n", "QUFB", "SMTPAuthenticationError(535, b'"]
    made = [(repr(unit), (unit * (size // len(unit))).encode()) for unit in units]
    refusal = "550 5.7.{} refused number {} for x{}@example.com\n"
    different = "".join(refusal.format(n % 99, n, n) for n in range(20_000))[:size]
    told = "| u{}@example.com | 535 5.7.8 bad {} |\n"
    table = "| mailbox | error |\n|---|---|\n" + "".join(told.format(n, n) for n in range(25_000))
    row = "u{}@example.com,pw{}x!,smtp.example.com\n"
    mailboxes = "email,password,host\n" + "".join(row.format(n, n) for n in range(25_000))
    printed = "".join(dice.choice(string.printable) for _ in range(size))
    return [
        *made,
        ("different replies", different.encode()),
        ("a table of refusals", table.encode()[:size]),
        ("mailboxes and their passwords", mailboxes.encode()[:size]),
        ("a password's name on each line", ("비밀번호\n" * (size // 13)).encode()),
        ("names of passwords in other letters", filled("", "Größe2024 пароль5 密码 ", size)),
        ("a form's label on each line", b"pass\n" * (size // 5)),
        ("dashes behind a number", filled("user 4.7.0", "-", size)),
        ("replies in brackets", filled("", f"550 5.1.1 no {')' * 3_900}\n", size)),
        ("noise", noise),
        ("printable noise", printed.encode()),
        ("a mail's field of parameters", filled(REPORT + "Content-Type: text/plain; ", "a=b; ", size)),
        ("a report in one line of spaces", filled("undeliverable: a@example.com ", " ", size)),
        ("a subject in encoded words", filled(REPORT + "Subject: ", "=?utf-8?Q?a?= ", size)),
        (
            "a mail of empty parts",
            filled(REPORT + "Content-Type: multipart/mixed; boundary=B\n\n", "--B\n\nx\n", size),
        ),
        ("words of the base, in lines", mixed([*words, *["\n"] * (len(words) // 14)], size, dice)),
        ("pastes, in one line", filled("", "".join(pasted), size)),
        ("pastes, in JSON", filled("", json.dumps("\n".join(pastes * 50)), size)),
        ("words of pastes, in one line", mixed(pasted, size, dice)),
        ("words of pastes, in lines", mixed([*pasted, *["\n"] * (len(pasted) // 14)], size, dice)),
        *((f"pieces in any order, {pieces[0]!r}", mixed(pieces, size, dice)) for pieces in PIECES),
    ]


REPORT = "From: MAILER-DAEMON@example.com\nMIME-Version: 1.0\n"


def filled(begin: str, unit: str, size: int) -> bytes:
    """A beginning and one unit again and again, cut at the size."""
    return (begin + unit * (size // len(unit) + 1)).encode()[:size]


def mixed(pieces: list[str], size: int, dice: random.Random) -> bytes:
    """Pieces in any order, as many as fill the size."""
    return "".join(dice.choice(pieces) for _ in range(size // 2)).encode()[:size]


# What was found by trying some thousand such mixes; each once took longer than the rest.
PIECES = [
    ["535 ", "to=<", "a@b ", "said: ", "(", "'", "\n", "host ", "[", "password ", "sent to ", "auth ", "=\n"],
    ["550:", "\xa0", "://a:b@", "C: x\n", "(550) ", "-p x "],
    ["smtp; ", "(550) ", "<br>", "```", "QUFB\n", "AUTH LOGIN "],
    ["(535, b'", "(550) ", "535 ", "-u a:b ", "X-Y: z\n", "<a@b>: "],
    ["<a@b>: ", "MIME-Version: 1.0\n", "\0", "Diagnostic-Code: smtp; 550 x\n", "| ", "535-"],
    ["** a@b ", "550-5.1.1 x\n", "EHLO x\n", "<a@b>: ", "~~~"],
    ["'550'", "A" * 70 + "\n", "\\u00e9"],
    ["pass ` ", "| "],
    ["password ", "is ", "k2#x9 ", "my ", "and ", "as ", "in ", '"', "\n", "for "],
    ["user", "  ", "password", "  ", "host", "\n", "a@b.example", "k2#x9", "\t", " "],
    ["421 ", "=3D", "MAIL FROM:<a@b> ", "5.7.8 ", "=20\n"],
    ["a@b.example", ",", '"', ";", "pw1x!", "password", "\t", "|", "\n", "smtp.example.com", "587"],
    ["password", "pass ", "value", "default ", "raw", '"', "'", " = ", "name", "<", " ", ": ", "k2#x9", "\n"],
    ["could not connect ", "failed ", "error ", "refused ", "user unknown ", "smtp ", "\n", "SSL "],
    ["could not ", "to the smtp server ", "failed ", "log in ", "tls ", "mail host ", "connect "],
    ["could not connect ", "to the smtp server ", "login ", "tls handshake ", "error ", "timeout ", "\n"],
    ["Password\n", "Email\n", "a@b.example\n", "k2#x9Lq\n", "smtp.example.com\n", "Port: 587\n", "\n"],
    ["&lt;", "a@b.example", "&gt;", "&quot;", "550 ", "&#64;", "pass", "&amp;", "=", "&nbsp;", "\n"],
    ["api_key ", "token: ", "secret=", '"', "AKIA", "eyJ", "Bearer ", "x9F2k", "\n", "=>", "://u:p@h "],
]


if __name__ == "__main__":
    main()
