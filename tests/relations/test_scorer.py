"""The scorer: pairs of names, what is seen of them, trees, and what they add."""

from pathlib import Path

import numpy as np
import pytest

from kg.model import Modality, NewskgError, Predicate, Statement
from kg.notation import parse
from kg.relations import read, read_by_rules
from kg.relations.coreference import stand_ins
from kg.relations.encoding import Encoding, encode
from kg.relations.scorer import MODEL, weigh
from kg.relations.scorer.candidates import PREDICATES, Candidates, candidates
from kg.relations.scorer.features import matrix, names
from kg.relations.scorer.reading import WEAK, passage, trees
from kg.relations.scorer.trees import Forest, Node, forest, load, save
from kg.relations.subjects import Subjects

MEETING = "[安康市水利局|Agency]召开[汉江防汛座谈会|Event]。[段清|Person]、[马平|Person]到会听取意见。"


def encoded(annotated: str) -> Encoding:
    document = parse(annotated)
    return encode(document, stand_ins(document))


def pairs_of(annotated: str) -> Candidates:
    found = candidates(encoded(annotated))
    assert found is not None
    return found


def shown(pairs: Candidates) -> set[tuple[str, str]]:
    mentions = pairs.encoding.document.mentions
    text = [mentions[members[0]].text for members in pairs.things]
    return {(text[a], text[b]) for a, b in zip(pairs.subjects(), pairs.objects(), strict=True)}


def column(
    pairs: Candidates, name: str, statements: tuple[Statement, ...] = ()
) -> dict[tuple[str, str], float]:
    openings = Subjects(pairs.encoding).found
    rows = matrix(pairs, statements, openings)[:, names().index(name)]
    mentions = pairs.encoding.document.mentions
    text = [mentions[members[0]].text for members in pairs.things]
    ends = zip(pairs.subjects(), pairs.objects(), strict=True)
    return {(text[a], text[b]): float(v) for (a, b), v in zip(ends, rows, strict=True)}


def always(predicate: Predicate, odds: float = 2.0) -> Forest:
    """Trees that give every pair the same odds of one relation and none of the others."""
    grown = [[Node(odds if p is predicate else -9.0)] for p in PREDICATES]
    nothing = [[-99.0] * len(PREDICATES)] * 2
    return forest(PREDICATES, names(), grown, nothing, [0.5] * len(PREDICATES))


def test_pairs_are_of_names_that_may_be_related() -> None:
    found = shown(pairs_of(MEETING))
    assert ("段清", "汉江防汛座谈会") in found
    assert ("安康市水利局", "汉江防汛座谈会") in found
    assert ("汉江防汛座谈会", "段清") not in found  # nothing has a person as its object
    assert ("段清", "马平") not in found


def test_a_pair_stands_where_its_names_are_nearest() -> None:
    pairs = pairs_of("[段清|Person]说。[甲会|Event]将开。[段清|Person]出席[甲会|Event]。")
    row = next(i for i, _ in enumerate(pairs.subject))
    assert pairs.sentence[pairs.subject[row]] == pairs.sentence[pairs.object[row]]


def test_names_far_apart_are_no_pair() -> None:
    far = "[段清|Person]说。" + "[汉阴县|County]下雨。" * 4 + "[甲会|Event]召开。"
    assert ("段清", "甲会") not in shown(pairs_of(far))


def test_words_are_counted_where_they_stand() -> None:
    pairs = pairs_of(MEETING)
    assert column(pairs, "behind both: attend")["马平", "汉江防汛座谈会"] == 1
    assert column(pairs, "behind both: attend")["段清", "汉江防汛座谈会"] == 1  # behind its list
    assert column(pairs, "in front of both: attend")["马平", "汉江防汛座谈会"] == 0
    assert column(pairs, "in front of both: hold")["马平", "汉江防汛座谈会"] == 1
    assert column(pairs, "sentences apart")["段清", "汉江防汛座谈会"] == 1
    assert column(pairs, "between: words hold")["安康市水利局", "汉江防汛座谈会"] == 1


def test_rules_are_seen_for_the_pair_and_for_those_listed_with_it() -> None:
    pairs = pairs_of(MEETING)
    said = (Statement(2, Predicate.ATTENDED, 1, 0, 9, "meetings.attends"),)
    assert column(pairs, "rules: attended", said)["段清", "汉江防汛座谈会"] == 1
    beside = column(pairs, "rules: attended of one in a list with the subject", said)
    assert beside["马平", "汉江防汛座谈会"] == 1
    assert beside["段清", "汉江防汛座谈会"] == 0


def test_a_person_alone_may_be_quoted_and_nothing_else() -> None:
    pairs = pairs_of("[段清|Person]说，[段清|Person]与[马平|Person]来了。")
    alone = pairs.subject == pairs.object
    assert alone.sum() == len(pairs) == 3
    assert {PREDICATES[kind] for kind, _ in np.argwhere(pairs.may()).tolist()} == {Predicate.QUOTED_IN}


def test_what_touches_the_names_is_seen() -> None:
    pairs = pairs_of(MEETING)
    assert column(pairs, "behind the object: stop")["段清", "汉江防汛座谈会"] == 1
    assert column(pairs, "behind the subject: enumeration")["段清", "汉江防汛座谈会"] == 1
    assert column(pairs, "in front of the subject: border")["段清", "汉江防汛座谈会"] == 1
    assert column(pairs, "in front of the subject: border")["马平", "汉江防汛座谈会"] == 0


def test_who_acts_in_the_clause_is_seen() -> None:
    pairs = pairs_of(
        "[安康市水利局|Agency]会同[汉阴县|County]印发[《方案》|Initiative]。[马平|Person]来过[汉阴县|County]。"
    )
    assert column(pairs, "subject in force at the object")["安康市水利局", "《方案》"] == 1
    assert column(pairs, "subject opens a clause")["马平", "汉阴县"] == 1


def test_which_event_was_named_of_late_is_seen() -> None:
    pairs = pairs_of("[甲会|Event]之后是[乙会|Event]。[段清|Person]到场，[丙会|Event]未开。")
    last = column(pairs, "object is the last event")
    assert last["段清", "乙会"] == 1
    assert last["段清", "甲会"] == last["段清", "丙会"] == 0
    assert column(pairs, "object is the next event")["段清", "丙会"] == 1


def test_there_is_a_name_for_each_column() -> None:
    assert matrix(pairs_of(MEETING), ()).shape[1] == len(names()) == len(set(names()))


def test_trees_are_walked_as_they_were_grown(tmp_path: Path) -> None:
    tree = Node(0.5, 0, 1.5, Node(-1.0), Node(2.0, 1, 0.0, Node(1.0), Node(3.0)))
    grown = forest(
        ["a", "b"], ["x", "y"], [[tree, tree], [Node(-2.0), Node(0.25)]], [[-99, -99]] * 2, [0.5, 0.5]
    )
    save(tmp_path / "trees.npz", grown)
    for trees_ in (grown, load(tmp_path / "trees.npz")):
        rows = np.array([[1, 7], [2, 0], [2, 1]], dtype=np.float32)
        odds = trees_.odds(rows, np.array([[True] * 3, [True, False, True]]))
        assert odds.tolist() == [[-2.0, 2.0, 6.0], [-1.75, -np.inf, -1.75]]


def test_the_same_trees_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "other.npz"):
        save(tmp_path / name, always(Predicate.ATTENDED))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_a_file_without_trees_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NewskgError, match="kg train"):
        load(tmp_path / "none.npz")


def test_trees_find_their_columns_by_name() -> None:
    grown = forest(["a"], ["x", "y"], [[Node(0.0, 1, 0.5, Node(-1.0), Node(1.0))]], [[-99]] * 2, [0.5])
    moved = grown.over(["new", "y", "x"])
    assert moved.odds(np.array([[9, 1, 0]], dtype=np.float32), np.ones((1, 1), dtype=bool)).tolist() == [
        [1.0]
    ]
    with pytest.raises(NewskgError, match="'y'"):
        grown.over(["x"])


def test_grounds_add_up_to_what_the_trees_say() -> None:
    tree = Node(0.5, 0, 1.5, Node(-1.0), Node(2.0, 1, 0.0, Node(1.0), Node(3.0)))
    grown = forest(["a"], ["x", "y"], [[tree]], [[-99]] * 2, [0.5])
    grounds = grown.grounds(np.array([2, 1], dtype=np.float32), "a")
    assert grounds == {"x": 1.5, "y": 1.0}  # from 0.5 to 2, from 2 to 3


def test_what_is_likely_is_added_with_its_passage() -> None:
    encoding = encoded(MEETING)
    added = weigh(encoding, (), forest=always(Predicate.ATTENDED))
    text = encoding.document.article.text
    found = {(s.subject, s.object): s for s in added}
    assert set(found) == {(0, 1), (2, 1), (3, 1)}
    statement = found[3, 1]
    assert statement.rule == "scorer/attended"
    assert statement.confidence == 0.88  # 1 / (1 + exp(-2))
    assert text[statement.start : statement.end] == "召开汉江防汛座谈会。段清、马平到会听取意见"


def test_what_the_rules_state_is_not_added() -> None:
    said = (Statement(2, Predicate.ATTENDED, 1, 0, 9, "meetings.attends"),)
    found = weigh(encoded(MEETING), said, forest=always(Predicate.ATTENDED))
    assert found[0] is said[0]
    assert {s.subject for s in found[1:]} == {0, 3}


def test_weak_rules_are_doubted_and_sure_ones_are_not() -> None:
    sure = Statement(2, Predicate.ATTENDED, 1, 0, 9, "sure", confidence=0.9)
    weak = Statement(3, Predicate.ATTENDED, 1, 0, 9, "weak", confidence=0.5)
    assert weigh(encoded(MEETING), (sure, weak), forest=always(Predicate.ATTENDED, -3.0)) == [sure]
    held = weigh(encoded(MEETING), (weak,), forest=always(Predicate.ATTENDED, 3.0))[0]
    assert (held.rule, held.confidence) == ("weak", 0.95)  # as sure as the trees are
    far = Statement(0, Predicate.QUOTED_IN, None, 0, 9, "weak", confidence=0.5)
    assert weigh(encoded(MEETING), (far,), forest=always(Predicate.ATTENDED, -3.0)) == [far]


def test_who_is_likely_quoted_is_quoted_once() -> None:
    spoken = encoded("[段清|Person]说，好。[段清|Person]又说，不好。")
    added = weigh(spoken, (), forest=always(Predicate.QUOTED_IN))
    assert [(s.subject, s.predicate, s.object) for s in added] == [(0, Predicate.QUOTED_IN, None)]
    said = (Statement(1, Predicate.QUOTED_IN, None, 0, 9, "speech.says"),)
    assert weigh(spoken, said, forest=always(Predicate.QUOTED_IN)) == list(said)


def test_cooperation_is_added_once() -> None:
    both = encoded("[汉阴县|County]与[石泉县|County]往来频繁。")
    assert len(weigh(both, (), forest=always(Predicate.COOPERATES_WITH))) == 1


def test_what_is_planned_is_added_as_planned() -> None:
    added = weigh(encoded("[段清|Person]将出席[甲会|Event]。"), (), forest=always(Predicate.ATTENDED))
    assert [s.modality for s in added] == [Modality.PLANNED]


def test_nobody_has_spoken_at_what_is_to_come() -> None:
    coming = encoded("[段清|Person]说，下半年将举办[汉江防汛座谈会|Event]。")
    assert weigh(coming, (), forest=always(Predicate.SPOKE_AT)) == []


def test_nothing_is_added_to_nothing() -> None:
    assert weigh(encoded("今天下雨。"), (), forest=always(Predicate.ATTENDED)) == []
    assert weigh(encoded("[段清|Person]来了。"), (), forest=always(Predicate.ATTENDED)) == []


def test_passages_hold_both_names() -> None:
    pairs = pairs_of(MEETING)
    for row in range(len(pairs)):
        start, end = passage(pairs, row)
        assert start <= min(pairs.at[pairs.subject[row]], pairs.at[pairs.object[row]])
        assert end > max(pairs.at[pairs.subject[row]], pairs.at[pairs.object[row]])


def test_the_trees_of_the_package_fit_its_features() -> None:
    assert trees().features == names()
    assert trees().predicates == tuple(p.value for p in PREDICATES)
    assert MODEL.stat().st_size < 1_000_000


def test_reading_keeps_what_sure_rules_read() -> None:
    document = parse(MEETING)
    sure = {s for s in read_by_rules(document).statements if s.confidence >= WEAK}
    assert sure <= set(read(document).statements)
