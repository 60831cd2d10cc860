"""Source files highlighted: classes, no styles, so that the page's policy and both colour schemes hold."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import RegexLexer, words
from pygments.lexers import JsonLexer, PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text

MOST_CHARACTERS = 200_000


class PrototxtLexer(RegexLexer):  # type: ignore[misc]  # pygments has no types
    """Protocol buffers' text form, as Caffe's networks are written."""

    name = "Prototxt"
    tokens = {  # noqa: RUF012 - the form that pygments asks for
        "root": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', String),
            (r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", Number),
            (words(("true", "false"), suffix=r"\b"), Keyword.Constant),
            (r"[A-Z][A-Z0-9_]+\b", Keyword.Constant),
            (r"([A-Za-z_]\w*)(?=\s*\{)", Name.Class),
            (r"[A-Za-z_]\w*", Name.Attribute),
            (r"[{}\[\]:;,<>]", Punctuation),
            (r".", Text),
        ]
    }


_LEXERS = {".py": PythonLexer, ".json": JsonLexer, ".prototxt": PrototxtLexer}
_FORMATTER = HtmlFormatter(nowrap=True, classprefix="p-")


@lru_cache(maxsize=128)
def highlighted(name: str, text: str) -> Markup:
    """A source file as HTML, a `span.line` for each line; plain where it is of no known kind or very long."""
    lexer = _LEXERS.get(name[name.rfind(".") :])
    if lexer is None or len(text) > MOST_CHARACTERS:
        lines = [str(escape(line)) for line in text.splitlines()]
    else:
        lines = highlight(text, lexer(stripnl=False), _FORMATTER).splitlines()
    return Markup("\n").join(Markup(f'<span class="line">{line}</span>') for line in lines)
