package com.plurence.gateway.config.file;

import com.plurence.gateway.config.provider.BaseUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of NO_PROXY: names with all that is below them, addresses, networks as {@code
 * 10.0.0.0/8}, each with or without a port, or {@code *} for everything.
 */
final class NoProxy {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:\\[([0-9a-f:.]+)\\]|([0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*)|([^:/]+))(?:/([0-9]{1,3}))?(?::([0-9]{1,5}))?");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-f.]*:[0-9a-f:.]*");

  private NoProxy() {}

  /** Whether {@code list} names the host of {@code url}, so that no proxy leads to it. */
  static boolean covers(String list, BaseUrl url) {
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .anyMatch(entry -> entry.equals("*") || matches(entry, url));
  }

  /** Nobody's proxy leads to the machine itself. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean matches(String entry, BaseUrl url) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()
        || (parts.group(5) != null && Integer.parseInt(parts.group(5)) != url.port())) {
      return false;
    }
    String name =
        parts.group(1) != null
            ? parts.group(1)
            : parts.group(2) != null ? parts.group(2) : parts.group(3);
    Optional<InetAddress> network = address(name);
    if (network.isPresent()) {
      int bits = network.get().getAddress().length * 8;
      int prefix = parts.group(4) == null ? bits : Integer.parseInt(parts.group(4));
      return address(url.host())
          .filter(address -> isWithin(address, network.get(), prefix))
          .isPresent();
    }
    String suffix = name.replaceFirst("^\\*?\\.", "");
    return parts.group(4) == null
        && !suffix.isEmpty()
        && (url.host().equals(suffix) || url.host().endsWith("." + suffix));
  }

  private static boolean isWithin(InetAddress address, InetAddress network, int prefix) {
    byte[] one = address.getAddress();
    byte[] other = network.getAddress();
    if (one.length != other.length || prefix > one.length * 8) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The address that {@code text} is, with nobody asked for a name. */
  private static Optional<InetAddress> address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }
}
