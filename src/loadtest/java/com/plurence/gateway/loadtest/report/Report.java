package com.plurence.gateway.loadtest.report;

import com.plurence.gateway.loadtest.bench.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The page for people: one file, no script, nothing fetched. */
public final class Report {
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1b2430;background:#fff}
      h1{font-size:1.6rem} h2{margin-top:2.5rem;border-top:1px solid #d9dee5;padding-top:1rem;font-size:1.2rem}
      table{border-collapse:collapse;font-size:13px;margin:1rem 0;width:100%} th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid #e6eaf0}
      th:nth-child(-n+2),td:nth-child(-n+2){text-align:left} th{color:#5b6777;font-weight:600}
      .plots{display:flex;flex-wrap:wrap;gap:1rem} figure{margin:0} figcaption{font-size:13px;color:#5b6777}
      .bad{color:#b3261e;font-weight:600} .note{color:#5b6777;font-size:13px} svg text{font:11px system-ui,sans-serif;fill:#5b6777}
      @media(prefers-color-scheme:dark){body{background:#12171e;color:#e4e9f0} th,td{border-color:#2a3340} h2{border-color:#2a3340}}
      """;

  private Report() {}

  public static String of(Results results) {
    Map<String, List<Row>> scenarios =
        results.rows().stream()
            .collect(Collectors.groupingBy(Row::scenario, LinkedHashMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    html.append("<meta name=\"viewport\" content=\"width=device-width\">");
    html.append("<title>Plurence Gateway load test</title><style>").append(STYLE);
    html.append("</style><h1>Plurence Gateway load test</h1><p class=note>");
    html.append(Svg.escape(results.at()));
    results
        .machine()
        .forEach((name, value) -> html.append(" · ").append(Svg.escape(name + ": " + value)));
    results.findings().forEach(finding -> html.append("<p class=bad>").append(Svg.escape(finding)));
    html.append(
        "</p><p class=note>Medians of the rounds; CPU is that of the server's processes for ");
    html.append(
        "one request or chunk; latency counts from when a request was due. Where the load's ");
    html.append("own processors had no time left, read CPU and not latency.</p>");
    scenarios.forEach(
        (name, rows) -> section(html, results.titles().getOrDefault(name, name), rows));
    return html.append("</html>\n").toString();
  }

  private static void section(StringBuilder html, String title, List<Row> rows) {
    html.append("<h2>").append(Svg.escape(title)).append("</h2>");
    table(html, rows);
    html.append("<div class=plots>");
    String unit = rows.get(0).unit();
    html.append(bars("CPU, µs per " + unit, rows, Row::cpuMicros));
    html.append(bars("memory, MiB", rows, Row::residentMib));
    if (unit.equals("chunk")) {
      html.append(bars("time to first token p50, µs", rows, Row::firstToken50));
      html.append(bars("delay of a chunk p50, µs", rows, Row::delay50));
      html.append(bars("delay of a chunk p99, µs", rows, Row::delay99));
      html.append(bars("between chunks p99, µs", rows, Row::gap99));
    } else {
      html.append(bars("per second", closedLoop(rows), Row::perSecond));
      html.append(lines("latency p50 over rate, µs", rows, Row::p50));
      html.append(lines("latency p99 over rate, µs", rows, Row::p99));
      html.append(lines("CPU per request over rate, µs", rows, Row::cpuMicros));
      html.append(bars("latency p99, µs", closedLoop(rows), Row::p99));
    }
    html.append("</div>");
  }

  private static List<Row> closedLoop(List<Row> rows) {
    return rows.stream().filter(row -> row.rate() == 0).toList();
  }

  private static String bars(String caption, List<Row> rows, ToDoubleFunction<Row> value) {
    Map<String, Double> bars = new LinkedHashMap<>();
    rows.forEach(row -> bars.put(row.target() + " · " + row.load(), value.applyAsDouble(row)));
    return bars.isEmpty() ? "" : Svg.bars(caption, bars);
  }

  private static String lines(String caption, List<Row> rows, ToDoubleFunction<Row> value) {
    Map<String, Map<Double, Double>> series = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.rate() > 0) {
        series
            .computeIfAbsent(row.target(), none -> new LinkedHashMap<>())
            .put((double) row.rate(), value.applyAsDouble(row));
      }
    }
    boolean drawn = series.values().stream().anyMatch(points -> points.size() > 1);
    return drawn ? Svg.lines(caption, series) : "";
  }

  private static void table(StringBuilder html, List<Row> rows) {
    boolean chunks = rows.get(0).unit().equals("chunk");
    html.append("<table><tr><th>load<th>target<th>").append(rows.get(0).unit()).append("s/s");
    html.append("<th>CPU µs [least..most]");
    rows.stream()
        .map(Row::target)
        .distinct()
        .filter(Report::isBaseline)
        .forEach(baseline -> html.append("<th>CPU × ").append(Svg.escape(baseline)));
    html.append(
        chunks
            ? "<th>delay p50 µs<th>p99 µs<th>first token p50 µs<th>p99"
                + " µs<th>chunks/read<th>KiB/stream"
            : "<th>p50 µs<th>p99 µs");
    html.append(systemCalls(rows) ? "<th>reads and writes" : "");
    html.append("<th>memory MiB<th>load idle %<th>answers</tr>");
    rows.forEach(row -> row(html, rows, row, chunks));
    html.append("</table>");
  }

  /** Whether they were counted. */
  private static boolean systemCalls(List<Row> rows) {
    return rows.stream().anyMatch(row -> row.systemCalls() > 0);
  }

  private static boolean isBaseline(String target) {
    return !target.equals(Options.GATEWAY);
  }

  private static void row(StringBuilder html, List<Row> rows, Row row, boolean chunks) {
    html.append("<tr>");
    cell(html, Svg.escape(row.load()));
    cell(html, Svg.escape(row.target()));
    numbers(html, "%,.0f", row.perSecond());
    numbers(html, "%,.1f [%,.1f..%,.1f]", row.cpuMicros(), row.cpuLeast(), row.cpuMost());
    rows.stream()
        .map(Row::target)
        .distinct()
        .filter(Report::isBaseline)
        .forEach(baseline -> cell(html, ratio(rows, row, baseline)));
    if (chunks) {
      numbers(html, "%,.0f", row.delay50());
      numbers(html, "%,.0f", row.delay99());
      numbers(html, "%,.0f", row.firstToken50());
      numbers(html, "%,.0f", row.firstToken99());
      numbers(html, "%.2f", row.chunksPerRead());
      numbers(html, "%.1f", row.kibPerStream());
    } else {
      numbers(html, "%,.0f", row.p50());
      numbers(html, "%,.0f", row.p99());
    }
    if (systemCalls(rows)) {
      numbers(html, "%.1f", row.systemCalls());
    }
    numbers(html, "%,.0f", row.residentMib());
    numbers(html, "%.0f", row.loadIdle());
    String answers = Svg.escape(row.outcomes().toString());
    cell(html, row.wrong() > 0 ? "<span class=bad>" + answers + "</span>" : answers);
    html.append("</tr>");
  }

  private static String ratio(List<Row> rows, Row row, String baseline) {
    return rows.stream()
        .filter(other -> other.target().equals(baseline) && other.load().equals(row.load()))
        .filter(other -> other.cpuMicros() > 0)
        .findFirst()
        .map(other -> String.format(Locale.ROOT, "%.2f", row.cpuMicros() / other.cpuMicros()))
        .orElse("");
  }

  private static void cell(StringBuilder html, String text) {
    html.append("<td>").append(text);
  }

  private static void numbers(StringBuilder html, String format, Object... values) {
    cell(html, String.format(Locale.ROOT, format, values));
  }
}
