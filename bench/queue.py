"""Lists and search over a million incidents: each question's time and the way SQLite takes."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.async_api import async_playwright

from bench.crowd import CHANNELS, NOW, NUMBER, PEOPLE, TEAM, crowded
from bench.workspace import connected
from bot.knowledge import load_knowledge
from bot.model import Age, Family, Listing, Section
from bot.reading import read_paste
from bot.sandbox.channels import Channel, Kind
from bot.sandbox.people import ANA, BOT_USER_ID
from bot.sandbox.server import SandboxServer
from bot.store import Store, Transaction, incidents, lists, overview
from bot.store.search import Term
from bot.store.sight import Sight

Question = Callable[[Transaction], object]

TIMES = 30
HOMES = 20
MEMBER = Sight(TEAM, PEOPLE[3], frozenset(CHANNELS[:33]))
# Somebody who sees one channel of forty, and few incidents in it.
NEARLY_OUTSIDE = Sight(TEAM, PEOPLE[4], frozenset(CHANNELS[-2:-1]))
SEARCHES = {
    "a frequent word": (Term("authentication", begins=True),),
    "a code and a word": (Term("535"), Term("authentication", begins=True)),
    "a domain": (Term("d17.example.com", begins=True),),
    "an address": (Term("user4711@d3.example.com", begins=True),),
    "a customer": (Term("acme-4711", begins=True),),
    "words of notes": (Term("monday"), Term("ticket", begins=True)),
    "a beginning of 3": (Term("aut", begins=True),),
    "a beginning of 6": (Term("authen", begins=True),),
    "many rare words": (Term("user12", begins=True),),
    "frequent words never together": (Term("535"), Term("mailbox-unknown")),
    "a person": (Term(PEOPLE[9]), Term("550", begins=True)),
}


def questions() -> dict[str, Question]:
    """What is asked, by name."""

    def page(listing: Listing, sight: Sight = MEMBER, terms: tuple[Term, ...] = ()) -> Question:
        return lambda db: lists.load_page(db, sight=sight, listing=listing, now=NOW, terms=terms, limit=10)

    def home(listing: Listing, sight: Sight = MEMBER) -> Question:
        return lambda db: overview.load_overview(db, sight=sight, listing=listing, now=NOW)

    past = NUMBER // 2
    pasted = read_paste("535 5.7.8 Error: authentication failed", load_knowledge()).findings
    return {
        **{f"page of {section}": page(Listing(section)) for section in Section},
        "page of open, one error at Gmail": page(Listing(family=Family.AUTH, provider="gmail", age=Age.DAY)),
        "page of all, in the middle": page(Listing(Section.ALL, past=past)),
        "page of open, no such error": page(Listing(family=Family.SUPPRESSION, provider="gmail")),
        "page of open, nearly outside": page(Listing(), NEARLY_OUTSIDE),
        "page of all, nearly outside": page(Listing(Section.ALL), NEARLY_OUTSIDE),
        "place of the last page": lambda db: lists.place_of(
            db, sight=MEMBER, listing=Listing(), first=1, now=NOW
        ),
        "counts of the home": home(Listing()),
        "counts of the home, one error at Gmail": home(
            Listing(Section.MINE, Family.AUTH, "gmail", age=Age.DAY)
        ),
        "counts of the home, nearly outside": home(Listing(), NEARLY_OUTSIDE),
        "channels with incidents": lambda db: lists.load_channels(db, TEAM),
        "the same error": lambda db: incidents.find_same(
            db, TEAM, CHANNELS[0], pasted, "user1@d1.example.com", None, NOW
        ),
        **{f"search for {name}": page(Listing(Section.ALL), terms=terms) for name, terms in SEARCHES.items()},
        "search, nearly outside": page(Listing(Section.ALL), NEARLY_OUTSIDE, SEARCHES["a frequent word"]),
        "search, rare words, nearly outside": page(
            Listing(Section.ALL), NEARLY_OUTSIDE, SEARCHES["many rare words"]
        ),
    }


def ask(store: Store) -> None:
    """Print each question's median and 95th percentile, and that of the processor's time it took."""
    for name, question in questions().items():
        spent: list[float] = []
        busy: list[float] = []

        def timed(db: Transaction, question: Question = question, busy: list[float] = busy) -> None:
            start = time.thread_time()
            question(db)
            busy.append(1000 * (time.thread_time() - start))

        for _ in range(TIMES):
            start = time.perf_counter()
            store.read_now(timed)
            spent.append(1000 * (time.perf_counter() - start))
        print(f"{told(name, spent)}   processor p95 {p95(busy):6.2f} ms")


def plans(store: Store) -> None:
    """Print how SQLite answers the questions whose tables are a million rows."""
    for name, question in questions().items():
        if name.startswith(("page of open", "page of all", "counts", "the same", "search for a code")):
            seen: list[str] = []
            store.read_now(partial(_explained, question=question, seen=seen))
            print(f"{name}: {'; '.join(dict.fromkeys(seen))}")


def _explained(db: Transaction, question: Question, seen: list[str]) -> None:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    question(db)
    db.conn.set_trace_callback(None)
    for sql in asked:
        if sql.lstrip().startswith("select"):
            rows = db.execute(f"explain query plan {sql}").fetchall()
            seen += [row["detail"] for row in rows if row["detail"].startswith(("SCAN", "SEARCH"))]


async def homes(path: Path) -> None:
    """Print how long a visitor waits for the home, from opening it to seeing it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bench.db").symlink_to(path)
        async with connected(Path(folder)) as server:
            for place, channel in enumerate(CHANNELS[:33]):
                kind = Kind.PUBLIC if channel.startswith("C") else Kind.PRIVATE
                server.workspace.put_channel(Channel(channel, f"c{place}", kind, (ANA.id, BOT_USER_ID)))
            spent = [await _home_ms(server) for _ in range(HOMES)]
    print(told("home, from opening to seeing it", spent))


async def pastes(path: Path) -> None:
    """Print how long a person waits in the browser, from Enter to the card in the paste's thread."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bench.db").symlink_to(path)
        async with connected(Path(folder)) as server, async_playwright() as playwright:
            program = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = await program.new_page()
            await page.goto(f"{server.page_url}#as={ANA.id}&channel=C0SUPPORT01")
            composer = page.get_by_role("textbox", name="Message #support")
            spent = []
            for number in range(HOMES):
                name = f"nobody{time.time_ns()}x{number}"  # else it is the same error as in the last run
                text = f"550 5.1.1 <{name}@example.net>: Recipient address rejected: User unknown"
                await composer.fill(text)
                replied = page.get_by_role("article").filter(has_text=name)
                start = time.perf_counter()
                await composer.press("Enter")
                await replied.get_by_role("button", name="1 reply").wait_for()
                spent.append(1000 * (time.perf_counter() - start))
                await asyncio.sleep(1.2)  # Slack takes a post a second
            await program.close()
    print(told("in the browser, from Enter to the card", spent))


async def _home_ms(server: SandboxServer) -> float:
    before = server.state()["homes"].get(ANA.id, {}).get("hash")
    start = time.perf_counter()
    await server.act({"as": ANA.id, "do": "open_home", "tab": "home"})
    while True:
        if server.state()["homes"].get(ANA.id, {}).get("hash") != before:
            return 1000 * (time.perf_counter() - start)
        await asyncio.sleep(0.001)


def told(name: str, spent: list[float]) -> str:
    """One line: median and 95th percentile, in milliseconds."""
    return f"{name:<42} p50 {statistics.median(spent):7.2f} ms   p95 {p95(spent):7.2f} ms"


def p95(spent: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(spent, n=20)[18]


def main() -> None:
    """Print the figures; the database is made first where it is not there."""
    path = crowded()
    store = Store.open(str(path), read_only=True)
    ask(store)
    plans(store)
    store.close_now()
    asyncio.run(homes(path))
    asyncio.run(pastes(path))
