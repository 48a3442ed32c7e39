"""Changes of the XML that need more than a word: rows moved, rules and boxes taken away."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.samples import mutate
from tests.samples.mutate import Change, paragraphs, text_of, w

Edit = Callable[[Any], None]


def of(edit: Edit, part: str = "word/document.xml") -> Change:
    """An edit of the tree as a change of the file."""
    return lambda data: mutate.edited(data, edit, part)


def _runs(paragraph: Any) -> Iterator[Any]:
    for run in paragraph.findall(w("r")):
        props = run.find(w("rPr"))
        if props is None:
            props = run.makeelement(w("rPr"))
            run.insert(0, props)
        yield props


def say(paragraph: Any, name: str, value: str) -> None:
    """One property said on every run of a paragraph."""
    for props in _runs(paragraph):
        for old in props.findall(w(name)):
            props.remove(old)
        node = props.makeelement(w(name))
        node.set(w("val"), value)
        props.append(node)


def saying(words: str, name: str, value: str, part: str = "word/document.xml") -> Change:
    """The property said on the paragraphs with these words, in parts that hold them."""

    def edit(root: Any) -> None:
        for paragraph in [one for one in root.iter(w("p")) if words in text_of(one)]:
            say(paragraph, name, value)

    return of(edit, part)


def all_sizes(half_points: str, part: str) -> Change:
    """All letters of a part in one size."""

    def edit(root: Any) -> None:
        for paragraph in root.iter(w("p")):
            say(paragraph, "sz", half_points)
        for field in root.iter(w("fldSimple")):
            for props in _runs(field):
                node = props.makeelement(w("sz"))
                node.set(w("val"), half_points)
                props.append(node)

    return of(edit, part)


def _date_up(root: Any) -> None:
    """The date in the cell of the Quốc hiệu instead of beside the number."""
    date = next(paragraphs(root, ", ngày"))
    motto = next(paragraphs(root, "Độc lập"))
    old = date.getparent()
    motto.getparent().append(date)
    if not old.findall(w("p")):
        old.append(old.makeelement(w("p")))


def _swap_columns(root: Any) -> None:
    """The two columns of the head change places."""
    table = next(root.iter(w("tbl")))
    for row in table.findall(w("tr")):
        cells = row.findall(w("tc"))
        row.remove(cells[0])
        row.append(cells[0])
    grid = table.find(w("tblGrid"))
    first = grid[0]
    grid.remove(first)
    grid.append(first)


def _ruled(root: Any) -> list[Any]:
    return [one for one in root.iter(w("p")) if one.find(f"{w('pPr')}/{w('pBdr')}") is not None]


def _unrule(paragraph: Any) -> None:
    props = paragraph.find(w("pPr"))
    props.remove(props.find(w("pBdr")))


def _no_rule_below_motto(root: Any) -> None:
    cell = next(next(paragraphs(root, "Độc lập")).iterancestors(w("tc")))
    for one in _ruled(cell):
        _unrule(one)


def _no_rule_below_subject(root: Any) -> None:
    for one in _ruled(root):
        if next(one.iterancestors(w("tc")), None) is None:
            _unrule(one)


def _long_rule_below_organ(root: Any) -> None:
    motto = next(next(paragraphs(root, "Độc lập")).iterancestors(w("tc")))
    organ = motto.getprevious()
    for one in _ruled(organ):
        ind = one.find(w("pPr")).find(w("ind"))
        ind.set(w("left"), "0")
        ind.set(w("right"), "0")


def _letter_heading(root: Any) -> None:
    """A line 'CÔNG VĂN' above 'Kính gửi'."""
    lead = next(paragraphs(root, "Kính gửi"))
    heading = lead.makeelement(w("p"))
    props = heading.makeelement(w("pPr"))
    align = props.makeelement(w("jc"))
    align.set(w("val"), "center")
    props.append(align)
    run = heading.makeelement(w("r"))
    words = run.makeelement(w("t"))
    words.text = "CÔNG VĂN"
    run.append(words)
    heading.append(props)
    heading.append(run)
    say(heading, "b", "1")
    say(heading, "sz", "28")
    for props in _runs(heading):
        font = props.makeelement(w("rFonts"))
        font.set(w("ascii"), "Times New Roman")
        font.set(w("hAnsi"), "Times New Roman")
        props.append(font)
    holder = lead
    while holder.getparent().tag != w("body"):
        holder = holder.getparent()
    holder.addprevious(heading)


def _recipients_below(root: Any) -> None:
    """'Nơi nhận' in a row of its own below the signer."""
    word = next(paragraphs(root, "Nơi nhận"))
    cell = next(word.iterancestors(w("tc")))
    row = cell.getparent()
    import copy

    below = copy.deepcopy(row)
    row.addnext(below)
    for one in list(cell):
        if one.tag == w("p"):
            cell.remove(one)
    cell.append(cell.makeelement(w("p")))
    other = below.findall(w("tc"))[1]
    for one in list(other):
        if one.tag == w("p"):
            other.remove(one)
    other.append(other.makeelement(w("p")))


def _appendix_small(root: Any) -> None:
    for one in root.iter(w("p")):
        if text_of(one).strip() == "Phụ lục":
            say(one, "sz", "26")


def _copy_light(root: Any) -> None:
    for one in root.iter(w("p")):
        if text_of(one).strip() in ("SAO Y", "SAO LỤC"):
            say(one, "b", "0")


def _copy_table(root: Any) -> Any:
    form = next(one for one in root.iter(w("p")) if text_of(one).strip() in ("SAO Y", "SAO LỤC"))
    return next(form.iterancestors(w("tbl")))


def _no_wide_rule(root: Any) -> None:
    before = _copy_table(root).getprevious()
    while before is not None and before not in _ruled(root):
        before = before.getprevious()
    _unrule(before)


def _copy_without_date(root: Any) -> None:
    for one in paragraphs(_copy_table(root), ", ngày"):
        for run in one.findall(w("r")):
            one.remove(run)


def _small_box(root: Any) -> None:
    """The box of the mark of urgency 10 mm narrower."""
    mark = next(one for one in root.iter(w("p")) if text_of(one).strip() in ("KHẨN", "HỎA TỐC"))
    cell = next(mark.iterancestors(w("tc")))
    table = next(mark.iterancestors(w("tbl")))
    for node, key in ((cell.find(w("tcPr")).find(w("tcW")), "w"), (table.find(w("tblGrid"))[0], "w")):
        node.set(w(key), str(int(node.get(w(key))) - 567))


def _urgency(name: str, value: str) -> Change:
    def edit(root: Any) -> None:
        for one in root.iter(w("p")):
            if text_of(one).strip() in ("KHẨN", "HỎA TỐC"):
                say(one, name, value)

    return of(edit)


date_up = of(_date_up)
swap_columns = of(_swap_columns)
no_rule_below_motto = of(_no_rule_below_motto)
no_rule_below_subject = of(_no_rule_below_subject)
long_rule_below_organ = of(_long_rule_below_organ)
letter_heading = of(_letter_heading)
recipients_below = of(_recipients_below)
appendix_small = of(_appendix_small)
copy_light = of(_copy_light)
no_wide_rule = of(_no_wide_rule)
copy_without_date = of(_copy_without_date)
small_box = of(_small_box)
urgency = _urgency
