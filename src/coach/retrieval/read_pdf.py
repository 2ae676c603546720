"""PDF files that hold text."""

import logging
import re
from io import BytesIO

from coach.domain.encoding import tidy
from coach.domain.errors import BadInput
from coach.retrieval.blocks import Line
from coach.retrieval.read_text import lines_of

_PAGE_NUMBER = re.compile(r"^[-–— ]*(?:[0-9]{1,4}|[0-9]{1,4}\s*/\s*[0-9]{1,4})[-–— ]*$")
_MOST_PAGES = 2_000


def lines_in(data: bytes, name: str, most: int) -> list[Line]:
    """The lines of a PDF, page by page. Raises BadInput for a locked, scanned or endless one."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput(f"「{name}」はパスワードで保護されています。パスワードを外して保存し直してください。")
        if len(reader.pages) > _MOST_PAGES:
            raise BadInput(
                f"「{name}」はページが多すぎます（{len(reader.pages):,}ページ）。{_MOST_PAGES:,}ページ以下に分けてください。"
            )
        texts = []
        for page in reader.pages:
            texts.append(tidy(page.extract_text() or ""))
            if sum(map(len, texts)) > most:
                raise BadInput(f"「{name}」の文章は長すぎます。{most:,}文字以下に分けてください。")
    except DependencyError as error:
        raise BadInput(f"「{name}」の暗号化には対応していません。パスワードを外して保存し直してください。") from error
    except PyPdfError as error:
        raise BadInput(f"「{name}」をPDFとして読めません。ファイルが壊れていないか確かめてください。") from error
    if not any(text.strip() for text in texts):
        raise BadInput(
            f"「{name}」には文字が入っていません（画像だけのPDF）。文字認識（OCR）をかけてから取り込んでください。"
        )
    return [
        line
        for number, text in enumerate(texts, 1)
        for line in [*lines_of(_without_number(text), page=number), Line("")]
    ]


def _without_number(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not _PAGE_NUMBER.match(line.strip()))
