package com.plurence.gateway.acceptance.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the guide to usage shows is what the gateway would say. */
final class UsageGuideTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| [12] \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|"
              + " (\\d+) \\|$");

  private static String guide;

  @BeforeAll
  static void read() throws IOException {
    guide = Files.readString(Path.of("src/docs/usage.md"));
  }

  private static String block(String language) {
    String begin = "```" + language + "\n";
    int from = guide.indexOf(begin) + begin.length();
    return guide.substring(from, guide.indexOf("```", from));
  }

  @Test
  void itsRecordHasTheMembersOfARecord() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    UsageJson.write(SomeUsage.full(1_796_083_206_540L), written);
    JsonObject real = new JsonObject(written.toString(UTF_8));

    JsonObject shown = new JsonObject(block("json"));

    assertThat(List.copyOf(shown.fieldNames())).isEqualTo(List.copyOf(real.fieldNames()));
    assertThat(shown.getJsonObject("tokens").fieldNames())
        .isEqualTo(real.getJsonObject("tokens").fieldNames());
    JsonArray attempts = shown.getJsonArray("attempt_log");
    assertThat(attempts.getJsonObject(0).fieldNames())
        .isEqualTo(real.getJsonArray("attempt_log").getJsonObject(0).fieldNames());
    shown
        .fieldNames()
        .forEach(name -> assertThat(guide).as(name).containsPattern("\\|.*`" + name + "`"));
  }

  @Test
  void itsCostIsRightToTheNanoDollar() throws ConfigException {
    JsonObject shown = new JsonObject(block("json"));
    Price price =
        requireNonNull(
                ConfigLoader.parse("usage.md", block("yaml"), Map.of())
                    .prices()
                    .get(shown.getString("upstream_model")))
            .on(LocalDate.of(2026, 11, 30))
            .orElseThrow();
    TokenClasses all = TokenClasses.NONE;
    long cost = 0;

    for (var row : ROW.matcher(guide).results().toList()) {
      long[] cells =
          LongStream.rangeClosed(1, 7).map(i -> Long.parseLong(row.group((int) i))).toArray();
      TokenClasses tokens = new TokenClasses(cells[0], cells[1], cells[2], cells[3], cells[4]);
      assertThat(price.nanoUsd(tokens)).isEqualTo(cells[6]).isEqualTo(cells[5] / 1000);
      all = all.plus(tokens);
      cost += cells[6];
    }

    JsonObject tokens = shown.getJsonObject("tokens");
    assertThat(all)
        .isEqualTo(
            new TokenClasses(
                tokens.getLong("uncached"),
                tokens.getLong("cache_read"),
                tokens.getLong("cache_write"),
                tokens.getLong("text"),
                tokens.getLong("reasoning")));
    assertThat(all.input()).isEqualTo(tokens.getLong("input"));
    assertThat(all.output()).isEqualTo(tokens.getLong("output"));
    assertThat(all.total()).isEqualTo(tokens.getLong("total"));
    assertThat(cost).isEqualTo(shown.getLong("cost_nano_usd"));
    assertThat(price.from()).hasToString(shown.getString("price"));
  }
}
