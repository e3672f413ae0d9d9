"""HTML as mail brings it: all that a reader sees is text, in lines of its own, and nothing else."""

import time

import pytest

from channels.markup import text_from_html

EXCEL = "<table>" + ("<tr height=20>\n" + "<td class=xl65>12,5</td>\n" * 10 + "</tr>\n") * 3000 + "</table>"
WORD = (
    "<table>"
    + ("<tr>" + "<td style='padding:0cm'><p class=MsoNormal><span>sana<o:p></o:p></span></p></td>" * 7 + "</tr>") * 900
    + "</table>"
)


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p>Hei</p></body></html>\n<p>Äiti kaatui.</p>",
        "<html><body><p>Hei</p></body></html><html><head><title>x</title></head><body>Äiti kaatui.</body></html>",
        "<html><body><p>Hei</p></body >\nÄiti kaatui.</html>",
        "<HTML><BODY><p>Hei</p></BODY></HTML><!DOCTYPE html><style>p{}</style><div>Äiti kaatui.</div>",
    ],
)
def test_what_stands_behind_the_end_of_the_document_is_text(source):
    assert text_from_html(source).split() == ["Hei", "Äiti", "kaatui."]


@pytest.mark.parametrize(
    "source",
    [
        "T. Aino<hr>Lähettäjä",
        "T. Aino<hr style='display:inline-block;width:98%'>Lähettäjä",
        "<center>T. Aino</center>Lähettäjä",
        "<dl><dt>T. Aino<dd>Lähettäjä</dl>",
        "T. Aino<form>Lähettäjä</form>",
        "<details><summary>T. Aino</summary>Lähettäjä</details>",
        "<section>T. Aino</section><section>Lähettäjä</section>",
        "<font>T. Aino<table><tr><td>Lähettäjä</table></font>",
        "<font><table><tr><td>T. Aino</table>Lähettäjä</font>",
        "<div style='display:flex'>T. Aino</div><div style='display:table'>Lähettäjä</div>",
    ],
)
def test_what_stands_in_lines_of_its_own_is_not_glued(source):
    lines = text_from_html(f"<body>{source}").split("\n")

    assert [line for line in lines if line] == ["T. Aino", "Lähettäjä"]


@pytest.mark.parametrize(
    "source",
    [
        "<style>.b{font-size:14px}</style><table style='font-size:0'><tr><td class='a b'>apua</table>",
        "<style>td { font: 14px Arial }</style><table style='font-size:0'><tr><td>apua</table>",
        "<style>@media screen { .b { font-size: 14px } }</style><div style='font-size:0'><p class=b>apua</div>",
        "<style>@media (width:9px) { .wide { display:none } }</style><p class=wide>apua",
        "<style>.phone { display:none } @media (width:9px) { .phone { display:block } }</style><p class=phone>apua",
        "<style>.a .b { display:none } .c:hover { display:none } p + .b { display:none }</style><p class='b c'>apua",
        "<style>.b { display:none }</style><p class=b style='display:block'>apua",
        "<style>span.b { display:none }</style><p class=b>apua",
        "<div style='height:0'>apua</div>",
        "<p style='left:-9px'>apua",
    ],
)
def test_what_is_seen_somewhere_is_text(source):
    assert text_from_html(source) == "apua"


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.preheader{display:none!important}</style><div class=preheader>PIILO</div>",
        "<style><!-- /* x */ p.a, div.pre { mso-hide:all } --></style><div class='x pre'>PIILO</div>",
        "<div style='height:0;overflow:hidden'>PIILO</div>",
        "<div style='position:absolute;left:-9999px'>PIILO</div>",
        "<p style='text-indent:-9999px'>PIILO</p>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden):
    assert text_from_html(f"<body>{hidden}<p>apua") == "apua"


def test_a_table_is_laid_out_in_columns():
    source = (
        "<table><tr><th>Lääke<th align=right>Annos<tr><td>Marevan<td align=right>3 mg"
        "<tr><td>Panadol<br>tarvittaessa<td valign=top>1 g</table>"
    )

    assert text_from_html(source).split("\n") == [
        "Lääke         Annos",
        "Marevan        3 mg",
        "Panadol       1 g",
        "tarvittaessa",
    ]


def test_a_long_line_widens_no_other_row():
    long = "sana " * 4000
    text = text_from_html(f"<table><tr><td>{long}<td>b" + "<tr><td>a<td>b" * 3000 + "</table>")

    assert text.split("\n")[0] == f"{long}  b".replace("   ", "  ")
    assert len(text) < len(long) + 3000 * 100


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (EXCEL, "   ".join(["12,5"] * 10)),
        (WORD, "sana  sana  sana  sana  sana  sana  sana"),
        ("<table>" + ("<tr>" + "<td>1</td>" * 100 + "</tr>") * 1500 + "</table>", "  ".join("1" * 100)),
    ],
    ids=["excel", "word", "wide"],
)
def test_a_sheet_pasted_into_a_mail_keeps_its_rows_and_takes_no_second(source, line):
    began = time.thread_time()
    text = text_from_html(source)

    assert time.thread_time() - began < 1
    assert set(text.split("\n")) == {line}
