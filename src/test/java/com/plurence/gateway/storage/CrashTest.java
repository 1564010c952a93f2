package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.EVERYTHING;
import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.resource.ListQuery;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway killed in the middle of its work. */
final class CrashTest {
  private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void nothingThatWasAcknowledgedIsLost(StoreKind kind, @TempDir Path directory) throws Exception {
    Secret url = kind.newUrl(directory);

    List<String> acknowledged = writeUntilKilled(url);

    Vertx vertx = Vertx.vertx();
    Database database = done(Database.open(vertx, url));
    Tenant tenant = new Tenant(ids(acknowledged, "account").iterator().next());
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
    assertThat(projects(database, tenant)).containsAll(ids(acknowledged, "project"));
    assertThat(done(new SqlKeyStore(database).existing(ids(acknowledged, "key"))))
        .isEqualTo(ids(acknowledged, "key"));
    done(database.close());
    done(vertx.close());
  }

  private static List<String> writeUntilKilled(Secret url) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                url.reveal())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      while (lines.size() < ACKNOWLEDGED_BEFORE_THE_KILL) {
        readInto(lines, output);
      }
      writer.destroyForcibly();
      writer.waitFor();
      readRestInto(lines, output);
    }
    return lines;
  }

  private static void readInto(List<String> lines, BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IllegalStateException("the writer ended by itself after " + lines);
    }
    if (line.startsWith("account ") || line.startsWith("project ") || line.startsWith("key ")) {
      lines.add(line);
    }
  }

  /** What it said before it died counts as well; its last line may be cut. */
  private static void readRestInto(List<String> lines, BufferedReader output) throws IOException {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("(project|key) (proj|key)_\\w{26}")) {
          lines.add(line);
        }
      }
    } catch (IOException closed) {
      assertThat(lines).isNotEmpty();
    }
  }

  private static Set<String> ids(List<String> lines, String what) {
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      if (line.startsWith(what + " ")) {
        ids.add(line.substring(what.length() + 1));
      }
    }
    return ids;
  }

  private static Set<String> projects(Database database, Tenant tenant) {
    SqlProjectStore store = new SqlProjectStore(database, new KeyChanges(database));
    ListQuery all = new ListQuery(100_000, 0, EVERYTHING.filters(), EVERYTHING.orders());
    Set<String> ids = new HashSet<>();
    done(store.list(tenant, all)).items().forEach(project -> ids.add(project.id()));
    return ids;
  }
}
