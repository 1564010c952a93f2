package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.price.TokenClasses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums as JSON: each of them its key and its numbers, in the order of their records. */
final class FoldJson {
  private FoldJson() {}

  static Buffer write(List<Fold> folds) {
    JsonArray all = new JsonArray();
    for (Fold fold : folds) {
      JsonArray sums = new JsonArray();
      fold.sums().forEach((key, tally) -> sums.add(sum(key, tally)));
      all.add(new JsonObject().put("id", fold.id()).put("sums", sums));
    }
    return all.toBuffer();
  }

  private static JsonArray sum(HourKey key, Tally tally) {
    TokenClasses tokens = tally.tokens();
    return new JsonArray()
        .add(key.startAt())
        .add(key.accountId())
        .add(key.projectId())
        .add(key.keyId())
        .add(key.model())
        .add(key.provider())
        .add(key.target())
        .add(tally.requests())
        .add(tally.admitted())
        .add(tally.errors())
        .add(tally.disconnects())
        .add(tokens.uncached())
        .add(tokens.cacheRead())
        .add(tokens.cacheWrite())
        .add(tokens.text())
        .add(tokens.reasoning())
        .add(tally.costNanoUsd())
        .add(tally.unpriced())
        .add(tally.latencyMs());
  }

  static List<Fold> read(Buffer json) {
    return new JsonArray(json).stream().map(JsonObject.class::cast).map(FoldJson::fold).toList();
  }

  private static Fold fold(JsonObject fold) {
    Map<HourKey, Tally> sums = new HashMap<>();
    for (Object sum : fold.getJsonArray("sums")) {
      JsonArray values = (JsonArray) sum;
      sums.put(key(values), tally(values));
    }
    return new Fold(fold.getString("id"), sums);
  }

  private static HourKey key(JsonArray values) {
    return new HourKey(
        values.getLong(0),
        values.getString(1),
        values.getString(2),
        values.getString(3),
        values.getString(4),
        values.getString(5),
        values.getString(6));
  }

  private static Tally tally(JsonArray values) {
    return new Tally(
        values.getLong(7),
        values.getLong(8),
        values.getLong(9),
        values.getLong(10),
        new TokenClasses(
            values.getLong(11),
            values.getLong(12),
            values.getLong(13),
            values.getLong(14),
            values.getLong(15)),
        values.getLong(16),
        values.getLong(17),
        values.getLong(18));
  }
}
