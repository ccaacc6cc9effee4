"""The one door to a language model: LlamaIndex's interface to any OpenAI-compatible server.

Loaded only where a model is set, since what it brings along takes a second.
"""

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Thread

import httpx
import openai
from llama_index.core.llms import ChatMessage, ChatResponse
from llama_index.llms.openai_like import OpenAILike

from assistant.parse import Unusable, parse
from assistant.prompt import PASSAGES, Message, prompt
from assistant.question import Understood
from assistant.reply import Claim, Passage
from ingest.personal_data import mask

_MOST_TOKENS = 1_000  # of a reply; twelve lines with their quotes
_CUT = (None, "length", "content_filter")  # ends of a reply that is not whole
_NO_KEY = "none"  # what a server without keys is sent
_Came = SimpleQueue[str | Unusable | None]  # None: the reply is whole

# What is asked and answered must not come into a log that somebody sets to tell everything.
for _talkative in ("openai", "httpx", "httpcore"):
    logging.getLogger(_talkative).setLevel(logging.WARNING)


class LanguageModelWriter:
    """Asks the model of that `name` at `url`; each reply has `seconds` to come."""

    def __init__(self, name: str, url: str, *, key: str | None = None, seconds: float) -> None:
        self.name = name
        self._url = url
        self._key = key or _NO_KEY
        self._seconds = seconds

    def write(self, understood: Understood, passages: Sequence[Passage]) -> Iterator[Claim]:
        """What the model says to the question, each claim as it comes; nothing is verified.

        Raises:
            Unusable: there is no whole reply: the server is down, slow, or answers with an error;
                or the reply is cut off, empty, endless, or says nothing.
        """
        given = passages[:PASSAGES]
        with closing(self._pieces(prompt(understood, given))) as pieces:
            yield from parse(pieces, given)

    def _pieces(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply piece by piece, until the time is up.

        It is received in a thread of its own: a server that trickles bytes keeps within any
        limit between two of them, and so never lets go of who waits for it.
        """
        ends = time.monotonic() + self._seconds
        came: _Came = SimpleQueue()
        # Redirects are not followed: what is asked goes where the settings say, nowhere else.
        with httpx.Client(timeout=self._seconds, follow_redirects=False) as client:
            told = self._model(client), _masked(messages), came
            Thread(target=_receive, args=told, daemon=True).start()
            while True:
                try:
                    piece = came.get(timeout=max(ends - time.monotonic(), 0))
                except Empty:
                    raise Unusable(f"it took longer than {self._seconds:g} s") from None
                if piece is None:
                    return
                if isinstance(piece, Unusable):
                    raise piece
                yield piece

    def _model(self, client: httpx.Client) -> OpenAILike:
        return OpenAILike(
            model=self.name, api_base=self._url, api_key=self._key, is_chat_model=True,
            temperature=0, max_tokens=_MOST_TOKENS, max_retries=0,
            http_client=client,  # type: ignore[call-arg]  # taken, though it is no field
        )  # fmt: skip


def _masked(messages: Sequence[Message]) -> list[ChatMessage]:
    """The messages as they are sent: personal data masked in every one, whoever wrote it."""
    return [ChatMessage(content=mask(m.text, contacts=True), role=m.role) for m in messages]


def _receive(model: OpenAILike, messages: Sequence[ChatMessage], came: _Came) -> None:
    """Puts the reply's pieces into the queue, and at last None or what went wrong."""
    why = None
    try:
        for response in model.stream_chat(messages):
            came.put(response.delta or "")
            why = _ended(response) or why
        came.put(Unusable(f"it is not whole ({why})") if why in _CUT else None)
    except Exception as exc:  # what a server can send is without bounds, and so are the errors
        came.put(Unusable(_cause(exc)))


def _ended(response: ChatResponse) -> str | None:
    """Why the reply ends here, as the server says; None where it goes on."""
    choices = getattr(response.raw, "choices", None)
    return choices[0].finish_reason if choices else None


def _cause(exc: Exception) -> str:
    match exc:
        case openai.APITimeoutError() | httpx.TimeoutException():
            return "the server is too slow"
        case openai.APIStatusError():
            return f"the server answers {exc.status_code}"
        case openai.APIConnectionError():
            return "the server cannot be reached"
        case httpx.TransportError():
            return "the connection broke"
    return f"the server does not speak the protocol ({type(exc).__name__})"
