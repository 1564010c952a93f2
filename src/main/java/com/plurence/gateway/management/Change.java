package com.plurence.gateway.management;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the management API changes, or would have if it had not failed.
 *
 * @param accountId whose it is
 * @param projectId of which project; null: of none
 * @param principalId who changes it
 * @param members JSON, the names of members with their old and new values; null: there are none
 */
public record Change(
    String accountId,
    @Nullable String projectId,
    @Nullable String principalId,
    @Nullable String members) {

  /**
   * The same change, of which is known what it does.
   *
   * @param before the resource as it was, without anything secret; empty: it was not there
   * @param after the resource as it is then; empty: it is gone
   */
  Change of(JsonObject before, JsonObject after) {
    TreeSet<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    JsonObject changes = new JsonObject();
    for (String name : names) {
      if (!Objects.equals(before.getValue(name), after.getValue(name))) {
        changes.put(
            name,
            new JsonObject().put("old", before.getValue(name)).put("new", after.getValue(name)));
      }
    }
    return new Change(accountId, projectId, principalId, changes.encode());
  }
}
