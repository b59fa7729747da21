"""Where bands stand: what keeps together, what floats, what is repeated."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportgen.writers.pdf.bands import Band, RuleItem, Stack
from reportgen.writers.pdf.paging import Sheet, paginate

HEIGHT = 100.0


def band(name: float, height: float = 10.0, may_break: bool = False) -> Band:
    """Return a band that can be told by the width of its rule."""
    return Band(height, (RuleItem(0, 0, name, 1, "#000000"),), may_break)


def text(name: float, lines: int, before: float = 0.0, after: float = 0.0) -> Stack:
    bands = tuple(band(name + n / 100, may_break=2 <= n <= lines - 2) for n in range(lines))
    return Stack(bands, before, after)


def heading(name: float, opens_page: bool = False) -> Stack:
    return Stack((band(name),), 10.0, 5.0, 5.0, keeps_with_next=True, opens_page=opens_page)


def exhibit(name: float, height: float) -> Stack:
    return Stack((band(name, height),), before=15.0, after=15.0, is_exhibit=True)


def rules(each: Band) -> list[float]:
    return [item.width for item in each.items if isinstance(item, RuleItem)]


def names(sheets: tuple[Sheet, ...]) -> list[list[float]]:
    return [
        [item.width for placed in sheet for item in placed.band.items if isinstance(item, RuleItem)]
        for sheet in sheets
    ]


def test_a_heading_keeps_with_two_lines_of_its_text() -> None:
    sheets = paginate([text(1, 8), heading(2), text(3, 6)], HEIGHT, HEIGHT)
    assert names(sheets)[1][:3] == [2, 3, 3.01]


def test_a_paragraph_leaves_two_lines_on_either_side() -> None:
    sheets = paginate([text(1, 8), text(2, 5)], HEIGHT, HEIGHT)
    assert [len(page) for page in names(sheets)] == [10, 3]
    sheets = paginate([text(1, 9), text(2, 5)], HEIGHT, HEIGHT)
    assert [len(page) for page in names(sheets)] == [9, 5]


def test_a_figure_that_does_not_fit_opens_the_next_page_while_text_fills_this_one() -> None:
    sheets = paginate([text(1, 6), exhibit(2, 50), text(3, 3), text(4, 3)], HEIGHT, HEIGHT)
    assert [int(page[0]) for page in names(sheets)] == [1, 2]
    assert 3 in names(sheets)[0]
    assert names(sheets)[1] == [2, 4, 4.01, 4.02]


def test_a_figure_is_never_overtaken_by_another_exhibit() -> None:
    sheets = paginate([text(1, 6), exhibit(2, 50), exhibit(3, 10)], HEIGHT, HEIGHT)
    assert names(sheets)[1:] == [[2, 3]]


def test_a_figure_is_not_overtaken_by_one_under_a_heading() -> None:
    sheets = paginate([text(1, 6), exhibit(2, 50), heading(3), exhibit(4, 5)], HEIGHT, HEIGHT)
    assert names(sheets)[1:] == [[2, 3, 4]]


def test_a_figure_is_overtaken_by_one_section_at_most() -> None:
    flow = [text(1, 2), exhibit(2, 95)]
    for name in (3, 4, 5):
        flow += [heading(name), text(name + 0.5, 1)]
    sheets = paginate(flow, HEIGHT, HEIGHT)
    assert names(sheets)[:2] == [[1, 1.01, 3, 3.5], [2]]


def test_a_figure_comes_before_the_next_section_on_a_page_that_is_two_thirds_full() -> None:
    flow = [exhibit(2, 50), heading(3), text(4, 1)]
    assert names(paginate([text(1, 9), *flow], 150.0, 150.0))[0][-2:] == [3, 4]
    assert names(paginate([text(1, 10), *flow], 150.0, 150.0))[0][-2:] == [3, 4]
    fuller = [text(1, 10), Stack((band(1.5, 0.1),))]
    assert names(paginate([*fuller, *flow], 150.0, 150.0))[1] == [2, 3, 4]


def test_a_section_that_opens_a_page_comes_after_the_figure_before_it() -> None:
    sheets = paginate(
        [text(1, 6), exhibit(2, 70), heading(3, opens_page=True), text(4, 2)], HEIGHT, HEIGHT
    )
    assert names(sheets)[1:] == [[2], [3, 4, 4.01]]


def test_a_section_that_opens_a_page_stays_on_one_that_is_nearly_empty() -> None:
    sheets = paginate(
        [text(1, 6), exhibit(2, 50), heading(3, opens_page=True), text(4, 2)], HEIGHT, HEIGHT
    )
    assert len(sheets) == 2


def test_a_section_that_opens_a_page_leaves_one_that_is_more_than_three_fifths_full() -> None:
    opening = [heading(3, opens_page=True), text(4, 1)]
    for height, pages in ((60.0, 1), (60.1, 2)):
        filled = Stack((band(1, height),))
        assert len(paginate([filled, *opening], HEIGHT, HEIGHT)) == pages


def test_a_strip_stands_on_a_page_that_it_fills_but_for_a_hundredth_of_a_point() -> None:
    for height, pages in ((10.0, 1), (10.005, 1), (10.02, 2)):
        flow = [Stack((band(1, 90.0),)), Stack((band(2, height),))]
        assert len(paginate(flow, HEIGHT, HEIGHT)) == pages


def test_a_page_break_before_the_first_stack_makes_no_empty_page() -> None:
    sheets = paginate([heading(1, opens_page=True), text(2, 2)], HEIGHT, HEIGHT)
    assert len(sheets) == 1


def test_space_between_stacks_is_the_larger_of_the_two_and_none_opens_a_page() -> None:
    sheets = paginate(
        [text(1, 1, after=3.0), text(2, 1, before=7.5), exhibit(3, 70)], HEIGHT, HEIGHT
    )
    assert [[placed.y for placed in sheet] for sheet in sheets] == [[0, 17.5], [0]]


def test_space_below_a_heading_is_the_larger_of_its_own_and_that_of_what_it_heads() -> None:
    for before, gap in ((3.0, 5.0), (7.5, 7.5)):
        (sheet,) = paginate([heading(1), text(2, 1, before=before)], HEIGHT, HEIGHT)
        assert sheet[-1].y - (sheet[0].y + 10.0) == gap


def test_a_heading_that_opens_a_page_keeps_a_little_space() -> None:
    sheets = paginate([text(1, 9), heading(2), text(3, 2)], HEIGHT, HEIGHT)
    assert sheets[1][0].y == 5.0


def test_what_a_table_repeats_stands_on_top_of_the_page_that_continues_it() -> None:
    head = band(9, 5.0)
    rows = tuple(Band(10.0, band(n).items, n > 0, (head,)) for n in range(15))
    sheets = paginate([Stack(rows, is_exhibit=True)], HEIGHT, HEIGHT)
    assert names(sheets)[1][:2] == [9, 10]
    assert sheets[1][1].y == 5.0


def test_a_page_repeats_what_belongs_to_the_first_strip_on_it() -> None:
    first = replace(band(2, may_break=True), repeated=(band(8, 5.0),))
    second = replace(band(3), repeated=(band(9, 5.0),))
    sheets = paginate([Stack((band(1, 95.0), first, second))], HEIGHT, HEIGHT)
    assert names(sheets)[1] == [8, 2, 3]


def test_strips_that_may_not_part_go_to_the_next_page_together() -> None:
    whole = Stack((band(2, 20.0), band(2.1, 20.0), band(2.2, may_break=True)))
    assert names(paginate([text(1, 7), whole], HEIGHT, HEIGHT))[1] == [2, 2.1, 2.2]


def test_space_below_a_section_is_that_of_its_last_stack() -> None:
    (sheet,) = paginate([heading(1), text(2, 1, after=12.0), text(3, 1)], HEIGHT, HEIGHT)
    assert sheet[-1].y - (sheet[-2].y + 10.0) == 12.0


def test_a_strip_higher_than_a_page_stands_alone() -> None:
    sheets = paginate([text(1, 1), exhibit(2, 150), text(3, 1)], HEIGHT, HEIGHT)
    assert names(sheets) == [[1, 3], [2]]


def test_the_first_page_may_be_lower_than_the_others() -> None:
    sheets = paginate([text(1, 20)], 50.0, HEIGHT)
    assert [len(sheet) for sheet in sheets] == [5, 10, 5]


stacks = st.lists(
    st.one_of(
        st.builds(lambda lines: text(1, lines), st.integers(1, 25)),
        st.builds(lambda height: exhibit(2, height), st.floats(10, 100)),
        st.builds(heading, st.just(3.0), st.booleans()),
    ),
    min_size=1,
    max_size=20,
)


BUILDERS: dict[str, Callable[[int, int], Stack]] = {
    "text": text,
    "figure": lambda name, size: exhibit(name, size * 4.0),
    "heading": lambda name, _: heading(name),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(BUILDERS)), st.integers(1, 25))))
def test_no_paragraph_is_split_around_a_figure(flow: list[tuple[str, int]]) -> None:
    stacks = [BUILDERS[kind](name, size) for name, (kind, size) in enumerate(flow)]
    figures = {name for name, (kind, _) in enumerate(flow) if kind == "figure"}
    sheets = [[int(name) for name in page] for page in names(paginate(stacks, HEIGHT, HEIGHT))]
    for left, page in pairwise(sheets):
        assert page[0] not in figures or not set(left) & set(page)


@given(stacks)
def test_every_band_is_placed_once_inside_its_page(flow: list[Stack]) -> None:
    sheets = paginate(flow, HEIGHT / 2 + 50, HEIGHT)
    placed = sorted(name for page in names(sheets) for name in page)
    asked = [width for stack in flow for each in stack.bands for width in rules(each)]
    assert placed == sorted(asked)
    assert all(sheets)
    for sheet in sheets:
        bottoms = [0.0, *(each.y + each.band.height for each in sheet)]
        assert all(each.y >= bottom - 1e-6 for each, bottom in zip(sheet, bottoms, strict=False))
        assert bottoms[-1] <= HEIGHT + 0.02
