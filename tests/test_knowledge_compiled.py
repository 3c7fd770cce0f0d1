"""The compiled copy of the pages is used when it is ours and current, and never when it is not."""

import os

import pytest

from bot.knowledge import compiled, load_knowledge

PAGES = [("auth", "a", b"one"), ("auth", "b", b"two")]
EMPTY = compiled.Base({}, {}, {}, {})


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "smtpcheck" / "knowledge"


def test_the_second_load_gives_the_same_entries_from_one_copy(cache):
    first = load_knowledge()
    second = load_knowledge()

    assert (second.entries, second.codes, second.tags) == (first.entries, first.codes, first.tags)
    assert len(list(cache.iterdir())) == 1
    assert cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "changed",
    [
        [("auth", "a", b"One"), PAGES[1]],
        [("tls", "a", b"one"), PAGES[1]],
        PAGES[:1],
        [("auth", "a", b"onetwo")],
    ],
    ids=["text", "family", "page gone", "texts run together"],
)
def test_whatever_changes_in_the_pages_changes_the_name(changed):
    assert compiled.name_of(changed) != compiled.name_of(PAGES)


def test_a_second_installation_keeps_its_copy_and_the_oldest_go(cache):
    names = [f"copy{number}" for number in range(compiled.KEPT + 2)]
    for number, name in enumerate(names):
        compiled.save_copy(name, EMPTY)
        os.utime(cache / name, (number, number))
    compiled.save_copy("new", EMPTY)

    assert sorted(path.name for path in cache.iterdir()) == sorted([*names[3:], "new"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"not a pickle",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"password", b"passw\xffrd", 1),
        lambda whole: whole.replace(b"password", b"passport", 1),
    ],
    ids=["empty", "garbage", "cut off", "no text any more", "another word"],
)
def test_a_damaged_copy_is_parsed_anew(cache, damage):
    entries = load_knowledge().entries
    (copy,) = cache.iterdir()
    copy.write_bytes(damage(copy.read_bytes()))

    assert load_knowledge().entries == entries


def test_a_copy_in_a_folder_that_others_may_write_is_not_trusted(cache):
    compiled.save_copy("x", EMPTY)
    assert compiled.load_copy("x") == EMPTY
    os.chmod(cache, 0o777)

    assert compiled.load_copy("x") is None


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path, monkeypatch, knowledge):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert load_knowledge().entries == knowledge.entries
