"""Rules between the fields of one block, element or object; each field by itself is sound by then."""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.blocks.shapes import Findings, Rule


def at_least_one(*names: str) -> Rule:
    """One or more of these fields must be there."""

    def rule(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
        if not any(name in value for name in names):
            words = " or ".join(f"`{name}`" for name in names)
            findings.add(pointer, f"must define either {words}", "missing_required_field")

    return rule


def exactly_one(*names: str) -> Rule:
    """One of these fields must be there, and only one."""

    def rule(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
        if sum(name in value for name in names) != 1:
            words = " or ".join(f"`{name}`" for name in names)
            findings.add(pointer, f"must define exactly one of {words}", "missing_required_field")

    return rule


def _offered(value: Mapping[str, object]) -> list[object]:
    """Every option that this element offers, its groups opened."""
    offered: list[object] = []
    options, groups = value.get("options"), value.get("option_groups")
    if isinstance(options, list):
        offered += options
    for group in groups if isinstance(groups, list) else ():
        offered += group["options"]
    return offered


def initial_offered(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """What is chosen from the start must be among what is offered, exactly as it stands there."""
    offered = _offered(value)
    if "initial_option" in value and value["initial_option"] not in offered:
        findings.add(f"{pointer}/initial_option", "initial_option must be one of the options")
    chosen = value.get("initial_options")
    for index, initial in enumerate(chosen if isinstance(chosen, list) else ()):
        if initial not in offered:
            findings.add(f"{pointer}/initial_options/{index}", "initial_options must be among the options")


def lowest_first(low: str, high: str) -> Rule:
    """Two limits given by the app must not cross."""

    def rule(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
        if low in value and high in value and float(str(value[low])) > float(str(value[high])):
            findings.add(f"{pointer}/{low}", f"{low} must not be greater than {high}")

    return rule


def whole_unless_decimal(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """A number input without decimals is given none either."""
    for name in ("min_value", "max_value", "initial_value"):
        if value["is_decimal_allowed"] is False and "." in str(value.get(name, "")):
            findings.add(f"{pointer}/{name}", "must be a whole number when is_decimal_allowed is false")


def action_ids_differ(inside: str) -> Rule:
    """An action_id is unique in its block, so that the payload says what was used."""

    def rule(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
        seen: set[str] = set()
        elements = value.get(inside)
        for index, element in enumerate(elements if isinstance(elements, list) else ()):
            action_id = element.get("action_id")
            if action_id in seen:
                findings.add(f"{pointer}/{inside}/{index}/action_id", "action_id already exists")
            if action_id is not None:
                seen.add(action_id)

    return rule


def no_dispatch_of_files(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """Choosing a file dispatches nothing: Slack says so in these words (blocks/input)."""
    element = value["element"]
    if value.get("dispatch_action") is True and isinstance(element, dict) and element["type"] == "file_input":
        findings.add(f"{pointer}/element/type", "unsupported type: file_input")


def rows_equal(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """Every row of a data table has as many cells as its header, and the header is plain."""
    rows, named_by = value["rows"], value.get("row_header_column_index", 0)
    if not isinstance(rows, list):
        return
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            findings.add(f"{pointer}/rows/{index}", "all rows must have the same number of cells")
    for index, cell in enumerate(rows[0]):
        if cell["type"] == "rich_text":
            findings.add(f"{pointer}/rows/0/{index}/type", "unsupported type: rich_text")
    if isinstance(named_by, int) and named_by >= len(rows[0]):
        findings.add(f"{pointer}/row_header_column_index", f"must be less than {len(rows[0])}")


def series_fit(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """Each series has one point for each category, and series differ by name."""
    axis, series = value["axis_config"], value["series"]
    if not isinstance(axis, dict) or not isinstance(series, list):
        return
    names: set[str] = set()
    for index, one in enumerate(series):
        if sorted(point["label"] for point in one["data"]) != sorted(axis["categories"]):
            findings.add(f"{pointer}/series/{index}/data", "must have one data point for each category")
        if one["name"] in names:
            findings.add(f"{pointer}/series/{index}/name", "series names must be unique")
        names.add(one["name"])


def slices_positive(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """Each segment of a pie is more than nothing."""
    segments = value["segments"]
    for index, segment in enumerate(segments if isinstance(segments, list) else ()):
        if segment["value"] <= 0:
            findings.add(f"{pointer}/segments/{index}/value", "must be greater than 0")


def collapses_or_divides(findings: Findings, pointer: str, value: Mapping[str, object]) -> None:
    """A container that can be collapsed has no divider of its own, and only such a one begins collapsed."""
    collapsible = value.get("is_collapsible") is True
    if collapsible and value.get("has_header_divider") is True:
        findings.add(
            f"{pointer}/has_header_divider", "has_header_divider cannot be set when is_collapsible is true"
        )
    if value.get("default_collapsed") is True and not collapsible:
        findings.add(f"{pointer}/default_collapsed", "default_collapsed requires is_collapsible")
