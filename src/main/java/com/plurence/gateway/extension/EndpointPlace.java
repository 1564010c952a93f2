package com.plurence.gateway.extension;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an endpoint of an extension is found.
 *
 * @param method GET (which answers HEAD as well), POST, PUT, PATCH or DELETE
 * @param path begins with {@code /x/}, where the gateway has nothing of its own; {@code :name} in
 *     place of a segment is a parameter
 * @param access checked before the endpoint is asked
 */
public record EndpointPlace(Listener listener, String method, String path, Access access) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern PATH = Pattern.compile("/x(/:?[A-Za-z0-9_-]+)+");

  public EndpointPlace {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("no method for an endpoint: " + method);
    }
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not a path like /x/hello/:name: " + path);
    }
  }

  /** Who can reach an endpoint. */
  public enum Listener {
    /** Applications. */
    GATEWAY,
    /** People and tools. */
    MANAGEMENT
  }

  /** Who may call an endpoint. */
  public enum Access {
    /** Anyone, without credentials. */
    ANYONE,
    /** An application with the API key of a project. */
    API_KEY,
    /** A person or tool with a token of the management API. */
    USER
  }

  /** Whether both would answer the same requests. */
  public boolean isWhere(EndpointPlace other) {
    return listener == other.listener && method.equals(other.method) && path.equals(other.path);
  }

  /** Whether a request comes with a body. */
  public boolean hasBody() {
    return !method.equals("GET") && !method.equals("DELETE");
  }
}
