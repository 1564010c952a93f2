package com.plurence.gateway.config.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page lives, as browsers write it in the header of that name: a scheme and a host, and a
 * port if it is not the usual one (HTML standard, section 7.1.1). Pages of desktop apps and
 * extensions live at schemes of their own, and {@code null} is that of a page without a place.
 */
public final class Origin {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
              + "(?<host>[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+\\])(?::(?<port>[0-9]{1,5}))?");
  private static final Map<String, String> USUAL_PORTS = Map.of("http", "80", "https", "443");
  private static final int HIGHEST_PORT = 65535;

  private Origin() {}

  /**
   * The one spelling of {@code origin}, so that equal ones are equal; empty if it is none, as is
   * one with a path, be it a slash alone.
   */
  public static Optional<String> normal(String origin) {
    if (origin.equals("null")) {
      return Optional.of(origin);
    }
    Matcher parts = WRITTEN.matcher(origin);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String port = port(scheme, parts.group("port"));
    return Integer.parseInt(port.isEmpty() ? "1" : port) > HIGHEST_PORT || port.equals("0")
        ? Optional.empty()
        : host(parts.group("host").toLowerCase(Locale.ROOT))
            .map(host -> scheme + "://" + host + (port.isEmpty() ? "" : ":" + port));
  }

  private static String port(String scheme, @Nullable String written) {
    String port = written == null ? "" : Integer.toString(Integer.parseInt(written));
    return port.equals(USUAL_PORTS.get(scheme)) ? "" : port;
  }

  private static Optional<String> host(String written) {
    if (!written.startsWith("[")) {
      return Optional.of(written);
    }
    try {
      // Looks nothing up: what stands in brackets can only be an address.
      return Optional.of("[" + InetAddress.getByName(written).getHostAddress() + "]");
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
