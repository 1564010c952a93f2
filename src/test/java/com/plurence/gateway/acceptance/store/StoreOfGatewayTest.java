package com.plurence.gateway.acceptance.store;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.testing.Configs;
import com.plurence.gateway.testing.RawClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway and its store, from start to stop. */
final class StoreOfGatewayTest {
  @Test
  void anEmptyStoreIsFilledAndTheGatewayIsReady() throws IOException {
    Gateway gateway = done(Gateway.start(Configs.plain(), Bootstrap.from(Map.of())));

    RawClient.Answer ready =
        RawClient.send(gateway.port("ops"), "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(gateway.firstKey()).isPresent();
    done(gateway.stop());
  }
}
