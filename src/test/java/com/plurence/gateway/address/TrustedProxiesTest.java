package com.plurence.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request is from, by what proxies say. Lines of a header are separated by {@code |}. */
final class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "192.0.2.128/25", "fd00::/8", "::ffff:172.16.0.0/108")
              .map(network -> IpNetwork.parse(network).orElseThrow())
              .toList());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        // The last one that no trusted proxy has.
        "10.0.0.1, ~203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~6.6.6.6, 203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~6.6.6.6,203.0.113.7 , 10.9.9.9~, 203.0.113.7",
        "10.0.0.1, ~6.6.6.6|203.0.113.7|192.0.2.200~, 203.0.113.7",
        "10.0.0.1, ~10.0.0.3, 10.0.0.2~, 10.0.0.3",
        "10.0.0.1, ~203.0.113.7,,~, 203.0.113.7",
        "fd00::1, ~2001:db8::7~, 2001:db8::7",
        "172.20.1.1, ~203.0.113.7~, 203.0.113.7",
        "::ffff:10.0.0.1, ~::ffff:203.0.113.7~, 203.0.113.7",
        // With ports.
        "10.0.0.1, ~203.0.113.7:50123~, 203.0.113.7",
        "10.0.0.1, ~[2001:db8::7]:50123~, 2001:db8::7",
        "10.0.0.1, ~[2001:DB8:0::7]~, 2001:db8::7",
        // Nothing that says an address.
        "10.0.0.1, -, 10.0.0.1",
        "10.0.0.1, ~unknown~, 10.0.0.1",
        "10.0.0.1, ~203.0.113.7, unknown~, 10.0.0.1",
        "10.0.0.1, ~203.0.113.7, evil.example.com~, 10.0.0.1",
        "10.0.0.1, ~203.0.113.7, 1.2.3.4:x~, 10.0.0.1",
        "10.0.0.1, ~203.0.113.7, unknown, 10.0.0.9~, 10.0.0.9",
        "10.0.0.1, ~203.0.113.7, [2001:db8::7~, 10.0.0.1",
        // Whose word is not believed.
        "192.0.2.1, ~203.0.113.7~, 192.0.2.1",
        "2001:db8::1, ~203.0.113.7~, 2001:db8::1",
      })
  void xForwardedFor(String peer, String lines, String client) {
    assertThat(PROXIES.client(address(peer), lines(lines), List.of())).hasToString(client);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "10.0.0.1, ~for=203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~For=\"[2001:db8:cafe::17]:4711\"~, 2001:db8:cafe::17",
        "10.0.0.1, ~for=203.0.113.7;proto=https;by=10.0.0.1~, 203.0.113.7",
        "10.0.0.1, ~by=\"10.0.0.1\" ; for=\"203.0.113.7:80\"~, 203.0.113.7",
        "10.0.0.1, ~for=6.6.6.6, for=203.0.113.7, for=10.0.0.2~, 203.0.113.7",
        "10.0.0.1, ~for=6.6.6.6|for=203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~host=\"a,b;for=6.6.6.6\";for=203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~for=\"203.0.113.7:_port\"~, 203.0.113.7",
        "10.0.0.1, ~for=\"203.0.11\\3.7\"~, 203.0.113.7",
        // Quotes that a stranger has left open.
        "10.0.0.1, ~for=\"6.6.6.6, for=203.0.113.7~, 203.0.113.7",
        "10.0.0.1, ~for=6.6.6.6;x=\", for=203.0.113.7;proto=https~, 203.0.113.7",
        "10.0.0.1, ~for=6.6.6.6;x=\"\\, for=\"203.0.113.7\"~, 203.0.113.7",
        // Nothing that says an address.
        "10.0.0.1, ~for=unknown~, 10.0.0.1",
        "10.0.0.1, ~for=203.0.113.7, for=_hidden~, 10.0.0.1",
        "10.0.0.1, ~for=203.0.113.7, proto=https~, 10.0.0.1",
        "10.0.0.1, ~for=203.0.113.7;for=203.0.113.8~, 10.0.0.1",
        "10.0.0.1, ~for=~, 10.0.0.1",
        "10.0.0.1, ~nonsense~, 10.0.0.1",
        // Whose word is not believed.
        "192.0.2.1, ~for=203.0.113.7~, 192.0.2.1",
      })
  void forwarded(String peer, String lines, String client) {
    assertThat(PROXIES.client(address(peer), List.of(), lines(lines))).hasToString(client);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, for=203.0.113.7, 203.0.113.7",
    "203.0.113.7, for=6.6.6.6, 10.0.0.1",
    "6.6.6.6, for=203.0.113.7, 10.0.0.1",
  })
  void whatTwoHeadersSayDifferentlyIsNotKnown(
      String xForwardedFor, String forwarded, String client) {
    assertThat(PROXIES.client(address("10.0.0.1"), List.of(xForwardedFor), List.of(forwarded)))
        .hasToString(client);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2:ffff::, 2001:db8:1:2::/64",
    "::1, ::/64",
  })
  void whatOneCallerHasToItself(String address, String network) {
    assertThat(address(address).network()).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/",
        "fd00::/129",
        "proxy",
        "10.0.0.0/8/8",
        "10.0.0",
        "[::1]",
        "::ffff:10.0.0.0/95"
      })
  void whatIsNoNetwork(String text) {
    assertThat(IpNetwork.parse(text)).isEmpty();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static List<String> lines(String header) {
    return header == null ? List.of() : Arrays.asList(header.split("\\|", -1));
  }
}
