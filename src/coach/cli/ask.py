"""coach ask: free questions."""

import time
from typing import Annotated, Any

import typer

from coach.cli.session import answer_lines, coach, text_of, write_json
from coach.domain.errors import BadInput
from coach.domain.passage import Answer, Declined


def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="質問。")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="標準入力の JSON Lines に一行ずつ答えます。")] = False,
) -> int:
    """質問に、ナレッジの言葉で答えます。"""
    from coach.cli.forms import answer_form

    service = coach().ask

    def one(question: str) -> tuple[Answer | Declined, dict[str, Any]]:
        began = time.perf_counter()
        answer = service.ask(question)
        ms = round((time.perf_counter() - began) * 1000, 1)
        return answer, {"question": question, **answer_form(answer), "ms": ms}

    if jsonl:
        return answer_lines(lambda number, value: {"id": value.get("id"), **one(text_of(value, "question", number))[1]})
    if question is None:
        raise BadInput("質問を指定してください。例：coach ask 信用と信頼の違いは何ですか")
    answer, form = one(question)
    if as_json:
        write_json(form)
    else:
        _print(answer)
    return 0


def _print(answer: Answer | Declined) -> None:
    print(answer.text)
    if isinstance(answer, Answer):
        print()
        for citation in answer.citations:
            print(f"  出典：{citation.document}「{citation.section}」")
            print(f"    「{citation.shown}」")
