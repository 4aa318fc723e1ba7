"""Native PowerPoint charts: their figures stay figures that an officer can open and change."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from plodnee.documents.builders.deck.face import (
    CHART_PT,
    GREEN,
    INK,
    WHITE,
    Box,
    Style,
    placed,
    rgb,
    set_face,
    write,
)

AXIS_PT = CHART_PT - 3  # larger, and LibreOffice leaves labels out
ROOM_ABOVE, ROOM_BESIDE = 1.2, 1.45  # for the figures at the ends of the bars
_GREY_LINE = "9CA3AF"
_ChartData: Any = CategoryChartData  # the library leaves its constructor untyped


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chart shows: a value for each category, and the same in words for who cannot see."""

    series: str
    categories: Sequence[str]
    values: Sequence[float]
    number_format: str
    title: str
    described: str


def bars(
    slide: Any,
    box: Box,
    figures: Figures,
    *,
    horizontal: bool = False,
    colours: Sequence[str] = (),
) -> None:
    """A bar chart with its figures beside the bars; `colours` gives each bar its own."""
    kind = XL_CHART_TYPE.BAR_CLUSTERED if horizontal else XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = _chart(slide, box, kind, figures)
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(GREEN)
    series.invert_if_negative = False
    _colour_points(chart, colours)
    chart.has_legend = False
    room = ROOM_BESIDE if horizontal else ROOM_ABOVE
    _quiet_axes(chart, max(figures.values, default=0) * room)
    if horizontal:
        chart.category_axis.reverse_order = True
        chart.category_axis.tick_labels.font.size = Pt(AXIS_PT)
        _face(chart.category_axis._element)


def ring(slide: Any, box: Box, figures: Figures, colours: Sequence[str]) -> None:
    """A doughnut chart with its legend at the bottom."""
    chart = _chart(slide, box, XL_CHART_TYPE.DOUGHNUT, figures)
    labels = chart.plots[0].data_labels
    labels.font.color.rgb = rgb(WHITE)
    labels.font.bold = True
    labels.font.size = Pt(CHART_PT)
    _face(labels._element)
    _colour_points(chart, colours)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False


def _chart(slide: Any, box: Box, kind: XL_CHART_TYPE, figures: Figures) -> Any:
    data = _ChartData(number_format=figures.number_format)
    data.categories = figures.categories
    data.add_series(figures.series, figures.values)
    frame: Any = slide.shapes.add_chart(kind, *placed(box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", figures.described)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(figures))
    chart.font.size = Pt(CHART_PT)
    chart.font.color.rgb = rgb(INK)
    _face(chart._chartSpace)
    chart.plots[0].has_data_labels = True
    labels = chart.plots[0].data_labels
    labels.show_value = True
    labels.number_format = figures.number_format
    labels.number_format_is_linked = False
    chart.has_title = True
    write(chart.chart_title.text_frame.paragraphs[0], figures.title, Style(CHART_PT + 2, True))
    return chart


def _workbook(figures: Figures) -> bytes:
    """The workbook behind a chart, laid out as the chart's references expect.

    The library's own writer would turn a name that begins with = into a formula.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("Sheet1")
    sheet.write_string(0, 1, figures.series)
    pairs = zip(figures.categories, figures.values, strict=True)
    for row, (category, value) in enumerate(pairs, start=1):
        sheet.write_string(row, 0, category)
        sheet.write_number(row, 1, value)
    book.close()
    return out.getvalue()


def _face(element: Any) -> None:
    """The Thai face for the text of a chart or a part of it."""
    set_face(element.find(qn("c:txPr")).find(".//" + qn("a:defRPr")))


def _colour_points(chart: Any, colours: Sequence[str]) -> None:
    for index, colour in enumerate(colours):
        point = chart.plots[0].series[0].points[index]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = rgb(colour)


def _quiet_axes(chart: Any, highest: float) -> None:
    """Figures stand beside the bars, so the value axis is left out; it goes up to `highest`."""
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = highest or 1
    axis = chart.category_axis
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = rgb(_GREY_LINE)
    every = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
