"""The picture of statistics, drawn by matplotlib in a process of its own: 60 MB that the bot never holds.

`main()` is that process: it reads numbers as JSON on standard input and prints a PNG.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from math import log10
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from bot.cards.words import about
from bot.desk.own_process import run_elsewhere

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure

DRAWING_TIMEOUT_S = 60  # about two seconds; the first time, fonts are looked for
# A phone is about 400 points wide: at 1080 pixels letters of 13 points are as large as Slack's own.
SIZE_INCHES = (6.0, 8.4)
DPI = 180
INK, QUIET, FILL = "#1d1c1d", "#6b6a6b", "#3f7fb5"
DAYS_NAMED = 6  # below the bars
LABEL_CHARS = 26  # in a line; the one longer name takes two
LEFT = 0.02


async def draw(numbers: Mapping[str, Any]) -> bytes:
    """Return the PNG of `bot.cards.statistics.picture_numbers`; raises ElsewhereError."""
    code = "from bot.desk.picture import main; main()"
    return await run_elsewhere(code, given=json.dumps(numbers).encode(), within_s=DRAWING_TIMEOUT_S)


def main() -> None:
    """Draw what standard input says."""
    import matplotlib as mpl  # noqa: PLC0415 - only in the process that draws

    mpl.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415 - the same

    mpl.rcParams.update(
        {
            "font.size": 13,
            "text.color": INK,
            "axes.edgecolor": QUIET,
            "xtick.color": INK,
            "ytick.color": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    )
    numbers = json.load(sys.stdin)
    families, times = numbers["families"], numbers["times"]
    figure = pyplot.figure(figsize=SIZE_INCHES, layout="constrained")
    heights = (1.0, 3, 0.8 + 0.5 * len(families), 0.8 + 0.6 * max(1, len(times)))
    head, days, kinds, spans = figure.subfigures(4, 1, height_ratios=heights, squeeze=False)[:, 0]
    head.text(LEFT, 0.66, numbers["title"], fontsize=18, fontweight="bold", va="center")
    head.text(LEFT, 0.18, numbers["span"], color=QUIET, va="center")
    _draw_days(_panel(days, f"Opened each {'day' if numbers['days_a_bar'] == 1 else 'week'}"), numbers)
    _draw_families(_panel(kinds, "What went wrong"), families)
    _draw_times(_panel(spans, "How long it took: half within – nine in ten within"), times)
    figure.savefig(sys.stdout.buffer, format="png", dpi=DPI)


def _panel(part: SubFigure, title: str) -> Axes:
    part.suptitle(title, x=LEFT, ha="left", fontsize=13, color=QUIET)
    return part.subplots()


def _draw_days(axes: Axes, numbers: Mapping[str, Any]) -> None:
    """Bars of how many incidents were opened each day or week, quiet days included."""
    from matplotlib.dates import (  # noqa: PLC0415 - only in the process that draws
        AutoDateLocator,
        ConciseDateFormatter,
        DateFormatter,
        DayLocator,
        date2num,
    )
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - the same

    width = numbers["days_a_bar"]
    middles = [_number(date2num, day) + (width - 1) / 2 for day, _ in numbers["by_day"]]
    axes.bar(middles, [n for _, n in numbers["by_day"]], width=0.85 * width, color=FILL)
    first, last = _number(date2num, numbers["first"]), _number(date2num, numbers["last"])
    axes.set_xlim(first - 0.5, last + 0.5)
    if last - first < DAYS_NAMED:  # of so few, the automatic one names hours
        axes.xaxis.set_major_locator(DayLocator())
        axes.xaxis.set_major_formatter(DateFormatter("%-d %b"))
    else:
        locator = AutoDateLocator(minticks=3, maxticks=DAYS_NAMED)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.grid(axis="y", color="#e4e4e4")
    axes.set_axisbelow(True)


def _number(date2num: Callable[[date], float], day: str) -> float:
    return float(date2num(date.fromisoformat(day)))


def _draw_families(axes: Axes, families: list[list[Any]]) -> None:
    bars = axes.barh([label(name) for name, _ in families], [n for _, n in families], color=FILL, height=0.7)
    axes.bar_label(bars, labels=[f"{n:,}" for _, n in families], padding=4)
    axes.invert_yaxis()
    axes.margins(x=0.2, y=0.02)
    _names_alone(axes)


def label(name: str) -> str:
    """A name beside its bar, in as many lines as it takes."""
    return "\n".join(wrap(name, LABEL_CHARS))


def _draw_times(axes: Axes, times: list[list[Any]]) -> None:
    """A line from the median to what nine in ten did not exceed, over a scale of tens."""
    _names_alone(axes)
    if not times:
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.text(0, 0.5, "nothing yet", transform=axes.transAxes, color=QUIET)
        return
    axes.set_xscale("log")
    for place, (_, median, p90, _) in enumerate(times):
        ends = [max(1, median), max(1, p90)]
        axes.plot(ends, [place, place], "-o", color=FILL, linewidth=5, markersize=10)
        for x, seconds, side, align in ((ends[0], median, -10, "right"), (ends[1], p90, 10, "left")):
            axes.annotate(
                about(seconds),
                (x, place),
                xytext=(side, 0),
                textcoords="offset points",
                ha=align,
                va="center",
            )
    axes.set_yticks(range(len(times)), [name.removeprefix("Until ") for name, *_ in times])
    axes.set_ylim(len(times) - 0.5, -0.5)
    low, high = min(max(1, time[1]) for time in times), max(max(1, time[2]) for time in times)
    # A quarter of the width on either side is for words, however many tens lie between.
    room = 10 ** max(1.0, 0.55 * log10(high / low))
    axes.set_xlim(low / room, high * room)


def _names_alone(axes: Axes) -> None:
    """Names on the left, no scale below: each mark says its own number."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
