package com.plurence.gateway.acceptance.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.cli.Commands;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's commands against a running gateway. */
final class CommandsTest {
  private static final Map<String, String> OWNER =
      Map.of("PLURENCE_EMAIL", "owner@example.com", "PLURENCE_PASSWORD", "correct horse battery");

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.with().owner("owner@example.com", "correct horse battery").start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aKeyIsMadeListedAndRemoved() {
    Run made = run("keys create --project default --name ci --model gpt-4o");
    Run listed = run("keys list --project default");
    String line = listed.out().lines().filter(row -> row.contains("\tci\t")).findFirst().orElse("");
    Run removed = run("keys delete --project default --key " + line.split("\t", 2)[0]);
    Run left = run("keys list --project default");

    assertThat(made.out()).matches("plr_live_[A-Za-z0-9]{43}\\R");
    assertThat(line).contains(made.out().substring(0, 13));
    assertThat(removed.status()).isZero();
    assertThat(left.out()).doesNotContain("\tci\t").contains("\tbootstrap\t");
  }

  @Test
  void aKeyMayBeLimitedInTimeAndToEndpoints() {
    Run made =
        run(
            "keys create --project default --name limited --expires-at 2099-01-01T00:00:00Z"
                + " --endpoint /v1/embeddings --endpoint /v1/models");
    Run refused = run("keys create --project default --name no --endpoint /v1/nothing");
    Run listed = run("keys list --project default");

    assertThat(made.status()).isZero();
    assertThat(listed.out()).contains("\tlimited\t2099-01-01T00:00:00Z\t-");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("endpoints must be of /v1/audio/speech", "/v1/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notaurl", "ftp://127.0.0.1", "http://127.0.0.1:8081/v1"})
  void anAddressThatIsNoneIsNamedByItsOption(String url) {
    Run run = run("projects list --url " + url);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("--url or PLURENCE_MANAGEMENT_URL must be such as http://");
  }

  @Test
  void aProjectIsMadeListedAndRemoved() {
    Run made = run("projects create --name staging");
    Run listed = run("projects list");
    Run removed = run("projects delete --project staging");

    assertThat(made.out()).startsWith("proj_");
    assertThat(listed.out()).contains(made.out().strip() + "\tstaging\tstaging");
    assertThat(removed.status()).isZero();
    assertThat(run("projects list").out()).doesNotContain("staging");
  }

  @Test
  void whatTheGatewayRefusesIsToldWithItsErrorId() {
    Run run = run("projects create --name default");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("DAT030020: ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anAccountIsMadeForSomebodyWhoThenSignsInAndIsRemoved() {
    Run made = run("accounts create --owner ada@example.com --name Ada");
    String[] row = made.out().strip().split("\t", -1);
    Map<String, String> ada =
        Map.of("PLURENCE_EMAIL", "ada@example.com", "PLURENCE_PASSWORD", row[1]);
    Run projects = run("projects list", ada);
    Run listed = run("accounts list");
    Run refused = run("accounts list", ada);
    Run removed = run("accounts delete --account " + row[0]);

    assertThat(row[1]).matches("[A-Za-z0-9]{20}");
    assertThat(projects.out()).contains("\tdefault\tdefault");
    assertThat(listed.out()).contains(row[0] + "\tAda\t");
    assertThat(refused.err()).startsWith("DAT020105: ");
    assertThat(removed.status()).isZero();
    assertThat(run("accounts list").out()).doesNotContain(row[0]);
  }

  @Test
  void theNewOwnersPasswordMayBeGiven() {
    Map<String, String> environment = new HashMap<>(OWNER);
    environment.put("PLURENCE_NEW_PASSWORD", "short");
    Run refused = run("accounts create --owner bob@example.com", environment);
    environment.put("PLURENCE_NEW_PASSWORD", "long enough for Bob");
    Run made = run("accounts create --owner bob@example.com", environment);

    assertThat(refused.err()).contains("password must be at least 8");
    assertThat(made.out()).matches("acc_[0-9a-z]{26}\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keys frobnicate", "keys create --name ci", "accounts", "projects list --key x"})
  void aCommandIsUnderstoodBeforeAnybodyIsAskedFor(String words) {
    Run run = run(words, Map.of());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("usage: projects list").doesNotContain("set PLURENCE_TOKEN");
  }

  @Test
  void helpIsGivenToEverybody() {
    Run run = run("accounts --help", Map.of());

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("accounts create", "PLURENCE_NEW_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys",
        "keys create --project default",
        "keys create --name",
        "keys rotate --project default",
        "projects list --colour red",
      })
  void whatIsNoCommandGetsTheUsage(String words) {
    Run run = run(words);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("usage: projects list");
  }

  @Test
  void nobodyIsAskedForWithoutAnIdentity() {
    Run run = run("projects list", Map.of());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("PLURENCE_TOKEN");
  }

  private static Run run(String words) {
    return run(words, OWNER);
  }

  private static Run run(String words, Map<String, String> identity) {
    Map<String, String> environment = new HashMap<>(identity);
    environment.put(
        "PLURENCE_MANAGEMENT_URL", "http://127.0.0.1:" + gateway.port("management") + "/");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new Commands(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(words.split(" ", -1));
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private record Run(int status, String out, String err) {}
}
