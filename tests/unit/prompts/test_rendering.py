import re

import pytest

from coach.prompts import names, render, rendering, version


def _placeholders(name):
    return set(re.findall(r"\{\{([a-z_]+)\}\}", rendering._text(name)))


@pytest.mark.parametrize("name", names())
def test_a_text_renders_with_exactly_its_own_names(name):
    filled = render(name, **{one: f"〔{one}〕" for one in _placeholders(name)})
    assert "{{" not in filled
    assert all(f"〔{one}〕" in filled for one in _placeholders(name))


@pytest.mark.parametrize("name", names())
def test_an_unknown_name_is_refused_and_named(name):
    values = dict.fromkeys(_placeholders(name), "")
    with pytest.raises(KeyError, match="surplus"):
        render(name, **values, surplus="")


@pytest.mark.parametrize("name", [name for name in names() if _placeholders(name)])
def test_a_missing_name_is_refused_and_named(name):
    missing, *rest = sorted(_placeholders(name))
    with pytest.raises(KeyError, match=missing):
        render(name, **dict.fromkeys(rest, ""))


def test_an_unknown_text_is_refused_with_those_that_exist():
    with pytest.raises(KeyError, match="partner_system"):
        render("nowhere")


def test_a_value_is_not_read_for_placeholders_again():
    assert "{{passages}}" in render("answer_question", passages="なし", question="{{passages}}")


def test_the_newest_version_of_a_text_counts_and_changes_the_version(tmp_path, monkeypatch):
    def see(*files):
        for file, text in files:
            (tmp_path / file).write_text(text, encoding="utf-8")
        monkeypatch.setattr(rendering, "_FOLDER", tmp_path)
        rendering._newest.cache_clear()
        rendering._text.cache_clear()
        return version()

    first = see(("greeting.2.md", "二"), ("greeting.9.md", "九"))
    assert "九" == render("greeting")
    assert first != see(("greeting.10.md", "十"))
    assert "十" == render("greeting")
    rendering._newest.cache_clear()
    rendering._text.cache_clear()
