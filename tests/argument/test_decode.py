"""The tree is the best one, and always a tree."""

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from oped_argument.argument.decode import Balance, Beliefs, arborescence, decode

probability = st.floats(0, 1, allow_nan=False)


@st.composite
def square(draw):
    count = draw(st.integers(2, 7))
    return [[draw(st.integers(0, 20)) for _ in range(count)] for _ in range(count)]


@st.composite
def beliefs(draw):
    count = draw(st.integers(1, 8))
    row = st.lists(probability, min_size=count, max_size=count)
    return Beliefs(draw(row), draw(row), draw(row), draw(st.lists(row, min_size=count, max_size=count)))


@settings(max_examples=150, deadline=None)
@given(square(), st.integers(0, 6))
def test_arborescence_weighs_as_much_as_that_of_networkx(matrix, root):
    root %= len(matrix)
    weights = {i: {j: float(w) for j, w in enumerate(row) if j != i} for i, row in enumerate(matrix)}
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from((j, i, w + 1) for i, row in weights.items() if i != root for j, w in row.items())
    best = networkx.maximum_spanning_arborescence(graph)
    parents = arborescence(weights, root)
    assert sum(weights[i][j] for i, j in parents.items()) == sum(weights[i][j] for j, i in best.edges)


@settings(max_examples=150, deadline=None)
@given(beliefs(), st.booleans())
def test_what_is_decoded_is_a_tree(believed, either):
    tree = decode(believed, Balance(), either=either)
    assert tree.parent[tree.root] == -1
    for start in range(len(tree.parent)):
        seen, at = set(), start
        while at != tree.root:
            assert at not in seen
            seen.add(at)
            at = tree.parent[at]
    assert either or not tree.con[tree.root]
    assert decode(believed, Balance(), either=either) == tree


def test_a_given_root_is_the_root():
    believed = Beliefs([0.9, 0.1], [0.1, 0.1], [0.1, 0.1], [[0, 0.9], [0.9, 0]])
    assert decode(believed, Balance()).root == 0
    assert decode(believed, Balance(), root=1).parent == (1, -1)
