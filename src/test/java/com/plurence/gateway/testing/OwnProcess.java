package com.plurence.gateway.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The gateway as a process of its own, as an operator starts it. */
public final class OwnProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Of a text line and of a JSON line. */
  private static final Pattern PORT =
      Pattern.compile("(gateway|management|ops)(?:=|\":\")http://127\\.0\\.0\\.1:(\\d+)");

  /** The bit of SIGINT, which is signal 2. */
  private static final long INTERRUPT = 1L << 1;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private OwnProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::collect, "output of " + process.pid());
    reader.start();
  }

  /** Starts one with these arguments; its output, of both kinds, is collected. */
  public static OwnProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return startWithHeap("256m", environment, arguments);
  }

  /** Starts one whose heap has at most {@code size}, such as {@code 128m}. */
  public static OwnProcess startWithHeap(
      String size, Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + size, "-XX:TieredStopAtLevel=1"));
    // Which the jar says of itself; without it newer run-times warn on standard error.
    command.add("--enable-native-access=ALL-UNNAMED");
    // The class path begins with the tests, which have a logging of their own.
    command.add("-Dlogback.configurationFile=" + Path.of("conf/logback.xml").toAbsolutePath());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PLURENCE_"));
    builder.environment().putAll(environment);
    return new OwnProcess(builder.start());
  }

  private void collect() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException ended) {
      lines.add("output ended: " + ended.getMessage());
    }
  }

  /** What it has written so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line that contains {@code text}. */
  public String line(String text) {
    await("a line with '" + text + "'")
        .atMost(PATIENCE)
        .until(() -> find(text).isPresent() || !process.isAlive());
    return find(text).orElseThrow(() -> new AssertionError(text + " is not in " + lines));
  }

  /** A line that contains {@code text}, if it is there already. */
  public Optional<String> find(String text) {
    return lines.stream().filter(line -> line.contains(text)).findFirst();
  }

  /** Waits for the ready line; the port of that listener. */
  public int port(String listener) {
    String ready = line("plurence-gateway ready");
    return PORT.matcher(ready)
        .results()
        .filter(found -> found.group(1).equals(listener))
        .map(found -> Integer.parseInt(found.group(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("ready line " + ready));
  }

  /** Sends the signal of that name, such as TERM. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exit();
  }

  /** What Ctrl+C sends; it stays ignored below a shell's background job, where TERM has to do. */
  public void interrupt() throws IOException, InterruptedException {
    signal(ignoresInterrupts() ? "TERM" : "INT");
  }

  private static boolean ignoresInterrupts() throws IOException {
    try (Stream<String> facts = Files.lines(Path.of("/proc/self/status"))) {
      return facts
          .filter(fact -> fact.startsWith("SigIgn:"))
          .mapToLong(fact -> Long.parseUnsignedLong(fact.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
    }
  }

  /** Waits for its end; its exit status. */
  public int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), SECONDS)).as("ends: %s", lines).isTrue();
    reader.join();
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
