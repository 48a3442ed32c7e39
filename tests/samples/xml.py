"""A small writer of WordprocessingML that knows nothing of ours: paragraphs, tables, drawn lines, the package."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'


def run(
    text: str, size: float | None = None, *, b: bool = False, i: bool = False, font: str = TNR, more: str = ""
) -> str:
    """Letters of one look; '\\t' and '\\n' become tabs and breaks."""
    props = font + ("<w:b/>" if b else "") + ("<w:i/>" if i else "") + more
    if size is not None:
        props += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    parts = ""
    held = ""
    for letter in f"{text}\0":
        if letter in "\t\n\0":
            parts += f'<w:t xml:space="preserve">{escape(held, quote=False)}</w:t>' if held else ""
            parts += {"\t": "<w:tab/>", "\n": "<w:br/>", "\0": ""}[letter]
            held = ""
        else:
            held += letter
    return f"<w:r><w:rPr>{props}</w:rPr>{parts}</w:r>"


def par(
    runs: str = "", *, align: str = "", first: float = 0, left: float = 0, right: float = 0, before: float = 0, after: float = 0,
    line: float | None = None, exact: float | None = None, style: str = "", tabs: Sequence[tuple[float, str]] = (), more: str = "",
) -> str:  # fmt: skip
    """A paragraph; distances in points, `line` in lines."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += more
    if tabs:
        props += (
            "<w:tabs>" + "".join(f'<w:tab w:val="{kind}" w:pos="{round(at * 20)}"/>' for at, kind in tabs) + "</w:tabs>"
        )
    spacing = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    if exact is not None:
        spacing += f' w:line="{round(exact * 20)}" w:lineRule="exact"'
    elif line is not None:
        spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"'
    props += f"<w:spacing {spacing}/>"
    if first or left or right:
        sideways = f'w:left="{round(left * 20)}" w:right="{round(right * 20)}"'
        sideways += f' w:firstLine="{round(first * 20)}"' if first >= 0 else f' w:hanging="{round(-first * 20)}"'
        props += f"<w:ind {sideways}/>"
    if align:
        props += f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{props}</w:pPr>{runs}</w:p>"


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], *, lined: bool = False, style: str = "", indent: float = 0
) -> str:
    """A table of cells that hold paragraphs; widths in points."""
    border = "".join(f'<w:{side} w:val="{"single" if lined else "nil"}" w:sz="4" w:space="0" w:color="auto"/>'
                     for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    made = f'<w:tbl><w:tblPr>{f"""<w:tblStyle w:val="{style}"/>""" if style else ""}<w:tblW w:w="0" w:type="auto"/>'
    made += f'<w:tblInd w:w="{round(indent * 20)}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>'
    made += "".join(f'<w:gridCol w:w="{round(wide * 20)}"/>' for wide in widths) + "</w:tblGrid>"
    for row in rows:
        made += "<w:tr>" + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(wide * 20)}" w:type="dxa"/></w:tcPr>{cell or par()}</w:tc>'
            for cell, wide in zip(row, widths, strict=True)
        ) + "</w:tr>"  # fmt: skip
    return made + "</w:tbl>"


def drawn_line(length: float, offset: float) -> str:
    """A line as Word 2010 and later draws it, with its fallback for older programs; `offset` from the column."""
    wide, at = round(length * 12700), round(offset * 12700)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{at}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><wp:wrapNone/><wp:docPr id="1" name="Straight Connector 1"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>'
        f"{vml_line(length, offset)[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml_line(length: float, offset: float) -> str:
    """A line as Word 2003 and WPS draw it."""
    return (
        f'<w:r><w:pict><v:line id="l" style="position:absolute;z-index:1" strokecolor="black" from="{offset:.1f}pt,2pt" to="{offset + length:.1f}pt,2pt" '
        'o:allowincell="f"/></w:pict></w:r>'
    )


def text_box(content: str, offset: float, wide: float, high: float) -> str:
    """A text box without a frame, in VML."""
    return (
        f'<w:r><w:pict><v:rect id="b" style="position:absolute;margin-left:{offset:.1f}pt;margin-top:0;width:{wide:.1f}pt;height:{high:.1f}pt" '
        f'stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>'
    )


def page_field(size: float = 13) -> str:
    """The number of the page as a complex field, torn into runs as Word does it."""
    parts = ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE   \\* MERGEFORMAT </w:instrText>',
             '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>')  # fmt: skip
    look = f'<w:rPr>{TNR}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    return "".join(f"<w:r>{look}{part}</w:r>" for part in parts)


def section(
    *, margins: tuple[float, float, float, float] = (56.7, 56.7, 85.05, 51.0), header: str = "rIdH", first: bool = True, start: int | None = None,
    paper: tuple[int, int] = (11906, 16838), more: str = "",
) -> str:  # fmt: skip
    """Section properties; margins top, bottom, left, right in points."""
    top, bottom, left, right = (round(one * 20) for one in margins)
    made = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    made += f'<w:pgSz w:w="{paper[0]}" w:h="{paper[1]}"/>'
    made += f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>'
    made += f'<w:pgNumType w:start="{start}"/>' if start is not None else ""
    return f"<w:sectPr>{made}{more}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def package(
    body: str,
    *,
    header: str = "",
    styles: str = "",
    theme: str = "",
    application: str = "Microsoft Office Word",
    numbering: str = "",
) -> bytes:
    """The whole file."""
    parts = {"word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>"}
    relations = [("rIdS", "styles", "styles.xml")]
    parts["word/styles.xml"] = f"<w:styles {_NS}>{styles}</w:styles>"
    for name, content, kind in (("header1", header, "header"), ("numbering", numbering, "numbering")):
        if content:
            tag = "hdr" if kind == "header" else "numbering"
            parts[f"word/{name}.xml"] = f"<w:{tag} {_NS}>{content}</w:{tag}>"
            relations.append(("rIdH" if kind == "header" else "rIdN", kind, f"{name}.xml"))
    if theme:
        parts["word/theme/theme1.xml"] = theme
        relations.append(("rIdT", "theme", "theme/theme1.xml"))
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    parts["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{application}</Application></Properties>"
    )
    kinds = {"document": "document.main", "styles": "styles", "header1": "header", "numbering": "numbering"}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kinds[stem]}+xml"/>'
        for name in parts if (stem := name.rpartition("/")[2].removesuffix(".xml")) in kinds and name.startswith("word/")
    )  # fmt: skip
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return held.getvalue()


def theme(font: str) -> str:
    """A theme whose fonts are these."""
    face = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:fontScheme name="Office">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
