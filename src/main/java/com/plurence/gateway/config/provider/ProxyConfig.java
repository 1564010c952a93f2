package com.plurence.gateway.config.provider;

import com.plurence.gateway.config.Secret;

/**
 * An HTTP proxy on the way to a provider.
 *
 * @param host name or address; IPv6 without brackets
 * @param user what it is to be told of who asks; empty: nothing
 * @param password belongs to the user
 */
public record ProxyConfig(String host, int port, Secret user, Secret password) {
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
