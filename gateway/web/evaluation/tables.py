"""From figures to the report's tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from channels.codes import Language, Reason, Urgency
from gateway.i18n import Texts
from gateway.web.evaluation import words
from gateway.web.evaluation.pages import Cell, Head, Row, Table
from nlu.evaluation.figures import Figures, Matrix, Shares
from nlu.evaluation.key_figures import KeyFigure, key_figures
from nlu.evaluation.metrics import Detection, Share

_SHADES: Final = 5
_WORST: Final = 25
_SHARE_HEADS: Final = ("Osuus", "Viestejä", "Vaihteluväli")
_DETECTION_HEADS: Final = ("F1", "Oikein löydetty", "Turhaan sanottu", "Löytämättä")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Makes the tables of one report."""

    texts: Texts
    figures: Figures

    def aims(self) -> Table:
        """The key figures for which something is aimed at."""
        rows = [
            Row(
                head=words.KEY_FIGURES.get(one.name, one.name),
                cells=(
                    *_value(one),
                    Cell(text=words.aim(one)),
                    Cell(text=words.reached(one)),
                ),
            )
            for one in key_figures(self.figures)
            if one.aim is not None
        ]
        return _table("aims", "Tulokset ja tavoitteet", ("Mitä", *_SHARE_HEADS, "Tavoite", "Täyttyykö"), rows)

    def others(self) -> Table:
        """The key figures without an aim."""
        rows = [
            Row(
                head=words.KEY_FIGURES.get(one.name, one.name),
                cells=_value(one),
            )
            for one in key_figures(self.figures)
            if one.aim is None
        ]
        return _table("others", "Muut tunnusluvut", ("Mitä", *_SHARE_HEADS), rows)

    def ceiling(self) -> Table | None:
        """How far two people agree, where there are second labels."""
        second = self.figures.second
        if second is None:
            return None
        shares = {
            "Syy: hyväksyttävä": second.reason,
            "Syy: täsmälleen sama": second.reason_exact,
            "Kiireellisyys: hyväksyttävä": second.urgency,
            "Kiireellisyys: täsmälleen sama": second.urgency_exact,
            "Hätätilanne, kun ensimmäinen sanoi niin": second.emergency,
            "Hätätilanne, vaikka ensimmäinen sanoi toisin": second.emergency_said_alone,
            "Yhteydenottajan rooli": second.contacter,
            "Oma vai toisen asia": second.about,
            "Kotikunta": second.municipality,
            "Asian laji": second.matter_type,
        }
        rows = [Row(head=name, cells=_share_cells(share)) for name, share in shares.items() if share.of]
        return _table("ceiling", f"Kaksi ihmistä, {second.messages} viestiä", ("Mitä", *_SHARE_HEADS), rows)

    def emergencies(self) -> tuple[Table, ...]:
        """Emergencies found, and false alarms, by group."""
        found = self.figures.emergency
        return (
            self._shares(
                "recall-language", "Tunnistetut hätätilanteet kielen mukaan", found.recall_by_language, self._language
            ),
            self._shares(
                "recall-writer", "Tunnistetut hätätilanteet kirjoittajan mukaan", found.recall_by_writer, self._writer
            ),
            self._shares(
                "recall-channel", "Tunnistetut hätätilanteet kanavan mukaan", found.recall_by_channel, self._channel
            ),
            self._shares("recall-tag", "Tunnistetut hätätilanteet kirjoitustavan mukaan", found.recall_by_tag, _tag),
            self._shares("false-language", "Turhat hälytykset kielen mukaan", found.false_by_language, self._language),
        )

    def reasons(self) -> tuple[Table, ...]:
        """How often the reason is right, by group and by reason."""
        found = self.figures.reason
        return (
            self._shares("reason-language", "Syy oikein kielen mukaan", found.by_language, self._language),
            self._shares("reason-writer", "Syy oikein kirjoittajan mukaan", found.by_writer, self._writer),
            self._shares("reason-channel", "Syy oikein kanavan mukaan", found.by_channel, self._channel),
            self._shares("reason-tag", "Syy oikein kirjoitustavan mukaan", found.by_tag, _tag),
            _detections("reason-each", "Syyt yksitellen, heikoin ensin", "Syy", found.by_reason, self._reason),
        )

    def confusions(self) -> Table:
        """The reasons most often taken for others."""
        rows = [
            Row(head=self._reason(one.true), cells=(Cell(text=self._reason(one.said)), Cell(text=str(one.messages))))
            for one in self.figures.reason.worst[:_WORST]
        ]
        return _table("confusions", "Yleisimmät sekaannukset", ("Oikea syy", "Kone sanoi", "Viestejä"), rows)

    def matrix(self) -> Table:
        """Every reason against every reason."""
        codes = [str(code) for code in Reason]
        names = [f"{number} {self._reason(code)}" for number, code in enumerate(codes, 1)]
        heads = (Head(text="Oikea syy"), *(Head(text=name.split()[0], spoken=name) for name in names))
        rows = _matrix_rows(self.figures.reason.matrix, codes, names)
        return Table(id="matrix", caption="Syyt ristiin", heads=heads, rows=rows, is_dense=True)

    def sure(self) -> tuple[Table, ...]:
        """Calibration, risk and coverage, abstention."""
        found = self.figures.sure
        bins = [
            Row(
                head=f"{100 * one.start:.0f}–{100 * one.end:.0f} %",
                cells=tuple(
                    Cell(text=text)
                    for text in (str(one.messages), words.percent(one.confidence), words.percent(one.right))
                ),
            )
            for one in found.calibration.bins
        ]
        covered = [
            Row(
                head=f"{100 * one.coverage:.0f} %",
                cells=(*_share_cells(one.right), Cell(text=words.percent(one.confidence))),
            )
            for one in found.coverage
        ]
        unsure = {
            "Kone jätti päätöksen ihmiselle": found.abstained,
            "Oikein, kun kone päätti": found.right_if_answered,
            "Oikein, kun kone jätti päätöksen ihmiselle": found.right_if_abstained,
        }
        return (
            _table("bins", "Varmuus ja todellisuus", ("Varmuus", "Viestejä", "Varmuus keskimäärin", "Oikein"), bins),
            _table(
                "coverage",
                "Syy oikein, kun vain varmimmat luetaan",
                ("Viesteistä luetaan", *_SHARE_HEADS, "Varmuus vähintään"),
                covered,
            ),
            _table(
                "unsure",
                "Epävarmat viestit",
                ("Mitä", *_SHARE_HEADS),
                [Row(head=name, cells=_share_cells(one)) for name, one in unsure.items()],
            ),
        )

    def urgency(self) -> tuple[Table, ...]:
        """Levels against levels, and how often too low or too high."""
        found = self.figures.urgency
        codes = [str(code) for code in Urgency]
        names = [self._say("urgency", code) for code in codes]
        levels = Table(
            id="urgency",
            caption="Kiireellisyydet ristiin",
            heads=(Head(text="Ihminen sanoi"), *(Head(text=name) for name in names)),
            rows=_matrix_rows(found.matrix, codes, names),
        )
        shares = {
            "Oikein tai hyväksyttävä": found.accuracy,
            "Liian matala": found.too_low,
            "Liian korkea": found.too_high,
        }
        rows = [Row(head=name, cells=_share_cells(share)) for name, share in shares.items()]
        return (levels, _table("urgency-shares", "Kiireellisyys kaikissa viesteissä", ("Mitä", *_SHARE_HEADS), rows))

    def facts(self) -> Table:
        """The facts beside reason and urgency."""
        found = self.figures.facts
        shares = {
            "Kotikunta": found.municipality,
            "Kotikunta, kun se on kerrottu": found.municipality_where_named,
            "Kotikunta, kun sitä ei ole kerrottu": found.municipality_where_none,
            "Yhteydenottajan rooli": found.contacter,
            "Oma vai toisen asia": found.about,
            "Asian laji": found.matter_type,
            "Kieli, vähintään 20 kirjainta": found.language,
        }
        rows = [Row(head=name, cells=_share_cells(share)) for name, share in shares.items()]
        return _table("facts", "Tiedot oikein", ("Tieto", *_SHARE_HEADS), rows)

    def flags(self) -> Table | None:
        """Flag by flag, where they are labelled."""
        found = self.figures.facts.by_flag
        if not found:
            return None
        return _detections(
            "flags", "Havainnot, heikoin ensin", "Havainto", found, lambda code: self._say("rules-flag", code)
        )

    def _shares(self, own_id: str, caption: str, shares: Shares, name: Callable[[str], str]) -> Table:
        rows = [Row(head=name(code), cells=_share_cells(share)) for code, share in shares.items()]
        return _table(own_id, caption, ("Ryhmä", *_SHARE_HEADS), rows)

    def _language(self, code: str) -> str:
        return self._say("language", code)

    def _writer(self, code: str) -> str:
        return self._say("contacter", code)

    def _channel(self, code: str) -> str:
        return self._say("channel", code)

    def _reason(self, code: str) -> str:
        return self._say("reason", code)

    def _say(self, kind: str, code: str) -> str:
        return self.texts.say(Language.FI, f"{kind}-{code}")


def _value(one: KeyFigure) -> tuple[Cell, ...]:
    return (
        Cell(text=words.percent(one.value), strong=True),
        Cell(text=words.counts(one.share) if one.share else words.NOTHING),
        Cell(text=words.bounds(one.share) if one.share else words.NOTHING),
    )


def _table(own_id: str, caption: str, heads: tuple[str, ...], rows: list[Row]) -> Table:
    return Table(id=own_id, caption=caption, heads=tuple(Head(text=head) for head in heads), rows=tuple(rows))


def _share_cells(share: Share) -> tuple[Cell, ...]:
    return (
        Cell(text=words.percent(share.share), strong=True),
        Cell(text=words.counts(share)),
        Cell(text=words.bounds(share)),
    )


def _detections(
    own_id: str, caption: str, head: str, found: Mapping[str, Detection], name: Callable[[str], str]
) -> Table:
    worst_first = sorted(found.items(), key=lambda pair: (pair[1].f1 or 0.0, pair[0]))
    rows = [
        Row(
            head=name(code),
            cells=(
                Cell(text=words.decimal(one.f1), strong=True),
                Cell(text=str(one.found)),
                Cell(text=str(one.wrong)),
                Cell(text=str(one.missed)),
            ),
        )
        for code, one in worst_first
    ]
    return _table(own_id, caption, (head, *_DETECTION_HEADS), rows)


def _matrix_rows(matrix: Matrix, codes: list[str], names: list[str]) -> tuple[Row, ...]:
    return tuple(
        Row(head=name, cells=tuple(_matrix_cell(matrix.get(true, {}), said, true) for said in codes))
        for true, name in zip(codes, names, strict=True)
    )


def _matrix_cell(row: Mapping[str, int], said: str, true: str) -> Cell:
    count = row.get(said, 0)
    if not count:
        return Cell(text="·")
    # Rounded up: every cell that is not empty has at least the lightest shade.
    return Cell(text=str(count), shade=-(-_SHADES * count // sum(row.values())), strong=said == true)


def _tag(code: str) -> str:
    return words.TAGS.get(code, code)
