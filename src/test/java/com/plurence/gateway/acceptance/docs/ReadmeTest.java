package com.plurence.gateway.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.CurlCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The README keeps its word: each curl gives what is printed below it. */
final class ReadmeTest {
  private static final Pattern KEY =
      Pattern.compile("export PLURENCE_BOOTSTRAP_API_KEY=(plr_(?:live|test)_[A-Za-z0-9]{28,})\n");
  private static final Pattern CURL_AND_ANSWER =
      Pattern.compile("```sh\n(curl .*?)\n```\n\n```\\w*\n(.*?)```", Pattern.DOTALL);
  private static final String FREE_PORTS =
      "listeners: { gateway: { port: 0 }, management: { port: 0 }, ops: { port: 0 } }";

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws Exception {
    Matcher key = KEY.matcher(readme());
    assertThat(key.find()).isTrue();
    gateway = GatewayUnderTest.with(FREE_PORTS).apiKey(key.group(1)).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Arguments> curls() throws Exception {
    return CURL_AND_ANSWER
        .matcher(readme())
        .results()
        .map(found -> Arguments.of(found.group(1), found.group(2)));
  }

  @ParameterizedTest
  @MethodSource("curls")
  void aCurlGivesWhatIsPrintedBelowIt(String command, String printed) throws Exception {
    String answer = CurlCommand.parse(command).send(gateway.port("gateway"));

    assertThat(answer.strip()).matches(withGaps(printed.strip()));
  }

  /** Three dots stand for anything within a line, an empty line for any events between. */
  private static Pattern withGaps(String printed) {
    String exact = Pattern.quote(printed).replace("...", "\\E.*\\Q");
    return Pattern.compile(exact.replace("\n\n", "\\E\n\n(?s:.*)\\Q"));
  }

  private static String readme() throws Exception {
    return Files.readString(Path.of("README.md"));
  }
}
