"""A model that seems to stand elsewhere: the scripted server plays the proxy on the way to it."""

import shutil

import pytest
from tests.browser import steps
from tests.browser.conftest import Server, free_port

from coach.testing import Say, ScriptedServer

pytestmark = pytest.mark.browser

HOST = "models.example"
KEY = "sk-test-not-a-key"
SPOKEN = "三月は窓口が混みましたが、皆で乗り切りました。"
SAID = "佐藤さんと一緒に、三月の窓口をよく支えてくれましたね。"
READ = {
    "label": "credit",
    "time": "past",
    "flags": [],
    "moves": ["recognise_result"],
    "segments": [],
    "text": "",
    "rephrase": None,
    "quotes": [],
}


def scripted(body):
    return Say(READ) if "response_format" in body else Say(SPOKEN)


@pytest.fixture
def model():
    with ScriptedServer([scripted]) as here:
        yield here


@pytest.fixture
def remote(server, model, tmp_path, monkeypatch):
    """The app with a key and an address elsewhere, nobody asked yet; its knowledge is the other server's."""
    for name in ("NO_PROXY", "no_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    shutil.copytree(server.home / "knowledge", home / "knowledge")
    settings = {
        "COACH_ENGINE": "auto",
        "COACH_LLM_BASE_URL": f"http://{HOST}/v1",
        "COACH_LLM_API_KEY": KEY,
        "HTTP_PROXY": model.url.removesuffix("/v1"),
    }
    here = Server(home, free_port(), tmp_path / "server.log", settings=settings)
    here.start()
    yield here
    here.stop()


def to_settings(page, url) -> None:
    page.goto(f"{url}/settings")
    page.get_by_text("お相手するエンジン").wait_for()


def choose(page, name) -> None:
    page.get_by_test_id("stRadio").get_by_text(name, exact=True).click()


def calls(page) -> str:
    details = page.locator("details").filter(has_text="管理者向け")
    details.wait_for()
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return page.get_by_test_id("stMetricValue").first.inner_text()


def test_nothing_is_sent_before_consent_and_the_choice_can_be_changed(remote, model, visit):
    page = visit.page
    steps.begin(page, remote.url)
    page.get_by_text("AIサービス（LLM）を使いますか？").wait_for()
    assert page.get_by_text(HOST).count() > 0
    steps.say(page, SAID)
    assert model.requests == []

    page.get_by_role("button", name="使わない").click()
    page.get_by_text("AIサービス（LLM）を使いますか？").wait_for(state="detached")
    steps.begin(page, remote.url)
    assert page.get_by_text("AIサービス（LLM）を使いますか？").count() == 0
    steps.say(page, "来期も期待しています。")
    assert model.requests == []

    to_settings(page, remote.url)
    page.get_by_text("許可されていないため").wait_for()
    assert calls(page) == "0回"
    choose(page, "使う")
    page.get_by_text("送信に同意されているため").wait_for()

    steps.begin(page, remote.url)
    steps.say(page, SAID)
    page.get_by_text(SPOKEN).first.wait_for()
    assert model.chats
    assert not any("佐藤" in one.text for one in model.chats)
    assert all(one.path.startswith(f"http://{HOST}/v1/") for one in model.chats)

    to_settings(page, remote.url)
    assert calls(page) == f"{len(model.chats)}回"
    page.get_by_text("日ごと").wait_for()
    choose(page, "使わない")
    page.get_by_text("許可されていないため").wait_for()
    sent = len(model.chats)
    steps.begin(page, remote.url)
    steps.say(page, SAID)
    assert sent == len(model.chats)

    assert visit.complaints == []
    log = remote.log.read_text("utf-8", "replace")
    assert not [secret for secret in (KEY, SAID, SPOKEN, "佐藤") if secret in log]


_VOICES = """
window.heard = [];
const voices = [{ lang: "en-US", localService: true }, { lang: "ja-JP", localService: LOCAL, name: "stub" }];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel: () => window.heard.push("(stop)"),
  speak: (words) => window.heard.push(words.text), addEventListener: () => {}, removeEventListener: () => {} } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.mark.parametrize("local", [True, False])
def test_replies_are_read_aloud_by_a_voice_of_the_device_or_not_at_all(server, visit, local):
    page = visit.page
    page.add_init_script(_VOICES.replace("LOCAL", "true" if local else "false"))
    to_settings(page, server.url)
    switch = page.get_by_test_id("stCheckbox").filter(has_text="返事を読み上げる")
    switch.locator("label").click()
    sample = page.frame_locator("[data-testid='stIFrame']")
    if local:
        sample.get_by_role("button", name="試しに聞く").click()
        page.wait_for_function("window.heard.includes('このような声で読み上げます。')")
    else:
        sample.get_by_text("日本語の声がありません").wait_for()

    steps.begin(page, server.url)
    steps.say(page, "来期も期待しています。")
    reply = page.locator("[class*='st-key-heard-'] .said").last.inner_text()
    if local:
        page.wait_for_function("window.heard.length > 0")
        page.frame_locator("[data-testid='stIFrame']").get_by_role("button", name="もう一度聞く").click()
        page.wait_for_function(f"window.heard.filter((one) => one === {reply!r}).length === 2")
        # Looking at it again by a reload reads nothing without being asked.
        page.reload()
        page.frame_locator("[data-testid='stIFrame']").get_by_role("button", name="もう一度聞く").wait_for()
        assert reply not in page.evaluate("window.heard")
    else:
        page.wait_for_timeout(500)
        assert page.evaluate("window.heard.filter((one) => one !== '(stop)')") == []
        assert page.locator("[data-testid='stIFrame']").evaluate("one => one.offsetHeight") == 0

    to_settings(page, server.url)
    switch.locator("label").click()
    page.get_by_test_id("stIFrame").wait_for(state="detached")
    assert visit.complaints == []
