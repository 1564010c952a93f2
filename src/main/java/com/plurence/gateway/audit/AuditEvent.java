package com.plurence.gateway.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one request to the gateway, or of one change through the management API;
 * the members of the API's JSON. Null is what nobody knows. Never holds a prompt, a completion or a
 * secret.
 *
 * @param requestId the UUID that the gateway gave it
 * @param timestamp milliseconds since 1970, when it was over
 * @param accountId to which it belongs; null: nobody knows who asked
 * @param keyId of the API key that was shown
 * @param principalId who had signed in
 * @param address where it was from, as far as that may be kept
 * @param route the path as the table of endpoints has it
 * @param action of a change: method and route
 * @param changes of a change, as JSON: the names of members, each with its old and its new value
 * @param model as the client named it
 * @param provider of the last attempt
 * @param target of the last attempt
 * @param status as sent; 499 if the client left
 * @param errorId of what the client was told
 * @param scope of the limit that refused: account, project, key or model
 * @param dimension of the limit that refused
 * @param count how many there were of the kind, of which this is one
 * @param bytesIn of the request's body
 * @param bytesOut of the response's body
 * @param tags from the request's header
 * @param bodies whether the bodies are kept, too
 */
public record AuditEvent(
    String requestId,
    long timestamp,
    Kind kind,
    Outcome outcome,
    @Nullable String accountId,
    @Nullable String projectId,
    @Nullable String keyId,
    @Nullable String principalId,
    @Nullable String address,
    String method,
    String route,
    @Nullable String action,
    @Nullable String changes,
    @Nullable String model,
    @Nullable String provider,
    @Nullable String target,
    int status,
    @Nullable String errorId,
    @Nullable String scope,
    @Nullable String dimension,
    long count,
    long latencyMs,
    long bytesIn,
    long bytesOut,
    Map<String, String> tags,
    boolean bodies) {

  /** Copies what could change. */
  public AuditEvent {
    tags = Map.copyOf(tags);
  }

  /** What an event is about. */
  public enum Kind {
    /** A request to the gateway. */
    REQUEST("request"),

    /** A change through the management API, or somebody's look at what is kept of others. */
    ADMIN("admin");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name in events. */
    public String label() {
      return label;
    }
  }

  /** The same for {@code many} of the kind. */
  AuditEvent times(long many) {
    return with(many, bodies);
  }

  /** The same, of which the bodies are kept or are not. */
  AuditEvent withBodies(boolean kept) {
    return with(count, kept);
  }

  private AuditEvent with(long many, boolean kept) {
    return new AuditEvent(
        requestId,
        timestamp,
        kind,
        outcome,
        accountId,
        projectId,
        keyId,
        principalId,
        address,
        method,
        route,
        action,
        changes,
        model,
        provider,
        target,
        status,
        errorId,
        scope,
        dimension,
        many,
        latencyMs,
        bytesIn,
        bytesOut,
        tags,
        kept);
  }
}
