package com.plurence.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader who looks for a class that a document names finds it. */
final class DocumentedNamesTest {
  /** A package of ours and a class in it, such as {@code http.Failures}. */
  private static final Pattern NAME = Pattern.compile("`((?:[a-z][a-z0-9]*\\.)+[A-Z]\\w*)`");

  private static final Set<String> CLASSES =
      Production.CLASSES.stream()
          .filter(type -> type.getPackageName().startsWith(Production.ROOT))
          .map(Production::shortName)
          .collect(Collectors.toSet());

  private static final Set<String> PACKAGES =
      Production.CLASSES.stream()
          .map(JavaClass::getPackageName)
          .filter(name -> name.startsWith(Production.ROOT + "."))
          .map(name -> name.substring(Production.ROOT.length() + 1).replaceAll("\\..*", ""))
          .collect(Collectors.toSet());

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/docs/architecture.md", "src/docs/upstream.md"})
  void everyClassThatIsNamedIsThere(String document) throws IOException {
    Matcher named = NAME.matcher(Files.readString(Path.of(document)));

    assertThat(named.results().map(found -> found.group(1)))
        .filteredOn(name -> PACKAGES.contains(name.substring(0, name.indexOf('.'))))
        .isNotEmpty()
        .allMatch(CLASSES::contains);
  }
}
