package com.plurence.gateway.config.listener;

import com.plurence.gateway.address.IpNetwork;
import java.util.List;

/**
 * The proxies in front of the gateway.
 *
 * @param trusted those whose word is believed for whom they speak
 */
public record ProxiesConfig(List<IpNetwork> trusted) {
  public ProxiesConfig {
    trusted = List.copyOf(trusted);
  }
}
