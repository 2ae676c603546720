"""The interface's catalogue: `make messages` extracts what the code says, brings en.po up to date and compiles it."""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import coach
from coach.ui.formed import FORMED

PACKAGE = Path(coach.__file__).parent
INTERFACE = PACKAGE / "ui"
LOCALES = INTERFACE / "locales"
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)

CONTENT = {"LANGUAGES", "_FIRST", "_SOMETHING", "_EXAMPLE"}
"""Constants that are no interface: languages under their own names, words to say to a Japanese partner, a sample talk."""


def po(language: str) -> Path:
    """The catalogue that people edit."""
    return LOCALES / language / "LC_MESSAGES" / "coach.po"


def interface() -> Catalog:
    """Every message of the interface, without translations."""
    found = Catalog(project="coach", charset="utf-8")
    for file, _line, message, _comments, _context in extract_from_dir(str(INTERFACE), [("**.py", messages)]):
        found.add(message, locations=[(f"ui/{file}", 0)])
    for source, text in labels():
        found.add(text, locations=[(source, 0)])
    return found


def messages(file: io.BufferedIOBase, *_: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extraction method for our modules: what stands in `_(…)`, and constants, which are translated at use."""
    tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if is_marked(node) and isinstance(node.args[0], ast.Constant):
            yield node.lineno, "_", node.args[0].value, []
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and not _named(statement) & CONTENT:
            for node in ast.walk(statement.value or statement):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and JAPANESE.search(node.value):
                    yield node.lineno, "_", node.value, []


def is_marked(node: ast.AST) -> bool:
    """Whether it is a call of `_`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"


def _named(statement: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def labels() -> Iterator[tuple[str, str]]:
    """What the interface shows of the rooms below through `_`: closed sets, each with where it stands."""
    from coach.domain import commitment, words
    from coach.domain.checklist import CHECKLISTS
    from coach.evaluation import catalogue
    from coach.evaluation import words as measured
    from coach.llm.checkup import _REMEDY
    from coach.llm.fault import IN_WORDS
    from coach.llm.usage_report import PURPOSE
    from coach.local.features_lexicon import groups
    from coach.services import debriefing

    closed = {
        "domain/words.py": [
            *(text for each in vars(words).values() if isinstance(each, dict) for text in each.values()
              if isinstance(text, str) and JAPANESE.search(text)),
            "1on1",
        ],
        "domain/checklist.py": [point.text for points in CHECKLISTS.values() for point in points],
        "domain/commitment.py": [*commitment._ACTIONS.values(), *commitment._ALWAYS],
        "evaluation/catalogue.py": [
            *(text for one in catalogue.ASPECTS.values() for text in (one.title, one.sentence)),
            *(text for one in catalogue.MEASURES.values() for text in (one.title, one.meaning, one.blind)),
            *catalogue.DATASETS.values(),
        ],
        "evaluation/words.py": [*measured._TOPICS.values(), *measured._SPLITS.values()],
        "llm/fault.py": IN_WORDS.values(),
        "llm/checkup.py": _REMEDY.values(),
        "llm/usage_report.py": PURPOSE.values(),
        "local/lexicon.toml": [group.meaning for group in groups() if group.meaning],
        "services/debriefing.py": [*debriefing._MOVES_IN_WORDS.values(), *debriefing.FLAGS_IN_WORDS.values()],
        "ui/formed.py": FORMED,
    }  # fmt: skip
    return ((source, text) for source, texts in closed.items() for text in texts)


def updated(language: str) -> Catalog:
    """The catalogue with every message of the interface and none besides; translations are kept."""
    with po(language).open("rb") as file:
        kept = read_po(file, locale=language)
    fresh = interface()
    result = Catalog(locale=language, project="coach", charset="utf-8", fuzzy=False)
    for message in fresh:
        if message.id:
            known = kept.get(message.id)
            result.add(message.id, known.string if known else "", locations=message.locations)
    return result


def write(catalogue: Catalog) -> None:
    """Both files, without dates, so that the same messages give the same bytes."""
    path = po(str(catalogue.locale))
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"# The interface in {catalogue.locale.english_name}. `make messages` brings it up to date.\n"
    entries = io.BytesIO()
    write_po(entries, catalogue, width=0, include_lineno=False, sort_by_file=True, omit_header=True)
    meta = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_bytes((head + meta.format(catalogue.locale)).encode() + entries.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(str(catalogue.locale)))


def compiled(language: str) -> bytes:
    """What the .mo has to hold for the .po as it stands."""
    with po(language).open("rb") as file:
        read = read_po(file, locale=language)
    read.creation_date = read.revision_date = _NO_DAY
    buffer = io.BytesIO()
    write_mo(buffer, read)
    return buffer.getvalue()


def main() -> None:
    """Bring every catalogue up to date, and name what has to be translated."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/coach.po")):
        catalogue = updated(path.parts[-3])
        write(catalogue)
        lacking = [str(message.id) for message in catalogue if message.id and not message.string]
        print("\n".join([f"{path.parts[-3]}: {len(catalogue)} messages, {len(lacking)} to translate", *lacking]))  # noqa: T201


if __name__ == "__main__":
    main()
