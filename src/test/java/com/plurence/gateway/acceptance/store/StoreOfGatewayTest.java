package com.plurence.gateway.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A gateway and its store, from start to stop. */
final class StoreOfGatewayTest {
  @Test
  void anEmptyStoreIsFilledAndTheGatewayIsReady() throws IOException {
    GatewayUnderTest gateway = GatewayUnderTest.with().apiKey("").start();

    RawClient.Answer ready =
        RawClient.send(gateway.port("ops"), "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(gateway.gateway().firstKey()).isPresent();
    gateway.close();
  }
}
