"""What a person would see and do, in AppTest's terms."""

from streamlit.testing.v1 import AppTest


def text(app: AppTest) -> str:
    """Everything that is written on the page, HTML included."""
    said = [one.body for one in app.html]
    said += [
        str(one.value)
        for kind in ("markdown", "title", "subheader", "caption", "warning", "info", "success")
        for one in app.get(kind)
    ]
    return "\n".join(said)


def keys(app: AppTest, beginning: str) -> list[str]:
    """The keys of the buttons that begin so, in order."""
    return [one.key for one in app.button if one.key and one.key.startswith(beginning)]


def started(app: AppTest) -> AppTest:
    """The app after the way from the first page into a conversation."""
    app.run()
    app.button(key="to-first").click().run()
    return app.button(key="begin").click().run()


def say(app: AppTest, words: str) -> AppTest:
    """One more utterance."""
    return app.chat_input(key="say").set_value(words).run()


def visit(app: AppTest, path: str, **address: str) -> AppTest:
    """The page at that address; the app must have run once."""
    app._page_hash = next(key for key, info in app._registered_pages.items() if info.get("url_pathname") == path)
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    app._page_hash = ""  # from here on the app itself says where it goes
    return app
