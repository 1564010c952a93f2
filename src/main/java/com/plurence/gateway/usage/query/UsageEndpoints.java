package com.plurence.gateway.usage.query;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import com.plurence.gateway.management.download.Download;
import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.management.keyset.KeysetLink;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.query.export.UsageExport;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /v1/usage}: the records of the caller's account, their sums, and all of them as a file.
 */
public final class UsageEndpoints {
  private final UsageQueries queries;
  private final Operations operations;
  private final InstantSource clock;

  public UsageEndpoints(UsageQueries queries, Operations operations, InstantSource clock) {
    this.queries = queries;
    this.operations = operations;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/usage", Access.USER, operations.withoutBody(this::list)),
        Endpoint.get("/v1/usage/summary", Access.USER, operations.withoutBody(this::summary)),
        Endpoint.get("/v1/usage/export", Access.USER, operations.download(this::export)),
        Endpoint.get("/v1/usage/:requestId", Access.USER, operations.withoutBody(this::show)));
  }

  private Future<ManagementResponse> list(Call call) {
    KeysetQuery query = UsageFields.FIELDS.parse(call.parameters());
    return queries.page(call.tenant(), query).map(page -> response(call, query, page));
  }

  private static ManagementResponse response(
      Call call, KeysetQuery query, KeysetPage<UsageRecord> page) {
    List<UsageRecord> items = page.items();
    ManagementResponse response =
        ManagementResponse.json(RecordsJson.array(items))
            .with("x-total-count", Long.toString(page.total()));
    if (!query.byTime() || !page.more() || items.isEmpty()) {
      return response;
    }
    UsageRecord last = items.get(items.size() - 1);
    Position end = new Position(last.timestamp(), last.requestId());
    return response.with("link", KeysetLink.next(call.uri(), query.limit(), end));
  }

  private Future<ManagementResponse> show(Call call) {
    return queries
        .find(call.tenant(), call.uuid("requestId", ErrorCode.RECORD_NOT_FOUND))
        .map(found -> found.orElseThrow(ErrorCode.RECORD_NOT_FOUND::toException))
        .map(usage -> ManagementResponse.json(RecordsJson.object(usage)));
  }

  private Future<ManagementResponse> summary(Call call) {
    SummaryQuery query = SummaryParameters.parse(call.parameters(), clock.millis());
    return queries
        .summary(call.tenant(), query)
        .map(rows -> ManagementResponse.json(SummaryJson.of(query.groupBy(), rows)));
  }

  /** Up to now: what is added meanwhile would be read for as long as there is something. */
  private Download export(Call call) {
    String format = "csv";
    List<Filter> filters = new ArrayList<>();
    for (Map.Entry<String, String> parameter : call.parameters().all()) {
      if (parameter.getKey().equals("format")) {
        format = parameter.getValue();
      } else {
        filters.add(UsageFields.FIELDS.filter(parameter.getKey(), parameter.getValue()));
      }
    }
    filters.add(new Filter(KeysetFields.TIMESTAMP, Comparison.AT_MOST, clock.millis()));
    return new UsageExport(queries, call.tenant(), filters, format).download();
  }
}
