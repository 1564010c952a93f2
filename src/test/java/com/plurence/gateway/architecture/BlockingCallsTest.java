package com.plurence.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * An event loop never waits: whatever could make it is done where that is allowed, or not at all.
 */
final class BlockingCallsTest {
  /**
   * What can make a thread wait: types, and of each the methods; those of subtypes count as well.
   */
  private static final Map<String, Pattern> WAITING =
      Map.ofEntries(
          calls("java.lang.Thread", "sleep|join"),
          calls("java.lang.Object", "wait"),
          calls("java.lang.Process", "waitFor"),
          calls("java.lang.Runtime", "exec"),
          calls("java.lang.ProcessBuilder", "start|startPipeline"),
          calls("java.util.concurrent.Future", "get|join"),
          calls("java.util.concurrent.CompletableFuture", "get|join"),
          calls("java.util.concurrent.ForkJoinTask", "get|join|invoke|quietly.*"),
          calls("java.util.concurrent.CountDownLatch", "await"),
          calls("java.util.concurrent.CyclicBarrier", "await"),
          calls("java.util.concurrent.Phaser", "await.*|arriveAndAwaitAdvance"),
          calls("java.util.concurrent.Exchanger", "exchange"),
          calls("java.util.concurrent.Semaphore", "acquire.*|tryAcquire"),
          calls("java.util.concurrent.BlockingQueue", "put|take|offer|poll"),
          calls("java.util.concurrent.BlockingDeque", "put.*|take.*|offer.*|poll.*"),
          calls("java.util.concurrent.TransferQueue", "transfer|tryTransfer"),
          calls("java.util.concurrent.ExecutorService", "invoke.*|awaitTermination|close"),
          calls("java.util.concurrent.CompletionService", "take|poll"),
          calls("java.util.concurrent.TimeUnit", "sleep|timed.*"),
          calls("java.util.concurrent.locks.Lock", "lock|lockInterruptibly|tryLock"),
          calls("java.util.concurrent.locks.StampedLock", ".*[lL]ock(Interruptibly)?"),
          calls("java.util.concurrent.locks.Condition", "await.*"),
          calls("java.util.concurrent.locks.LockSupport", "park.*"),
          calls("java.nio.file.Files", ".*"),
          calls("java.io.FileInputStream", ".*"),
          calls("java.io.FileOutputStream", ".*"),
          calls("java.io.FileReader", ".*"),
          calls("java.io.FileWriter", ".*"),
          calls("java.io.RandomAccessFile", ".*"),
          calls("java.io.Console", "read.*"),
          calls("java.nio.channels.FileChannel", ".*"),
          calls("java.nio.channels.Selector", "select"),
          calls("java.nio.channels.SocketChannel", ".*"),
          calls("java.nio.channels.ServerSocketChannel", ".*"),
          calls("java.util.zip.ZipFile", ".*"),
          calls("java.net.Socket", ".*"),
          calls("java.net.ServerSocket", ".*"),
          calls("java.net.DatagramSocket", ".*"),
          calls("java.net.InetAddress", "getByName|getAllByName|getLocalHost|isReachable"),
          calls("java.net.URL", "openStream|openConnection|getContent"),
          calls("java.net.URLConnection", ".*"),
          calls("java.net.http.HttpClient", "send"),
          calls("java.sql.DriverManager", ".*"),
          calls("java.sql.Connection", ".*"),
          calls("java.sql.Statement", ".*"),
          calls("java.sql.ResultSet", ".*"),
          calls("javax.sql.DataSource", ".*"),
          calls("io.vertx.core.Future", "await"),
          calls("io.vertx.core.Vertx", "executeBlocking"),
          calls("io.vertx.core.Context", "executeBlocking"),
          calls("io.vertx.core.WorkerExecutor", "executeBlocking"),
          calls("io.vertx.core.file.FileSystem", ".*Blocking"),
          calls("io.netty.util.concurrent.Future", "get|await.*|sync.*"));

  /** Where waiting is allowed, and why: a class, or a package with {@code ..} at its end. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("storage..", "asks databases, on threads of its own"),
          Map.entry(
              "account.password.Passwords", "hashes slowly on purpose, on threads of its own"),
          Map.entry("WarmUp", "loads what is slow the first time, on a thread of its own"),
          Map.entry("upstream.CallExecution", "tells a large document in events, on a worker"),
          Map.entry("overload.Workshop", "translates megabytes, on a worker"),
          Map.entry("usage.spool..", "makes and deletes its files at the start and on a worker"),
          Map.entry("usage.shipping.FoldFile", "writes sums, on a worker"),
          Map.entry("usage.shipping.Shipper", "reads the spool, on a worker"),
          Map.entry("usage.shipping.UsageKeeper", "looks after the spool, on a worker"),
          Map.entry(
              "audit..", "reads events of the spool and makes bodies ready for it, on workers"),
          Map.entry("config..", "reads files at the start and, for a reload, on a worker"),
          Map.entry(
              "logging..", "writes on a thread of its own; looks at standard output at the start"),
          Map.entry("overload.LastWords", "the process ends with them"),
          Map.entry("extension.host.loading.Jars", "opens jars, on a worker"),
          Map.entry("cli.Management", "a command waits for its answer; it is no gateway"));

  @Test
  void nothingWaitsButWhereItMay() {
    Set<String> trespasses = new TreeSet<>();

    for (JavaClass from : Production.CLASSES) {
      if (permission(from).isEmpty()) {
        waits(from).forEach(call -> trespasses.add(Production.shortName(from) + " calls " + call));
      }
    }

    assertThat(trespasses).isEmpty();
  }

  @Test
  void noPermissionToWaitIsUnused() {
    Set<String> used = new TreeSet<>();

    for (JavaClass from : Production.CLASSES) {
      if (!waits(from).isEmpty()) {
        used.addAll(permission(from));
      }
    }

    assertThat(ALLOWED.keySet()).containsExactlyInAnyOrderElementsOf(used);
  }

  private static Map.Entry<String, Pattern> calls(String type, String methods) {
    return Map.entry(type, Pattern.compile(methods));
  }

  private static List<String> permission(JavaClass from) {
    String name = Production.shortName(from);
    return ALLOWED.keySet().stream()
        .filter(place -> place.equals(name) || name.startsWith(place.replaceAll("\\.\\.$", ".")))
        .toList();
  }

  private static Set<String> waits(JavaClass from) {
    Set<String> found = new TreeSet<>();
    for (JavaAccess<?> access : from.getAccessesFromSelf()) {
      if (access.getTarget() instanceof CodeUnitAccessTarget target && waits(target)) {
        found.add(target.getOwner().getName() + "." + target.getName());
      }
    }
    return found;
  }

  private static boolean waits(CodeUnitAccessTarget target) {
    return WAITING.entrySet().stream()
        .filter(waiting -> waiting.getValue().matcher(target.getName()).matches())
        .anyMatch(waiting -> target.getOwner().isAssignableTo(waiting.getKey()));
  }
}
