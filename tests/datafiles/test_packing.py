"""What is kept between builds is compact JSON, the same bytes as the standard library's."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.datafiles.packing import pack, unpack

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
@settings(max_examples=200, deadline=None)
def test_packed_values_are_compact_json_and_come_back(value):
    packed = pack(value)

    assert packed == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    assert unpack(packed) == value


def test_a_number_with_a_point_is_packed_as_it_is_written():
    assert unpack(pack([Decimal("1.50")])) == ["1.50"]
