package com.plurence.gateway.extension.host.ownership;

import com.plurence.gateway.error.MessageCode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Who may use which error id. An id stays its extension's for the life of the process: clients may
 * have learned what it means.
 */
public final class ErrorRegistry {
  private static final Pattern RESERVED = Pattern.compile("DAT0[023]9\\d{3}");

  /** Those go with headers that only the router can write. */
  private static final Set<MessageCode> OF_THE_ROUTER =
      Set.of(MessageCode.ROUTE_NOT_FOUND, MessageCode.METHOD_NOT_ALLOWED);

  private final Map<String, String> owners = new ConcurrentHashMap<>();

  /** Lets {@code owner} use {@code kind}, if the id fits the code and is nobody else's. */
  public RegisteredError register(String owner, RegisteredError kind) {
    String id = kind.id();
    check(RESERVED.matcher(id).matches(), id + " is not one of those reserved for extensions");
    check(id.startsWith(prefix(kind.messageCode())), id + " is not of the class of its code");
    check(!OF_THE_ROUTER.contains(kind.messageCode()), id + " has a code of the router");
    check(!kind.message().isBlank(), id + " has no message");
    String first = owners.putIfAbsent(id, owner);
    check(first == null || first.equals(owner), id + " belongs to " + first);
    return kind;
  }

  private static String prefix(MessageCode code) {
    return switch (code) {
      case INTERNAL -> "DAT00";
      case UNAUTHORIZED, FORBIDDEN -> "DAT02";
      default -> "DAT03";
    };
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
