"""The hybrid retriever, as a LangChain retriever and as the coach's own port. Importing it imports langchain_core."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from coach.domain.passage import CONTEXT_BUDGET, Found
from coach.japanese import question_parts
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.ranking import interleaved, within_budget
from coach.retrieval.search import candidates, ranked


class HybridRetriever(BaseRetriever):
    """Vectors, words and character pairs, fused by `ranking.WEIGHTS`. A question with two parts is asked in parts too."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    index: KnowledgeIndex
    budget: int = CONTEXT_BUDGET
    """Characters that `invoke` returns at most."""

    def find(self, question: str, *, budget: int = CONTEXT_BUDGET) -> list[Found]:
        """The passages that fit best, best first, at most `budget` characters in all."""
        parts = question_parts(question)
        lists = [self._ranked(part) for part in dict.fromkeys([question, *(parts if len(parts) > 1 else ())])]
        return within_budget(interleaved(lists), budget)

    def _ranked(self, question: str) -> list[Found]:
        vector = self.index.embedder.query(question)
        return ranked(candidates(self.index, question, vector))

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [as_document(each) for each in self.find(query, budget=self.budget)]


def as_document(found: Found) -> Document:
    """A found passage in LangChain's words."""
    passage = found.passage
    metadata = {
        "passage_id": passage.id,
        "document": passage.document,
        "section": passage.section_name,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "score": found.score,
        "similarity": found.similarity,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)
