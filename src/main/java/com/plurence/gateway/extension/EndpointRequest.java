package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an endpoint of an extension.
 *
 * @param requestId the id that the client also reads
 * @param parameters of the path, by name
 * @param query by name; of several values the first
 * @param headers by name in lower case, without credentials
 * @param body JSON, or nothing
 * @param application who calls, where the access is API_KEY
 * @param person who calls, where the access is USER
 */
public record EndpointRequest(
    String requestId,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    Buffer body,
    Optional<Application> application,
    Optional<Person> person) {
  public EndpointRequest {
    parameters = Map.copyOf(parameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * A person or tool that has signed in.
   *
   * @param role OWNER, ADMIN ... as the management API names it
   */
  public record Person(String principalId, String accountId, String role) {}
}
