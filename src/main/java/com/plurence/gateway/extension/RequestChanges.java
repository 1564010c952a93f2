package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a hook changes of a request. Immutable: each method gives the next.
 *
 * @param body replaces the body, and must be a valid request like the one it replaces
 * @param headers to send to the provider, by name; an empty value removes. Credentials and what
 *     belongs to one connection never pass, whoever sets them
 * @param target the only target to ask, by the name that {@code x-plurence-target} shows; one of
 *     those of the requested model
 * @param attributes for the access log and the records of usage and audit: short, never a secret or
 *     a person's words
 */
public record RequestChanges(
    Optional<Buffer> body,
    Map<String, Optional<String>> headers,
    Optional<String> target,
    Map<String, String> attributes) {
  /** Changes nothing. */
  public static final RequestChanges NONE =
      new RequestChanges(Optional.empty(), Map.of(), Optional.empty(), Map.of());

  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int LONGEST_ATTRIBUTE = 256;
  private static final int MOST_ATTRIBUTES = 16;

  public RequestChanges {
    headers = Map.copyOf(headers);
    attributes = Map.copyOf(attributes);
    headers.forEach((name, value) -> HeaderText.check(name, value.orElse("")));
    attributes.forEach(RequestChanges::checkAttribute);
    check(attributes.size() <= MOST_ATTRIBUTES, "at most %s attributes", MOST_ATTRIBUTES);
  }

  /** The same with another body. */
  public RequestChanges withBody(Buffer replacement) {
    return new RequestChanges(Optional.of(replacement), headers, target, attributes);
  }

  /** The same with a header set. */
  public RequestChanges withHeader(String name, String value) {
    return new RequestChanges(body, with(headers, name, Optional.of(value)), target, attributes);
  }

  /** The same with a header removed. */
  public RequestChanges withoutHeader(String name) {
    return new RequestChanges(body, with(headers, name, Optional.empty()), target, attributes);
  }

  /** The same with one target picked. */
  public RequestChanges withTarget(String id) {
    return new RequestChanges(body, headers, Optional.of(id), attributes);
  }

  /** The same with an attribute, which the access log shows as {@code ext.name}. */
  public RequestChanges withAttribute(String name, String value) {
    return new RequestChanges(body, headers, target, with(attributes, name, value));
  }

  private static <V> Map<String, V> with(Map<String, V> some, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(some);
    more.put(name, value);
    return more;
  }

  private static void checkAttribute(String name, String value) {
    check(ATTRIBUTE.matcher(name).matches(), "not the name of an attribute: '%s'", name);
    check(value.length() <= LONGEST_ATTRIBUTE, "too long a value for the attribute '%s'", name);
  }

  private static void check(boolean right, String message, Object value) {
    if (!right) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }
}
