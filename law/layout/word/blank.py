"""An empty file to begin with, and the finished file as bytes that depend on nothing but the document.

python-docx's own template speaks English in Calibri and names its maker; here it is emptied once and kept in memory.
"""

import datetime
import io
import zipfile
from functools import cache

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from law.layout.document import Document
from law.layout.word import parts, styles

_KEPT = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.STYLES, RT.SETTINGS}
_NO_DATE = datetime.date(2020, 3, 5)  # a draft without a date bears the day of the decree
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_FONT = f'<w:rFonts w:ascii="{styles.FONT}" w:hAnsi="{styles.FONT}" w:eastAsia="{styles.FONT}" w:cs="{styles.FONT}"/>'
_BASE_STYLES = f"""
<w:styles {nsdecls("w")}>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>{_FONT}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>
      <w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
  </w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
    <w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
      <w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>
    </w:tblPr></w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>
</w:styles>"""
# Mode 15 lets Word lay the file out as a new one and write no "Compatibility Mode" in its title.
_SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""


def blank() -> WordFile:
    """A file with our styles, Vietnamese, without theme, thumbnail or template text; its body is empty."""
    return docx.Document(io.BytesIO(_blank_bytes()))


@cache
def _blank_bytes() -> bytes:
    file = docx.Document()
    for holder in (file.part.package, file.part):
        for key in [key for key, relation in holder.rels.items() if relation.reltype not in _KEPT]:
            del holder.rels[key]
    _refill(file.styles.element, _BASE_STYLES)
    _refill(file.settings.element, _SETTINGS)
    styles.add_to(file.styles)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _refill(element, xml: str) -> None:  # type: ignore[no-untyped-def]  # an element of lxml, which has no types
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def describe(file: WordFile, document: Document, keywords: str = "") -> None:
    """The file's properties: what the document is and which body issues it; nobody's name, no time of writing."""
    day = document.issued_date or _NO_DATE
    midnight = datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001  the format takes it as UTC
    about = file.core_properties
    about.title = parts.written(document.type_and_subject)[:255]
    about.author = parts.written(document.organ_name)[:255]
    about.last_modified_by = about.comments = ""
    about.keywords = keywords
    about.language = "vi-VN"
    about.created = about.modified = midnight


def bytes_of(file: WordFile) -> bytes:
    """The file as bytes: the same document gives the same bytes, for the archive's dates are fixed."""
    held, packed = io.BytesIO(), io.BytesIO()
    file.save(held)
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
