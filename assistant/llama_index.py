"""Holdepunkt as a retriever for programs that are built with LlamaIndex."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.ask import Assistant
from assistant.reply import Passage
from ingest.library import Library


class HoldepunktRetriever(BaseRetriever):
    """Gives the passages that an assistant would answer from, best first, as nodes.

    A node's metadata says where it stands: `document`, `title`, `page` (1-based), and `start` and
    `end` in the document's text (0-based, end exclusive).
    """

    def __init__(self, assistant: Assistant, passages: int = 10) -> None:
        super().__init__()
        self._assistant = assistant
        self._passages = passages

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._assistant.passages(query_bundle.query_str, self._passages)
        return [_node(passage, self._assistant.library) for passage in found]


def _node(passage: Passage, library: Library) -> NodeWithScore:
    chunk = passage.chunk
    document = library.document(chunk.document_id)
    where = {
        "document": chunk.document_id,
        "title": document.source.title,
        "page": document.page_at(chunk.start).number,
        "start": chunk.start,
        "end": chunk.end,
    }
    return NodeWithScore(
        node=TextNode(id_=chunk.id, text=chunk.text, metadata=where), score=passage.score
    )
