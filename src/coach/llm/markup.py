"""What no model may write to a reader: addresses that lead away, and markup that a page might carry out."""

import re

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:)?//[^\s)」』）]+|\bwww\.[^\s)」』）]+|\b(?:javascript|data|vbscript|mailto|tel):\S+"
    r"|[\w.+-]+[@＠][\w-]+[.．][\w.-]+"
    r"|(?<![\w@])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|jp|net|org|io|dev|info|biz|app|ai|cloud|xyz|top|ru|cn|example)(?![a-z0-9])(?:/\S*)?"
    r"|!?\[[^\]]*\]\s*[(\[:]|<\s*[a-zA-Z/!?]|＜\s*[a-zA-Zａ-ｚＡ-Ｚ/!]|&(?:lt|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)
"""Links with and without a scheme, mail addresses, Markdown links and images, HTML (also in full-width letters)."""
