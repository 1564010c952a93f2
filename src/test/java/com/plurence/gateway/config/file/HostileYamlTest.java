package com.plurence.gateway.config.file;

import static com.plurence.gateway.config.file.ConfigMistakesTest.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigProblem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no YAML, or too much of it. */
final class HostileYamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: b: c", "a: {b", "\tx: 1", "a: 1\n--- \nb: 1", "a: \u0001"})
  void whatIsNotYamlIsToldAsSuch(String yaml) {
    List<ConfigProblem> problems = problemsOf(yaml);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).startsWith("not readable as YAML: ");
  }

  @Test
  void aSmallFileThatGrowsByAliasesIsRefused() {
    StringBuilder yaml = new StringBuilder("verticles: [ { name: A, config: { l0: &l0 [x]");
    for (int level = 1; level <= 7; level++) {
      String below = "*l" + (level - 1);
      String seven = String.join(",", Collections.nCopies(7, below + " "));
      yaml.append(", l%d: &l%d [%s]".formatted(level, level, seven));
    }

    List<ConfigProblem> problems = problemsOf(yaml.append(" } } ]").toString());

    assertThat(problems)
        .extracting(ConfigProblem::message)
        .containsExactly("is too large, accepted: at most 10000 values in 50 levels");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 2_000, 100_000})
  void aFileOfBracketsIsRefused(int levels) {
    List<ConfigProblem> problems = problemsOf("verticles: " + "[".repeat(levels));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).contains("more than 50 levels");
  }

  @Test
  void aFileThatHoldsItselfIsRefused() {
    List<ConfigProblem> problems =
        problemsOf("verticles: [ { name: A, config: &me { me: *me } } ]");

    assertThat(problems)
        .extracting(ConfigProblem::message)
        .containsExactly("is too large, accepted: at most 10000 values in 50 levels");
  }
}
