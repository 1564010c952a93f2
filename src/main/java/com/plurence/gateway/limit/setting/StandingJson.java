package com.plurence.gateway.limit.setting;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How limits stand, as the API writes it. */
final class StandingJson {
  private StandingJson() {}

  static JsonArray write(List<Standing> standings) {
    JsonArray now = new JsonArray();
    standings.forEach(standing -> now.add(write(standing)));
    return now;
  }

  private static JsonObject write(Standing standing) {
    Bound bound = standing.bound();
    Scope scope = bound.scope();
    Dimension dimension = bound.dimension();
    return new JsonObject()
        .put("scope", scope.kind().label())
        .put("id", scope.id())
        .put("model", scope.kind() == Scope.Kind.MODEL ? scope.model() : null)
        .put("dimension", dimension.label())
        .put("limit", LimitJson.number(dimension, bound.most()))
        .put("used", LimitJson.number(dimension, standing.used()))
        .put("held", LimitJson.number(dimension, standing.held()))
        .put("remaining", LimitJson.number(dimension, standing.remaining()))
        .put("resets_at", dimension == Dimension.CONCURRENCY ? null : standing.resetsAtMillis());
  }
}
