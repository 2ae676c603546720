"""The bundled model's own tokenizer (unigram pieces, best path), read from its file: the engine does not give its tokens."""

import struct

import numpy as np

_SPACE = "\u2581"
_PREFIX = "query: "
_MOST = 510
_UNKNOWN_COSTS = 10.0
_HEAD, _MARKS = 44, 28
"""Bytes before the tokenizer, and of its own head: how many pieces, the special ones, how long all pieces are."""


class PieceTokenizer:
    """Tokens as the engine makes them for something said or asked."""

    def __init__(self, image: bytes) -> None:
        pieces, self._first, self._last, _filling, self._unknown, letters = struct.unpack_from("<5iQ", image, _HEAD)
        at = _HEAD + _MARKS
        places = np.frombuffer(image, "<u4", pieces + 1, at)
        at += 4 * (pieces + 1)
        self._scores = np.frombuffer(image, "<f4", pieces, at)
        at += 4 * pieces
        text = image[at : at + letters]
        spelled = [text[places[number] : places[number + 1]].decode("utf-8", "ignore") for number in range(pieces)]
        self._pieces = {piece: number for number, piece in reversed(list(enumerate(spelled))) if piece}
        self._longest = max(map(len, self._pieces))
        self._least = float(self._scores.min()) - _UNKNOWN_COSTS
        self._normal = self._normal_forms(image, at + letters)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the pieces, between the marks for beginning and end."""
        spelled = self._spelled(text)
        size = len(spelled)
        best, came = [0.0, *[-1e30] * size], [(0, self._unknown)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(spelled[start:end])
                if piece is not None and piece != self._unknown:
                    score = best[start] + float(self._scores[piece])
                    if score > best[end]:
                        best[end], came[end] = score, (start, piece)
            if best[start] + self._least > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._least, (start, self._unknown)
        found = []
        at = size
        while at > 0:
            at, piece = came[at]
            found.append(piece)
        return [self._first, *found[::-1][:_MOST], self._last]

    def _spelled(self, text: str) -> str:
        letters = "".join(self._normal.get(letter, letter) for letter in _PREFIX + text)
        while "  " in letters:
            letters = letters.replace("  ", " ")
        return (letters if letters.startswith(" ") else f" {letters}").replace(" ", _SPACE)

    @staticmethod
    def _normal_forms(image: bytes, at: int) -> dict[str, str]:
        (count,) = struct.unpack_from("<i", image, at)
        at += 8
        found = {}
        for _ in range(count):
            letter, size = struct.unpack_from("<IB", image, at)
            found[chr(letter)] = "".join(map(chr, struct.unpack_from(f"<{size}I", image, at + 5)))
            at += 5 + 4 * size
        return found
