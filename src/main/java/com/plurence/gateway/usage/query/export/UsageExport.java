package com.plurence.gateway.usage.query.export;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.Parameters;
import com.plurence.gateway.management.download.Download;
import com.plurence.gateway.management.download.Download.Part;
import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.query.UsageQueries;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All records that match, oldest first, read part by part: what is in memory is one part, whatever
 * there is, and nothing in the store waits for the client. Lives on the event loop of the request.
 */
public final class UsageExport {
  private static final Map<String, ExportFormat> FORMATS =
      Map.of("csv", new CsvFormat(), "ndjson", new NdjsonFormat());

  /** Records of a part: some 100 KB. */
  private static final int PART = 500;

  private static final Order OLDEST_FIRST = new Order(KeysetFields.TIMESTAMP, true);

  private final UsageQueries queries;
  private final Tenant tenant;
  private final List<Filter> filters;
  private final ExportFormat format;
  private Optional<Position> after = Optional.empty();

  /**
   * @param filters which records
   * @param format fails with QUERY_PARAMETER_INVALID if it is neither {@code csv} nor {@code
   *     ndjson}
   */
  public UsageExport(UsageQueries queries, Tenant tenant, List<Filter> filters, String format) {
    this.queries = queries;
    this.tenant = tenant;
    this.filters = filters;
    this.format =
        Optional.ofNullable(FORMATS.get(format)).orElseThrow(() -> Parameters.invalid("format"));
  }

  /** As a file whose name tells the days. */
  public Download download() {
    return new Download(format.contentType(), fileName(), this::next);
  }

  private Future<Part> next() {
    KeysetQuery query = new KeysetQuery(PART, 0, filters, OLDEST_FIRST, after);
    boolean first = after.isEmpty();
    return queries
        .part(tenant, query, records -> encoded(first, records))
        .map(
            encoded -> {
              after = encoded.end();
              return new Part(encoded.bytes(), encoded.end().isEmpty());
            });
  }

  /** What a part has become, and where the next begins, if there is one. */
  private record Encoded(Buffer bytes, Optional<Position> end) {}

  private Encoded encoded(boolean first, List<UsageRecord> records) {
    Buffer rows = format.rows(records);
    Buffer bytes = first ? format.head().appendBuffer(rows) : rows;
    if (records.size() < PART) {
      return new Encoded(bytes, Optional.empty());
    }
    UsageRecord last = records.get(PART - 1);
    return new Encoded(bytes, Optional.of(new Position(last.timestamp(), last.requestId())));
  }

  private String fileName() {
    StringBuilder name = new StringBuilder("plurence-usage");
    day(Comparison.AT_LEAST).ifPresent(day -> name.append('-').append(day));
    day(Comparison.AT_MOST).ifPresent(day -> name.append("--").append(day));
    return name.append('.').append(format.ending()).toString();
  }

  private Optional<String> day(Comparison bound) {
    return filters.stream()
        .filter(filter -> filter.field().equals(KeysetFields.TIMESTAMP))
        .filter(filter -> filter.comparison() == bound)
        .findFirst()
        .map(filter -> Instant.ofEpochMilli((Long) filter.value()))
        .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC).toString());
  }
}
