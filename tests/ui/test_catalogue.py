"""The catalogue is complete, is the one that is compiled, and nothing is shown that does not go through it."""

import ast
import re
from collections import Counter
from string import Formatter

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.ui.messages import CONTENT, INTERFACE, JAPANESE, LOCALES, PACKAGE, interface, is_marked, po, updated

from coach.ui import language
from coach.ui.formed import FORMED
from coach.ui.language import LANGUAGES, SOURCE

OTHERS = [name for name in LANGUAGES if name != SOURCE]
GLOSSED = ("信用", "信頼")
"""The two words that the coach is about may stand behind their translation, once: credit (信用)."""

SPOKEN = {"components/readiness.py"}
"""Japanese that nobody reads: what the faculties are warmed up with."""

TREES = {str(path.relative_to(INTERFACE)): ast.parse(path.read_text("utf-8")) for path in INTERFACE.rglob("*.py")}


def entries(name):
    with po(name).open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=name) if one.id}


def fields(text):
    return Counter((name, spec) for _literal, name, spec, _conversion in Formatter().parse(text) if name is not None)


def test_every_language_that_is_offered_has_a_catalogue_and_the_other_way_round():
    assert {path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/coach.mo")} == set(OTHERS)


@pytest.mark.parametrize("name", OTHERS)
def test_every_message_is_translated_and_none_is_left_over(name):
    there, wanted = entries(name), {str(one.id) for one in interface() if one.id}
    assert sorted(wanted - set(there)) == [], "make messages, then translate"
    assert sorted(set(there) - wanted) == [], "make messages"
    assert [text for text, told in there.items() if not told.strip() and text.strip()] == []


@pytest.mark.parametrize("name", OTHERS)
def test_a_translation_has_the_places_of_its_message(name):
    assert [text for text, told in entries(name).items() if fields(text) != fields(told)] == []


@pytest.mark.parametrize("name", OTHERS)
def test_no_japanese_is_left_in_a_translation(name):
    left = {}
    for text, told in entries(name).items():
        bare = told
        for word in GLOSSED:
            bare = bare.replace(f"({word})", "", 1)
        if JAPANESE.search(bare):
            left[text] = told
    assert left == {}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_compiled_is_what_was_written(name):
    with po(name).with_suffix(".mo").open("rb") as file:
        compiled = {str(one.id): str(one.string) for one in read_mo(file) if one.id}
    assert compiled == entries(name), "make messages"


@pytest.mark.parametrize("name", OTHERS)
def test_markdown_that_must_not_be_read_as_such_is_kept_from_it(name):
    assert [text for text, told in entries(name).items() if text.count("\\_") != told.count("\\_")] == []


def test_an_update_keeps_translations_and_drops_what_is_gone():
    kept = {str(one.id): str(one.string) for one in updated("en") if one.id}
    assert kept["練習"] == "Practice"
    assert set(kept) == {str(one.id) for one in interface() if one.id}


def test_no_japanese_is_shown_that_does_not_pass_through_the_catalogue():
    found = {name: loose(tree) for name, tree in TREES.items() if name not in SPOKEN}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_nothing_is_translated_when_a_module_is_loaded():
    # one reader's language would be everybody's
    early = [(name, node.lineno) for name, tree in TREES.items() for node in outside_functions(tree) if is_marked(node)]
    assert early == []


def test_a_message_is_a_literal_without_values_in_it():
    marked = ((name, node) for name, tree in TREES.items() for node in ast.walk(tree) if is_marked(node))
    assert [(name, one.lineno) for name, one in marked if isinstance(one.args[0], ast.JoinedStr | ast.BinOp)] == []


def test_every_form_is_made_somewhere_below():
    made = "\n".join(
        skeleton
        for path in PACKAGE.rglob("*.py")
        if INTERFACE not in path.parents
        for skeleton in skeletons(ast.parse(path.read_text("utf-8")))
    )
    assert [one for one in FORMED for part in re.split(r"\{\w+\}|(?<=。)", one) if part not in made] == []


def test_a_form_holds_words_enough_not_to_take_others_for_itself():
    assert [one for one in FORMED if "{" in one and len(re.sub(r"\{\w+\}", "", one)) < 4] == []
    taken = {
        text: template
        for text in entries("en")
        if text not in FORMED and "{" not in text
        for template, pattern in language._patterns()
        if pattern.fullmatch(text)
    }
    assert taken == {}


def loose(tree):
    """The Japanese texts outside `_(…)`; constants apart, which are extracted, and translated at use."""
    free = docstrings(tree) | {id(each) for node in ast.walk(tree) if is_marked(node) for each in ast.walk(node)}
    return [
        node.value
        for statement in tree.body
        if not isinstance(statement, ast.Assign | ast.AnnAssign)
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and JAPANESE.search(node.value)
        if id(node) not in free
    ]


def docstrings(tree):
    """The texts that stand alone in a body."""
    return {
        id(one.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        for one in node.body
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
    }


def outside_functions(node):
    """The nodes that run when the module does."""
    if isinstance(node, ast.Lambda | ast.FunctionDef):
        return  # a default of an argument is written nowhere in this interface
    yield node
    for child in ast.iter_child_nodes(node):
        yield from outside_functions(child)


def skeletons(tree):
    """Every text of a module; the values in it are left out, and with them end the pieces."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(one.value if isinstance(one, ast.Constant) else "\x00" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_constants_that_are_no_interface_are_still_there():
    named = {
        target.id
        for tree in TREES.values()
        for one in tree.body
        if isinstance(one, ast.Assign | ast.AnnAssign)
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
        if isinstance(target, ast.Name)
    }
    assert named >= CONTENT
