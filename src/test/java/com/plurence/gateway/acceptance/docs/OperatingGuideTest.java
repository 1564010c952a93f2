package com.plurence.gateway.acceptance.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a key, carried out by a shell as {@code src/docs/operating.md} prints it. */
final class OperatingGuideTest {
  private static final Path GUIDE = Path.of("src/docs/operating.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REFUSAL = Pattern.compile("(?m)^# (\\{.*),\\.\\.\\.}$");
  private static final String JAR = "java -jar target/plurence-gateway.jar";
  private static final String PASSWORD = "correct horse battery";
  private static final String CONFIG =
      """
      listeners: { gateway: { port: 0 }, management: { port: 0 }, ops: { port: 0 } }
      store: { url: "h2:mem" }
      """;

  /** Every response ends its line, so that the test can tell one from the next. */
  private static final String CURL = "curl() { command curl \"$@\"; echo; }\n";

  private static GatewayUnderTest gateway;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.with(CONFIG).owner("owner@example.com", PASSWORD).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void theLifeOfAKeyIsAsItIsPrinted() throws Exception {
    String printed = printed(false);
    String refusal = REFUSAL.matcher(printed).results().findFirst().orElseThrow().group(1) + "}";

    List<String> answers =
        run(CURL + printed + "\ncurl -s $KEYS -H \"authorization: Bearer $TOKEN\"");

    assertThat(answers).hasSize(3);
    assertThat(new JsonObject(answers.get(0)).getString("object")).isEqualTo("chat.completion");
    assertThat(new JsonObject(answers.get(1))).containsAll(new JsonObject(refusal));
    assertThat(new JsonArray(answers.get(2))).hasSize(1);
  }

  @Test
  void theCommandsDoTheSame() throws Exception {
    String printed =
        printed(true)
            .replace("PLURENCE_PASSWORD=...", "'PLURENCE_PASSWORD=" + PASSWORD + "'")
            .replace(JAR, "\"$JAVA\" -cp \"$CLASSES\" com.plurence.gateway.Main");

    List<String> keys = run(printed + "\necho \"$KEY\"");

    assertThat(keys).anyMatch(line -> line.contains("\tbootstrap\t"));
    assertThat(keys).anyMatch(line -> line.contains("\tci\t"));
    assertThat(keys).last().asString().startsWith("plr_live_");
  }

  /** The commands of the first section: those of curl, or those of the jar. */
  private static String printed(boolean ofJar) throws Exception {
    String section = Files.readString(GUIDE).split("\n## ", -1)[1];
    return String.join(
        "\n",
        BLOCK
            .matcher(section)
            .results()
            .map((MatchResult block) -> block.group(1))
            .filter(commands -> commands.contains(JAR) == ofJar)
            .toList());
  }

  /** What the commands print, without empty lines. */
  private List<String> run(String commands) throws Exception {
    String management = "http://127.0.0.1:" + gateway.port("management");
    Path output = directory.resolve("output");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-eu")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(script(commands, management).toFile());
    shell.environment().put("PLURENCE_MANAGEMENT_URL", management);
    shell
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    shell.environment().put("CLASSES", System.getProperty("java.class.path"));

    Process process = shell.start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output).stream().filter(line -> !line.isBlank()).toList();
  }

  private Path script(String commands, String management) throws Exception {
    for (String program : List.of("curl", "jq")) {
      Process found = new ProcessBuilder("sh", "-c", "command -v " + program).start();
      assumeThat(found.waitFor()).as("the guide needs " + program).isZero();
    }
    String here =
        commands
            .replace("http://127.0.0.1:8081", management)
            .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + gateway.port("gateway"));
    return Files.writeString(directory.resolve("script"), here, UTF_8);
  }
}
