package com.plurence.gateway.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No error stands in the registry that nobody has seen come out of the front door: one request
 * provokes it ({@link Provocation}), or a class named here does with more effort.
 */
final class EveryErrorIsProvokedTest {
  private static final Path TESTS = Path.of("src/test/java/com/plurence/gateway/acceptance");

  /** Whoever adds an error that takes more than one request adds the class that provokes it. */
  private static final Set<String> SCENARIOS =
      Set.of(
          "limits/BudgetsTest",
          "limits/ClosedLimitsTest",
          "limits/RefusalsTest",
          "overload/ScarcityTest",
          "inference/UploadsTest",
          "http/CompressedBodiesTest",
          "dialects/TranslatedRoutesTest",
          "upstream/SlowAndLargeTest",
          "management/AccountsTest",
          "management/ManagementApiTest",
          "management/ManagementRequestsTest",
          "management/TenancyTest",
          "management/UsageApiTest",
          "extension/ExtensionContainmentTest",
          "management/ExpectedRoutes",
          "management/KeyedRoutesTest",
          "store/ReplicasTest",
          "store/StoreOutageTest",
          "errors/BrokenStoreTest",
          "management/IssuerTest");

  @Test
  void everyRegisteredErrorIsProvokedThroughTheFrontDoor() throws IOException {
    Set<ErrorCode> missing = EnumSet.allOf(ErrorCode.class);
    Stream.of(Provocation.values()).map(Provocation::expected).forEach(missing::remove);
    for (String scenario : SCENARIOS) {
      String source = Files.readString(TESTS.resolve(scenario + ".java"));
      missing.removeAll(named(source));
    }

    assertThat(missing).as("registered, but provoked by no test").isEmpty();
  }

  private static Set<ErrorCode> named(String source) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> source.matches("(?s).*\\b" + code.name() + "\\b.*"))
        .collect(Collectors.toSet());
  }
}
