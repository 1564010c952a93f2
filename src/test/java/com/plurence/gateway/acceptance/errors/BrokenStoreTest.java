package com.plurence.gateway.acceptance.errors;

import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A failure that nobody has foreseen: the tables of a running gateway are gone. */
final class BrokenStoreTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    Secret store = TestPostgres.newDatabase();
    gateway = GatewayUnderTest.start("store: { url: \"%s\" }".formatted(store.reveal()));
    TestPostgres.run(store, "alter table api_key rename to canary_of_keys");
    TestPostgres.run(store, "alter table account rename to canary_of_accounts");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void whoeverShowsAKeyIsToldNothingOfIt() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port(), head("GET /v1/models", "x-api-key: plr_live_" + "u".repeat(43)));

    Contract.isError(answer, ErrorCode.UNEXPECTED);
    assertThat(answer.head() + answer.text())
        .doesNotContain("canary", "relation", "api_key", "SQL");
  }

  @Test
  void whoeverSignsUpIsToldNothingOfIt() {
    ApiClient.Reply reply =
        ApiClient.of(gateway.outside(), gateway.port("management")).signUp("a@example.com");

    reply.isError(ErrorCode.UNEXPECTED);
    assertThat(reply.text()).doesNotContain("canary", "relation", "account", "SQL");
  }
}
