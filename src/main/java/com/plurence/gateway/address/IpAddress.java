package com.plurence.gateway.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address of IPv4 or IPv6, in one form: an IPv4 address that is mapped into IPv6 ({@code
 * ::ffff:192.0.2.1}) is the IPv4 address. Immutable; nothing is ever asked of a name server.
 */
public final class IpAddress {
  /** RFC 6177: what one site is given at least, of which it uses addresses as it pleases. */
  private static final int SITE_BYTES = 8;

  /** RFC 4291, section 2.5.2: the absence of an address. */
  public static final IpAddress UNKNOWN = of(new byte[16]);

  private final InetAddress address;

  /** Made when it is first asked for; made twice, on two threads at once, it is the same. */
  private @Nullable String text;

  private IpAddress(InetAddress address) {
    this.address = address;
  }

  /**
   * Reads an address without brackets and port; a zone, as in {@code fe80::1%eth0}, is left out.
   *
   * @return empty for anything that is no address, such as a name
   */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    byte[] bytes =
        NetUtil.createByteArrayFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
    return bytes == null || text.startsWith("[") ? Optional.empty() : Optional.of(of(bytes));
  }

  static IpAddress of(byte[] bytes) {
    try {
      return new IpAddress(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }

  byte[] bytes() {
    return address.getAddress();
  }

  /** The network that it is in, which tells where it is from but not who: /24, or /48 of IPv6. */
  public String prefix() {
    byte[] bytes = bytes();
    int kept = bytes.length <= SITE_BYTES ? 3 : 6;
    return of(Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length)) + "/" + kept * Byte.SIZE;
  }

  /**
   * What one caller has to itself: an IPv4 address, or the first 64 bits of an IPv6 address, whose
   * owner could use another one for each request.
   */
  public String network() {
    byte[] bytes = bytes();
    return bytes.length <= SITE_BYTES
        ? toString()
        : of(Arrays.copyOf(Arrays.copyOf(bytes, SITE_BYTES), bytes.length)) + "/64";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** As RFC 5952 writes it. */
  @Override
  public String toString() {
    @Nullable String known = text;
    if (known == null) {
      known = NetUtil.toAddressString(address);
      text = known;
    }
    return known;
  }
}
