from dataclasses import dataclass, field

import pytest

from coach.domain.errors import NotFound
from coach.domain.labels import Orientation, Scene, Tag, Time
from coach.domain.passage import Citation
from coach.domain.preparation import Draft, Offer, Request, Speech
from coach.services.prepare import Desk, PrepareService, cleaned


class Drafter:
    def draft(self, request):
        speech = request.speech or Speech.POLITE
        facts = (Offer((f"{request.facts}（{speech}）",), request.facts),)
        return Draft(speech, facts, (), (), (), (("facts", "事実"), ("messages", "事実"), ("avoided", "責める")))


class Tagger:
    def tag(self, utterance, before=(), *, scene=None):
        return Tag(Orientation.CREDIT, 0.9, Time.PAST)


class Quoter:
    def quote(self, topic):
        return None if topic == "責める" else Citation("p1", "handbook.ja.md", "第1章", f"{topic}の文。")


@dataclass
class Store:
    kept: dict = field(default_factory=dict)

    def keep(self, preparation, *, acting):
        self.kept[acting, preparation.id] = preparation

    def get(self, preparation_id, *, acting):
        try:
            return self.kept[acting, preparation_id]
        except KeyError:
            raise NotFound("ありません。") from None


class Caster:
    def cast(self, preparation):
        return preparation.request.name


@pytest.fixture
def service():
    return PrepareService(Desk(Drafter(), Tagger(), Quoter(), Caster()), Store(), versions=lambda: {"tagger": "t1"})


def test_a_sheet_is_kept_with_its_inputs_its_quotes_once_each_and_the_versions(service):
    made = service.prepare(Request(Scene.APPRAISAL, facts="12件"), acting="hanako")
    assert made == service._store.get(made.id, acting="hanako")
    assert [one.citation.quote for one in made.sheet.behind] == ["事実の文。"]
    assert made.versions == {"tagger": "t1"}


def test_another_manner_of_speech_changes_the_sheet_and_not_its_address(service):
    made = service.prepare(Request(Scene.APPRAISAL, facts="12件"), acting="hanako")
    told = service.retell(made.id, Speech.PLAIN, acting="hanako")
    assert (told.id, told.made_at) == (made.id, made.made_at)
    assert told.sheet.facts[0].text == "12件（plain）"
    assert service._store.get(made.id, acting="hanako").request.speech is Speech.PLAIN


def test_nobody_rehearses_with_another_persons_sheet(service):
    made = service.prepare(Request(Scene.APPRAISAL, "佐藤"), acting="hanako")
    assert service.rehearse(made.id, acting="hanako") == "佐藤"
    with pytest.raises(NotFound):
        service.rehearse(made.id, acting="taro")


def test_what_no_text_holds_is_taken_out_and_nothing_is_too_long():
    request = cleaned(Request(Scene.APPRAISAL, "\x00佐藤\ud800", "あ" * 50_000, "\x1b\n", task="  "))
    assert (request.name, len(request.facts), request.worries, request.task) == ("佐藤", 20_000, "", "")
