package com.plurence.gateway.address;

import java.util.Optional;

/**
 * The addresses whose first {@code prefix} bits are those of {@code base}.
 *
 * @param prefix 0 to 32, or to 128 for IPv6
 */
public record IpNetwork(IpAddress base, int prefix) {
  private static final int IPV6_BITS = 128;

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address; empty for anything else. */
  public static Optional<IpNetwork> parse(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return base.map(address -> new IpNetwork(address, bits(address)));
    }
    String prefix = text.substring(slash + 1);
    return prefix.matches("0|[1-9][0-9]{0,2}")
        ? base.flatMap(address -> of(address, text.contains(":"), Integer.parseInt(prefix)))
        : Optional.empty();
  }

  /** Of an IPv4 address that was mapped into IPv6, 96 bits are gone. */
  private static Optional<IpNetwork> of(IpAddress base, boolean writtenAsIpv6, int prefix) {
    int bits = writtenAsIpv6 ? prefix - IPV6_BITS + bits(base) : prefix;
    return bits >= 0 && bits <= bits(base)
        ? Optional.of(new IpNetwork(base, bits))
        : Optional.empty();
  }

  private static int bits(IpAddress address) {
    return address.bytes().length * Byte.SIZE;
  }

  /** Whether {@code address} is one of them. */
  public boolean contains(IpAddress address) {
    byte[] mine = base.bytes();
    byte[] other = address.bytes();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
      int index = bit / Byte.SIZE;
      int unused = Math.max(0, bit + Byte.SIZE - prefix);
      if ((mine[index] ^ other[index]) >> unused != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return base + "/" + prefix;
  }
}
