package com.plurence.gateway.usage.query;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import java.util.List;

/** {@code /v1/requests/:requestId}: everything that is known of one request. */
public final class RequestEndpoints {
  private final UsageQueries queries;
  private final Operations operations;

  public RequestEndpoints(UsageQueries queries, Operations operations) {
    this.queries = queries;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/requests/:requestId", Access.USER, operations.withoutBody(this::show)));
  }

  private Future<ManagementResponse> show(Call call) {
    return queries
        .find(call.tenant(), call.uuid("requestId", ErrorCode.RECORD_NOT_FOUND))
        .map(found -> found.orElseThrow(ErrorCode.RECORD_NOT_FOUND::toException))
        .map(usage -> ManagementResponse.json(RequestJson.of(usage)));
  }
}
