"""Claims about the embedding model that ships, and about folders that are brought along."""

import json
import shutil
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from ingest.embed import SHIPPED, Embedder, load_embedder
from ingest.errors import ModelError
from tests.tiny_models import tiny_embedding_model

SENTENCES = [
    "Virksomheden betaler løn til medarbejderen.",
    "Hvor mange timer om ugen er mentoren til stede?",
    "Kommunen dækker udgiften, jf. § 12, stk. 3.",
    "The company pays a wage.",
    "Ærø, Åbenrå og 1.000,50 kr.",
    "",
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may change."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "copied"))


def cosine(embedder: Embedder, left: str, right: str) -> float:
    return float(np.prod(embedder.embed([left, right]), axis=0).sum())


def test_a_row_has_length_one(embedder: Embedder) -> None:
    lengths = np.linalg.norm(embedder.embed(SENTENCES[:-1]), axis=1)
    np.testing.assert_allclose(lengths, 1, rtol=1e-5)


def test_there_is_one_row_of_single_precision_per_text(embedder: Embedder) -> None:
    vectors = embedder.embed(SENTENCES)
    assert vectors.shape == (len(SENTENCES), embedder.dimensions)
    assert vectors.dtype == np.float32


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("text", ["", " \n", "…!?"])
def test_a_text_without_words_gives_a_row_of_zeros(embedder: Embedder, text: str) -> None:
    assert not embedder.embed([text]).any()


def test_a_text_has_the_same_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    alone = embedder.embed(SENTENCES[1:2])[0]
    np.testing.assert_allclose(embedder.embed(SENTENCES)[1], alone, atol=1e-6)


@pytest.mark.parametrize(
    ("left", "related", "unrelated"),
    [
        ("firma", "virksomhed", "kirke"),
        ("løn", "aflønning", "skov"),
        ("chef", "leder", "cykel"),
        ("Firmaet søger en ny chef.", "En virksomhed mangler sin leder.", "Skoven er åben i dag."),
    ],
)
def test_related_texts_are_closer_than_unrelated(
    embedder: Embedder, left: str, related: str, unrelated: str
) -> None:
    assert cosine(embedder, left, related) > cosine(embedder, left, unrelated) + 0.1


def test_upper_case_makes_no_difference(embedder: Embedder) -> None:
    assert cosine(embedder, "Økonomi og Ansættelse", "økonomi og ansættelse") > 0.9999


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*")) < 8_000_000


def test_no_network_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the embedder reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert load_embedder().embed(["firma"]).any()


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model folder '.*nowhere': set HOLDEPUNKT_MODEL"):
        load_embedder(tmp_path / "nowhere")


def test_a_folder_that_is_no_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no modules\.json, so no model: set HOLDEPUNKT_MODEL"):
        load_embedder(tmp_path)


@pytest.mark.parametrize("file", ["modules.json", "tokenizer.json", "model.safetensors"])
def test_a_damaged_file_is_a_model_error(copied: Path, file: str) -> None:
    (copied / file).write_bytes(b"{")
    with pytest.raises(ModelError, match="cannot be read"):
        load_embedder(copied)


def test_a_vocabulary_larger_than_the_table_is_refused(copied: Path) -> None:
    tensors = load_file(copied / "model.safetensors")
    save_file({name: rows[:-1] for name, rows in tensors.items()}, copied / "model.safetensors")
    with pytest.raises(ModelError, match=r"\d+ word pieces but \d+ vectors"):
        load_embedder(copied)


def test_the_name_starts_with_the_folder(copied: Path) -> None:
    assert load_embedder(copied).name.startswith("copied-")


def test_the_name_changes_with_the_weights(copied: Path) -> None:
    before = load_embedder(copied).name
    tensors = load_file(copied / "model.safetensors")
    tensors["weights"][1] *= 2
    save_file(tensors, copied / "model.safetensors")
    assert load_embedder(copied).name != before


def test_the_name_does_not_change_with_the_model_card(copied: Path) -> None:
    before = load_embedder(copied).name
    (copied / "README.md").write_text("rewritten", encoding="utf-8")
    assert load_embedder(copied).name == before


@pytest.mark.parametrize("passage_key", ["document", "passage"])
def test_prompts_are_put_before_questions_and_passages(copied: Path, passage_key: str) -> None:
    prompts = {"query": "spørgsmål: ", passage_key: "afsnit: "}
    config = copied / "config_sentence_transformers.json"
    config.write_text(json.dumps({"prompts": prompts}), encoding="utf-8")
    prompted, plain = load_embedder(copied), load_embedder()
    for query, expected in ((True, "spørgsmål: løn"), (False, "afsnit: løn")):
        np.testing.assert_allclose(prompted.embed(["løn"], query=query), plain.embed([expected]))


def prompts(folder: Path) -> tuple[str, str]:
    model = load_embedder(folder)
    return model.query_prompt, model.passage_prompt


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("multilingual-e5-small", ("query: ", "passage: ")),
        ("models--intfloat--e5-base/snapshots/c0ffee", ("query: ", "passage: ")),
        ("nomic-embed-text-v2", ("search_query: ", "search_document: ")),
        ("e50-model", ("", "")),
    ],
)
def test_a_folder_without_prompts_gets_those_of_its_family(
    tmp_path: Path, name: str, expected: tuple[str, str]
) -> None:
    assert prompts(Path(shutil.copytree(SHIPPED, tmp_path / name))) == expected


def test_an_instructed_family_has_its_instruction_before_questions_alone(tmp_path: Path) -> None:
    query, passage = prompts(
        Path(shutil.copytree(SHIPPED, tmp_path / "multilingual-e5-large-instruct"))
    )
    assert query.startswith("Instruct: ")
    assert query.endswith("\nQuery: ")
    assert passage == ""


def test_prompts_in_the_folder_go_before_those_of_its_family(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "e5"))
    config = folder / "config_sentence_transformers.json"
    config.write_text('{"prompts": {"query": "spørgsmål: ", "corpus": ""}}', encoding="utf-8")
    assert prompts(folder) == ("spørgsmål: ", "")


def test_the_name_changes_with_the_prompt_of_a_family(tmp_path: Path, embedder: Embedder) -> None:
    of_family = load_embedder(Path(shutil.copytree(SHIPPED, tmp_path / "e5")))
    assert of_family.name.rpartition("-")[2] != embedder.name.rpartition("-")[2]


def test_a_cross_encoder_is_no_embedding_model(copied: Path) -> None:
    config = copied / "config_sentence_transformers.json"
    config.write_text('{"model_type": "CrossEncoder"}', encoding="utf-8")
    with pytest.raises(ModelError, match=r"\(it is a CrossEncoder\): set HOLDEPUNKT_MODEL"):
        load_embedder(copied)


def test_weights_of_either_form_give_the_same_vectors(copied: Path, embedder: Embedder) -> None:
    tensors = load_file(copied / "model.safetensors")
    whole = tensors["embeddings"] * tensors["weights"][:, None]
    save_file({"embedding.weight": whole}, copied / "model.safetensors")
    np.testing.assert_allclose(load_embedder(copied).embed(SENTENCES), embedder.embed(SENTENCES))


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors(embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(SHIPPED), local_files_only=True, device="cpu")
    np.testing.assert_allclose(theirs.encode(SENTENCES), embedder.embed(SENTENCES), atol=1e-5)


@pytest.mark.slow
def test_a_model_of_other_modules_is_read_with_its_prompts(copied: Path) -> None:
    """Two Normalize modules are more than the short way knows, and change no vector."""
    modules = json.loads((copied / "modules.json").read_text(encoding="utf-8"))
    modules.append({**modules[1], "idx": 2, "name": "2"})
    (copied / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    config = copied / "config_sentence_transformers.json"
    settings = json.loads(config.read_text(encoding="utf-8"))
    settings |= {"prompts": {"query": "spørgsmål: "}, "default_prompt_name": "query"}
    config.write_text(json.dumps(settings), encoding="utf-8")
    long_way, short_way = load_embedder(copied), load_embedder()
    assert long_way.dimensions == short_way.dimensions
    for query, prompt in ((True, "spørgsmål: "), (False, "")):
        np.testing.assert_allclose(
            long_way.embed(["løn", " "], query=query),
            short_way.embed([prompt + "løn", " "]),
            atol=1e-5,
        )


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of chance weights, of the kind that most models are of."""
    return tiny_embedding_model(tmp_path_factory.mktemp("model") / "tiny")


LENGTHS = [1, 90, 3, 400, 40]  # words


@pytest.mark.slow
def test_a_transformer_gives_a_text_the_same_vector_whatever_stands_beside_it(
    transformer: Path,
) -> None:
    model = load_embedder(transformer)
    texts = ["løn til mentor " * length for length in LENGTHS]
    alone = np.concatenate([model.embed([text]) for text in texts])
    np.testing.assert_allclose(model.embed(texts), alone, atol=1e-5)


@pytest.mark.slow
def test_a_transformer_reads_few_long_texts_at_once_and_many_short_ones(
    transformer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import SentenceTransformer

    model, sizes = load_embedder(transformer), list[int]()
    theirs = SentenceTransformer.encode

    def counted(self: Any, texts: list[str], **options: Any) -> Any:  # noqa: ANN401
        sizes.append(len(texts))
        return theirs(self, texts, **options)

    monkeypatch.setattr(SentenceTransformer, "encode", counted)
    model.embed(["løn", "x" * 10_000, "løn", "x" * 7_000, "x" * 7_000])
    assert sizes == [1, 2, 2]


@pytest.mark.slow
def test_a_transformer_is_given_fewer_texts_at_once(transformer: Path, embedder: Embedder) -> None:
    assert load_embedder(transformer).batch < embedder.batch
