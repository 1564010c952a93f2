package com.plurence.gateway.extension;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where an endpoint of an extension is found.
 *
 * @param method GET (which answers HEAD as well), POST, PUT, PATCH or DELETE
 * @param path begins with {@code /x/}, where the gateway has nothing of its own; {@code :name} in
 *     place of a segment is a parameter, whose name is used once. Of two paths that match, the one
 *     that says more of itself is asked
 * @param access checked before the endpoint is asked
 */
public record EndpointPlace(Listener listener, String method, String path, Access access) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern PATH =
      Pattern.compile("/x(/([A-Za-z0-9_-]+|:[A-Za-z][A-Za-z0-9_]*))+");
  private static final Pattern PARAMETER = Pattern.compile(":\\w+");

  public EndpointPlace {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("no method for an endpoint: " + method);
    }
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not a path like /x/hello/:name: " + path);
    }
    List<String> names = PARAMETER.matcher(path).results().map(MatchResult::group).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException("two parameters of one name: " + path);
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

  /**
   * Whether there can't be both: they would answer the same requests, or call the parameters of one
   * path by different names.
   */
  public boolean excludes(EndpointPlace other) {
    return listener == other.listener
        && shape().equals(other.shape())
        && (method.equals(other.method) || !path.equals(other.path));
  }

  /**
   * The path without the names of its parameters; in the order of their shapes a path comes after
   * every one that says more of itself.
   */
  public String shape() {
    return PARAMETER.matcher(path).replaceAll("~");
  }

  /** Whether a request comes with a body. */
  public boolean hasBody() {
    return !method.equals("GET") && !method.equals("DELETE");
  }
}
