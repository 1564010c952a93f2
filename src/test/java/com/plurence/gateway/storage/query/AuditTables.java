package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.audit.Outcome;
import com.plurence.gateway.storage.audit.SqlAuditStore;
import com.plurence.gateway.storage.database.Database;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Audit events that a test puts into a store. */
public final class AuditTables {
  private final Database database;

  public AuditTables(Database database) {
    this.database = database;
  }

  /**
   * Inserts the event of one request of now.
   *
   * @param signup of the account that it belongs to
   */
  public void insertOne(String requestId, JsonObject signup) {
    AuditEvent event =
        new AuditEvent(
            requestId,
            System.currentTimeMillis(),
            AuditEvent.Kind.REQUEST,
            Outcome.OK,
            signup.getJsonObject("account").getString("id"),
            signup.getJsonObject("project").getString("id"),
            null,
            null,
            "192.0.2.0/24",
            "POST",
            "/v1/chat/completions",
            null,
            null,
            "m",
            null,
            null,
            200,
            null,
            null,
            null,
            1,
            1,
            1,
            1,
            Map.of(),
            false);
    done(new SqlAuditStore(database).add(List.of(event)));
  }
}
