"""
The search index: articles, each in the language it is written in, and pages of other sites that are among the answers.

Pagefind reads a copy of them (copy.py), not the site itself. Each language has its own index in
`site/pagefind/<tag>/`, so that a page can also search the other language, with that language's engine.
"""

import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from workshop.site.languages.locales import LOCALES, Locale
from workshop.site.pages.stage import Staged
from workshop.site.search.complaints import complaints_file, read_complaints
from workshop.site.search.copy import Lexicon, copy_of_article, copy_of_record, phrases, questions
from workshop.site.search.size import ENTRY, SETTINGS, smaller, stop_words_of
from workshop.site.search.synonyms import synonyms
from workshop.site.search.text import NO_INDEX, Section, own_part, sections
from workshop.site.search.word_parts import words_of
from workshop.site.search.words import words_file
from workshop.site.trouble import SiteTrouble

LIMIT_SECONDS = 600
# Below so many pages, starting a process per language takes longer than it saves.
WORTH_PROCESSES = 400
LEFT_OUT = (f"[{NO_INDEX}]",)
MEMORY = Path("/dev/shm")  # noqa: S108 (what is made in it is a TemporaryDirectory, with a random name, for us alone)
ROOM_PER_PAGE = 200_000  # bytes; ten times what was seen
IN_MEMORY = "varde-search-"  # and the process it belongs to


@dataclass(frozen=True)
class Record:
    """A page elsewhere that the search finds too, such as a topic of the community; `kind` is its filter."""

    language: str  # the tag: "en", "nb"
    title: str
    url: str  # absolute
    text: str
    kind: str  # "community"


def write_index(
    site: Path, staged: list[Staged], scratch: Path, elsewhere: Iterable[Record] = (), to: Path | None = None
) -> int:
    """Index the articles of `site` and what is `elsewhere` into `to` (`site/pagefind`); return how many there are."""
    with index_beside(site, staged, scratch, elsewhere, to) as counted:
        return counted()


@contextmanager
def index_beside(
    site: Path, staged: list[Staged], scratch: Path, elsewhere: Iterable[Record] = (), to: Path | None = None
) -> Iterator[Callable[[], int]]:
    """The same, beside what the block does; calling what it gives waits for the end."""
    records = list(elsewhere)
    work = [
        (
            site,
            [one for one in staged if one.indexed and one.locale is locale],
            locale,
            scratch / locale.tag,
            [record for record in records if record.language == locale.tag],
            (to or site / "pagefind") / locale.tag,
        )
        for locale in LOCALES
    ]
    if len(staged) < WORTH_PROCESSES:
        yield lambda: sum(_index_language(*one) for one in work)
        return
    # New processes, not forks: the minifier is a Go library with threads of its own, and a fork of it hangs.
    with ProcessPoolExecutor(len(work), get_context("spawn")) as beside:
        begun = [beside.submit(_in_turn, *one) for one in work]
        yield lambda: sum(one.result() for one in begun)


def _in_turn(site: Path, staged: list[Staged], locale: Locale, scratch: Path, records: list[Record], to: Path) -> int:
    """As below, in a separate process: the language with compounds takes longest, so it starts first."""
    if not locale.word_parts:
        os.nice(5)
    # Much is made and little thrown away, as in a pass.
    gc.set_threshold(20_000, 20, 50)
    return _index_language(site, staged, locale, scratch, records, to)


def _index_language(
    site: Path, staged: list[Staged], locale: Locale, scratch: Path, records: list[Record], to: Path
) -> int:
    files = [(one, site / one.address / "index.html") for one in staged]
    articles = [(one, _article(file, one)) for one, file in files if file.is_file()]
    wanted = len(articles) + len(records)
    if not wanted:
        return 0
    words = [set().union(*(words_of(part.markup) for part in parts)) for _, parts in articles]
    lexicon = Lexicon.of(words, compounds=bool(locale.word_parts), synonyms=synonyms(locale))
    with _quick_folder(scratch, wanted) as quick:
        for one, parts in articles:
            _write(quick / "read" / one.address / "index.html", locale.tag, copy_of_article(parts, one, lexicon))
        for place, record in enumerate(records):
            _write(quick / "read" / "elsewhere" / f"{place}.html", locale.tag, copy_of_record(record, lexicon))
        index = quick / "index"
        counted = _index(quick / "read", index)
        if counted != wanted:
            raise SiteTrouble(f"search: Pagefind indexed {counted} of {wanted} pages")
        # Words of one or two letters are not counted.
        stop = {word for word in stop_words_of(locale.tag) if word in lexicon.common or len(word) < 3}
        name = smaller(index, to, frozenset(stop))
    said = [phrase for one, _ in articles for phrase in phrases(one.page)]
    also = [other for phrase in said for other in lexicon.synonyms.for_phrase(phrase)]
    fields = [word for phrase in (*said, *also) for word in words_of(phrase)]
    answered = [phrase for one, _ in articles for phrase in (one.page.title, *questions(one.page))]
    complaints = complaints_file(read_complaints(locale), locale, answered, stop_words_of(locale.tag))
    (to / f"words.{name}.json").write_text(words_file(lexicon.counted, fields), encoding="utf-8")
    (to / f"complaints.{name}.json").write_text(complaints, encoding="utf-8")
    return counted


@contextmanager
def _quick_folder(scratch: Path, pages: int) -> Iterator[Path]:
    """
    A folder in memory if there is space, else below `scratch`.

    Pagefind writes a file for each page, from many threads into one folder: on a disk that takes a fifth of its time.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > pages * ROOM_PER_PAGE
    if roomy:
        remove_left_overs(MEMORY)
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{IN_MEMORY}{os.getpid()}-", dir=MEMORY if roomy else scratch) as folder:
        yield Path(folder)


def remove_left_overs(memory: Path) -> None:
    """Folders of processes that were killed: nobody else gives their memory back."""
    for folder in memory.glob(f"{IN_MEMORY}*-*"):
        owner = folder.name.removeprefix(IN_MEMORY).partition("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _article(file: Path, one: Staged) -> list[Section]:
    article = own_part(file.read_text(encoding="utf-8"))
    if article is None:
        name = one.page.file
        raise SiteTrouble(f"{name}: its template shows no article; see overrides/main.html")
    return sections(article)


def _write(file: Path, tag: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<!doctype html><html lang="{tag}"><body>{body}</body></html>', encoding="utf-8")


def _index(folder: Path, to: Path) -> int:
    """
    Run Pagefind itself and return how many pages it has indexed.

    Its Python interface takes a tenth more for the same, and answers before its last files are on the disk: half a
    pagefind.js was seen. The program ends when they are (240 runs on a busy machine: every file the same).
    """
    command = [get_executable(), "--site", folder, "--output-path", to, "--silent"]
    command += [word for selector in LEFT_OUT for word in ("--exclude-selectors", selector)]
    try:
        # It would read a pagefind.toml of the folder it is started in.
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **SETTINGS}, capture_output=True, text=True, timeout=LIMIT_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise SiteTrouble(f"search: Pagefind took more than {LIMIT_SECONDS // 60} minutes") from None
    except OSError as error:
        raise SiteTrouble(f"search: Pagefind could not be started ({error})") from error
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[-400:]
        raise SiteTrouble(f"search: Pagefind could not index the site ({said})")
    languages = json.loads((to / ENTRY).read_text("utf-8"))["languages"]
    return sum(int(one["page_count"]) for one in languages.values())
