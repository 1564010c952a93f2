package com.plurence.gateway.audit.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.plurence.gateway.account.Operators;
import com.plurence.gateway.audit.AuditBody;
import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.audit.AuditJson;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import com.plurence.gateway.management.keyset.FieldKind;
import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.management.keyset.KeysetLink;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/audit}: what became of the requests of the caller's account; for operators of those,
 * too, of which nobody knows whose they were.
 */
public final class AuditEndpoints {
  private static final JsonFactory JSON = new JsonFactory();

  private static final List<String> TEXTS =
      List.of(
          "request_id",
          "kind",
          "outcome",
          "project_id",
          "key_id",
          "principal_id",
          "address",
          "method",
          "route",
          "action",
          "model",
          "provider",
          "target",
          "error_id",
          "scope",
          "dimension");
  private static final List<String> NUMBERS =
      List.of("status", "count", "latency_ms", "bytes_in", "bytes_out");
  private static final KeysetFields FIELDS =
      new KeysetFields(kinds(), true, Set.of("timestamp", "latency_ms"));

  private final AuditQueries queries;
  private final Operators operators;
  private final Operations operations;

  /**
   * @param operators who see the events, too, that belong to no account
   */
  public AuditEndpoints(AuditQueries queries, Operators operators, Operations operations) {
    this.queries = queries;
    this.operators = operators;
    this.operations = operations;
  }

  private static Map<String, FieldKind> kinds() {
    Map<String, FieldKind> kinds = new HashMap<>();
    TEXTS.forEach(name -> kinds.put(name, FieldKind.TEXT));
    NUMBERS.forEach(name -> kinds.put(name, FieldKind.NUMBER));
    kinds.put(KeysetFields.TIMESTAMP, FieldKind.TIME);
    kinds.put("bodies", FieldKind.FLAG);
    return kinds;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/audit", Access.USER, operations.withoutBody(this::list)),
        Endpoint.get("/v1/audit/:requestId", Access.USER, operations.withoutBody(this::show)));
  }

  private Future<ManagementResponse> list(Call call) {
    KeysetQuery query = FIELDS.parse(call.parameters());
    return view(call)
        .compose(view -> queries.page(view, query))
        .map(page -> response(call, query, page));
  }

  private Future<AuditView> view(Call call) {
    return operators
        .include(call.user().principalId())
        .map(operator -> new AuditView(call.tenant(), operator));
  }

  private static ManagementResponse response(
      Call call, KeysetQuery query, KeysetPage<AuditEvent> page) {
    List<AuditEvent> items = page.items();
    ManagementResponse response =
        ManagementResponse.json(array(items)).with("x-total-count", Long.toString(page.total()));
    if (!query.byTime() || !page.more() || items.isEmpty()) {
      return response;
    }
    AuditEvent last = items.get(items.size() - 1);
    Position end = new Position(last.timestamp(), last.requestId());
    return response.with("link", KeysetLink.next(call.uri(), query.limit(), end));
  }

  private Future<ManagementResponse> show(Call call) {
    String requestId = call.uuid("requestId", ErrorCode.RECORD_NOT_FOUND);
    return view(call)
        .compose(view -> queries.find(view, requestId))
        .map(found -> found.orElseThrow(ErrorCode.RECORD_NOT_FOUND::toException))
        .compose(
            event -> {
              call.require(Role.OWNER);
              return queries.bodies(event).map(bodies -> response(call, event, bodies));
            });
  }

  /** Who has read what somebody else has asked is worth knowing, too. */
  private static ManagementResponse response(
      Call call, AuditEvent event, Optional<AuditBody> bodies) {
    call.changes(
        call.changeIn(event.projectId()),
        new JsonObject(),
        new JsonObject().put("request_id", event.requestId()));
    return ManagementResponse.json(
        written(json -> AuditJson.write(event, bodies.orElse(null), json)));
  }

  private static String array(List<AuditEvent> events) {
    return written(
        json -> {
          json.writeStartArray();
          for (AuditEvent event : events) {
            AuditJson.write(event, json);
          }
          json.writeEndArray();
        });
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String written(Writing value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
