package com.plurence.gateway.address;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whom each proxy says it got a request from, the last one first. Quotes are matched from the end
 * on, too: one that a stranger has left open at the beginning reaches no element of a proxy.
 */
final class Hops implements Iterator<Optional<IpAddress>> {
  private static final String FOR = "for=";

  private final String list;
  private final Function<String, Optional<IpAddress>> reader;
  private int end;

  private Hops(List<String> values, Function<String, Optional<IpAddress>> reader) {
    this.list = String.join(",", values);
    this.reader = reader;
    this.end = list.length();
  }

  /** Addresses, with or without a port. */
  static Hops ofXForwardedFor(List<String> values) {
    return new Hops(values, Hops::node);
  }

  /** The parameter {@code for} of each element (RFC 7239, section 4). */
  static Hops ofForwarded(List<String> values) {
    return new Hops(values, Hops::ofElement);
  }

  @Override
  public boolean hasNext() {
    while (end > 0 && isFiller(list.charAt(end - 1))) {
      end--;
    }
    return end > 0;
  }

  /** Empty for whatever does not say an address, such as {@code unknown}. */
  @Override
  public Optional<IpAddress> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int begin = before(list, end, ',');
    String element = list.substring(begin, end).strip();
    end = begin;
    return reader.apply(element);
  }

  private static boolean isFiller(char character) {
    return character == ',' || character == ' ' || character == '\t';
  }

  /** Where the last part of {@code text}, up to {@code end}, begins. */
  private static int before(String text, int end, char separator) {
    boolean quoted = false;
    int begin = end;
    while (begin > 0) {
      char character = text.charAt(begin - 1);
      if (character == '"' && !isEscaped(text, begin - 1)) {
        quoted = !quoted;
      } else if (character == separator && !quoted) {
        return begin;
      }
      begin--;
    }
    return begin;
  }

  private static boolean isEscaped(String text, int index) {
    int slashes = 0;
    while (index - slashes > 0 && text.charAt(index - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static Optional<IpAddress> ofElement(String element) {
    Optional<IpAddress> found = Optional.empty();
    int end = element.length();
    while (end > 0) {
      int begin = before(element, end, ';');
      String pair = element.substring(begin, end).strip();
      if (pair.regionMatches(true, 0, FOR, 0, FOR.length())) {
        if (found.isPresent()) {
          return Optional.empty(); // each parameter at most once
        }
        found = node(pair.substring(FOR.length()));
      }
      end = begin - 1;
    }
    return found;
  }

  /** An address of IPv4, or of IPv6 in brackets or without, and perhaps a port behind it. */
  private static Optional<IpAddress> node(String text) {
    String node = unquoted(text);
    if (node.startsWith("[")) {
      int close = node.indexOf(']');
      return close > 0 && isPort(node.substring(close + 1))
          ? IpAddress.parse(node.substring(1, close))
          : Optional.empty();
    }
    int colon = node.indexOf(':');
    boolean withPort = colon >= 0 && colon == node.lastIndexOf(':');
    if (withPort && !isPort(node.substring(colon))) {
      return Optional.empty();
    }
    return IpAddress.parse(withPort ? node.substring(0, colon) : node);
  }

  /** A port may be hidden as well as an address. */
  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":(?:[0-9]{1,5}|_[A-Za-z0-9._-]+)");
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
        : text;
  }
}
