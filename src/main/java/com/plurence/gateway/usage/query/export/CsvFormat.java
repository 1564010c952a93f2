package com.plurence.gateway.usage.query.export;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.usage.UsageRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of comma-separated values for each record, by RFC 4180. */
final class CsvFormat implements ExportFormat {
  private static final List<String> COLUMNS =
      List.of(
          ("timestamp,request_id,project_id,key_id,operation,stream,model,provider,target,"
                  + "input_tokens,output_tokens,total_tokens,uncached_tokens,cache_read_tokens,"
                  + "cache_write_tokens,text_tokens,reasoning_tokens,estimated,cost_usd,latency_ms,"
                  + "ttft_ms,finish_reason,status,error_id,attempts,replayed,cached,tags")
              .split(",", -1));

  /** What a spreadsheet takes for the beginning of a formula, after blanks that it passes over. */
  private static final String FORMULA = "=+-@\t\r\n";

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long NANO = 1_000_000_000;

  @Override
  public String contentType() {
    return "text/csv; charset=utf-8; header=present";
  }

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public Buffer head() {
    return written(csv -> csv.writeRecord(COLUMNS));
  }

  @Override
  public Buffer rows(List<UsageRecord> records) {
    return written(csv -> records.forEach(usage -> write(usage, csv)));
  }

  private static Buffer written(Consumer<CsvWriter> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      rows.accept(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(text.toString());
  }

  private static void write(UsageRecord usage, CsvWriter csv) {
    TokenClasses tokens = usage.tokens();
    csv.writeRecord(
        TIME.format(Instant.ofEpochMilli(usage.timestamp())),
        guarded(usage.requestId()),
        guarded(usage.projectId()),
        guarded(usage.keyId()),
        guarded(usage.operation()),
        Boolean.toString(usage.stream()),
        guarded(usage.model()),
        guarded(usage.provider()),
        guarded(usage.target()),
        Long.toString(tokens.input()),
        Long.toString(tokens.output()),
        Long.toString(tokens.total()),
        Long.toString(tokens.uncached()),
        Long.toString(tokens.cacheRead()),
        Long.toString(tokens.cacheWrite()),
        Long.toString(tokens.text()),
        Long.toString(tokens.reasoning()),
        Boolean.toString(usage.estimated()),
        dollars(usage.costNanoUsd()),
        Long.toString(usage.latencyMs()),
        usage.ttftMs() == null ? "" : Long.toString(usage.ttftMs()),
        guarded(usage.finishReason()),
        Integer.toString(usage.status()),
        guarded(usage.errorId()),
        Integer.toString(usage.attempts()),
        Boolean.toString(usage.replayed()),
        Boolean.toString(usage.cached()),
        guarded(tags(usage.tags())));
  }

  /** Written without floating point; a cost is never negative. */
  static String dollars(@Nullable Long nanos) {
    return nanos == null ? "" : "%d.%09d".formatted(nanos / NANO, nanos % NANO);
  }

  private static String tags(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> tag.getKey() + '=' + tag.getValue())
            .collect(Collectors.joining(";"));
  }

  /** Text that comes from clients, so that no spreadsheet computes it. */
  static String guarded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    boolean formula = FORMULA.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    return formula ? '\'' + text : text;
  }
}
