package com.plurence.gateway.address;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word is believed for whom they speak. Each adds, at the end of a header, whom
 * it got the request from, so the way back goes from the end on for as long as a trusted proxy says
 * so: what stands before that is what a stranger wrote. Immutable.
 */
public final class TrustedProxies {
  private final List<IpNetwork> networks;

  public TrustedProxies(List<IpNetwork> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Whether the proxy at {@code address} is believed. */
  public boolean include(IpAddress address) {
    for (IpNetwork network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who sent a request.
   *
   * @param peer at the other end of the connection
   * @param xForwardedFor the values of that header, in their order
   * @param forwarded the values of that header (RFC 7239), in their order
   * @return the last that is known for sure; {@code peer} if both headers are there and name
   *     different clients, as proxies that write one of them pass on the other as it came
   */
  public IpAddress client(IpAddress peer, List<String> xForwardedFor, List<String> forwarded) {
    if (!include(peer)) {
      return peer;
    }
    if (forwarded.isEmpty()) {
      return back(peer, Hops.ofXForwardedFor(xForwardedFor));
    }
    IpAddress client = back(peer, Hops.ofForwarded(forwarded));
    return xForwardedFor.isEmpty() || client.equals(back(peer, Hops.ofXForwardedFor(xForwardedFor)))
        ? client
        : peer;
  }

  /** An address that is not told, or hidden on purpose, ends the way back. */
  private IpAddress back(IpAddress peer, Iterator<Optional<IpAddress>> hops) {
    IpAddress known = peer;
    while (include(known) && hops.hasNext()) {
      Optional<IpAddress> next = hops.next();
      if (next.isEmpty()) {
        return known;
      }
      known = next.get();
    }
    return known;
  }
}
