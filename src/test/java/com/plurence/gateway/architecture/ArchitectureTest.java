package com.plurence.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. Change it here first. */
final class ArchitectureTest {
  private static final String ROOT = Production.ROOT;

  /** Each package and the packages it may import. {@code Gateway}, in the root, sees everything. */
  private static final Map<String, Set<String>> HOUSE =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("address", Set.of()),
          Map.entry("config", Set.of("address")),
          Map.entry("json", Set.of()),
          Map.entry("sse", Set.of()),
          Map.entry("demo", Set.of("json", "sse")),
          Map.entry("sharedstate", Set.of("error", "config")),
          Map.entry("observability", Set.of("error", "config")),
          Map.entry("timing", Set.of()),
          Map.entry("logging", Set.of()),
          Map.entry("overload", Set.of("error")),
          Map.entry("body", Set.of()),
          Map.entry("record", Set.of("error", "address")),
          Map.entry(
              "http",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "dialect",
                  "observability",
                  "timing",
                  "logging",
                  "overload",
                  "body",
                  "record")),
          Map.entry("server", Set.of("error", "address", "config", "http")),
          Map.entry("auth", Set.of("error", "config", "record", "http")),
          Map.entry("auth.key", Set.of("error", "config", "timing", "auth")),
          Map.entry(
              "auth.token",
              Set.of("error", "config", "timing", "record", "http", "auth", "auth.key")),
          Map.entry("auth.issuer", Set.of("error", "config", "timing", "auth.key", "auth.token")),
          Map.entry("cli", Set.of()),
          Map.entry("idempotency", Set.of("error")),
          Map.entry(
              "management",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "json",
                  "body",
                  "overload",
                  "http",
                  "auth",
                  "idempotency")),
          Map.entry("account.password", Set.of("error", "timing", "auth.key")),
          Map.entry(
              "account",
              Set.of("error", "http", "auth", "auth.token", "management", "account.password")),
          Map.entry(
              "project",
              Set.of(
                  "error",
                  "config",
                  "http",
                  "auth",
                  "auth.key",
                  "management",
                  "account",
                  "account.password")),
          Map.entry("storage.database", Set.of("error", "config")),
          Map.entry(
              "storage",
              Set.of(
                  "error",
                  "config",
                  "auth",
                  "auth.key",
                  "auth.token",
                  "idempotency",
                  "management",
                  "account",
                  "project",
                  "storage.database")),
          Map.entry("catalog", Set.of("error", "config")),
          Map.entry("dialect", Set.of("body", "error", "config", "json", "sse", "record")),
          Map.entry(
              "upstream",
              Set.of(
                  "timing",
                  "overload",
                  "body",
                  "record",
                  "error",
                  "config",
                  "json",
                  "sse",
                  "observability",
                  "catalog",
                  "dialect",
                  "extension.bus")),
          Map.entry("extension", Set.of("error")),
          Map.entry("extension.bus", Set.of()),
          Map.entry(
              "extension.host",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "timing",
                  "body",
                  "record",
                  "json",
                  "sse",
                  "http",
                  "auth",
                  "extension",
                  "extension.bus")),
          Map.entry(
              "inference",
              Set.of(
                  "timing",
                  "error",
                  "config",
                  "overload",
                  "body",
                  "record",
                  "http",
                  "auth",
                  "idempotency",
                  "catalog",
                  "dialect",
                  "upstream")),
          Map.entry(
              "inference.stage",
              Set.of(
                  "error",
                  "config",
                  "json",
                  "sse",
                  "overload",
                  "body",
                  "record",
                  "http",
                  "auth",
                  "idempotency",
                  "catalog",
                  "dialect",
                  "upstream",
                  "extension",
                  "extension.host",
                  "inference")));

  @Test
  void packagesImportOnlyWhatTheHouseAllows() {
    assertThat(imports())
        .allSatisfy((from, to) -> assertThat(HOUSE.getOrDefault(from, Set.of())).containsAll(to));
  }

  /** Each feature that imports others, and those. */
  private static Map<String, Set<String>> imports() {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass from : Production.CLASSES) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String source = feature(from);
        String target = feature(dependency.getTargetClass());
        if (!source.isEmpty() && !target.equals(source) && isOurs(dependency.getTargetClass())) {
          imports.computeIfAbsent(source, none -> new TreeSet<>()).add(target);
        }
      }
    }
    return imports;
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(Production.CLASSES);
  }

  @Test
  void routingContextsStayAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".auth..", ROOT + ".management..")
        .and(com.tngtech.archunit.base.DescribedPredicate.not(simpleNameEndingWith("Endpoints")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.ext.web.RoutingContext")
        .check(Production.CLASSES);
  }

  @Test
  void onlyUpstreamOwnsAnHttpClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".upstream..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "io\\.vertx\\.(core\\.http\\.HttpClient|ext\\.web\\.client\\.).*|java\\.net\\.http\\..*")
        .check(Production.CLASSES);
  }

  /** Everybody else is handed a dialect, and knows the interfaces alone. */
  @Test
  void onlyTheWiringNamesADialect() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".dialect..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".dialect.*..")
        .check(Production.CLASSES);
  }

  @Test
  void dialectsDoNotKnowOneAnother() {
    slices()
        .matching(ROOT + ".dialect.(*)..")
        .should()
        .notDependOnEachOther()
        .check(Production.CLASSES);
  }

  /** A dialect turns bytes into facts and back; who reads and writes them is somebody else. */
  @Test
  void dialectsArePure() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".dialect..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "io\\.vertx\\.core\\.(Vertx|Context|Future|Promise|http\\.Http(Client|Server).*)")
        .check(Production.CLASSES);
  }

  @Test
  void sqlStaysInStorage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(Production.CLASSES);
  }

  @Test
  void noFieldIsMutableAndStatic() {
    fields().that().areStatic().should().beFinal().check(Production.CLASSES);
  }

  @Test
  void namesSayWhatAThingIsFor() {
    List<String> vague = List.of("Util", "Utils", "Helper", "Manager", "Impl", "Base", "Common");
    assertThat(Production.CLASSES)
        .extracting(JavaClass::getSimpleName)
        .noneMatch(name -> vague.stream().anyMatch(name::endsWith));
  }

  @Test
  void everyPackageStandsInTheArchitecture() throws IOException {
    String architecture = Files.readString(Path.of("src/docs/architecture.md"));

    assertThat(Production.CLASSES)
        .extracting(JavaClass::getPackageName)
        .filteredOn(name -> name.startsWith(ROOT + "."))
        .extracting(name -> "`" + name.substring(ROOT.length() + 1) + "`")
        .allMatch(architecture::contains);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  /** The key of {@link #HOUSE} that names the package of {@code type}, or one above it. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return "";
    }
    String rest = name.substring(ROOT.length() + 1);
    while (!HOUSE.containsKey(rest) && rest.contains(".")) {
      rest = rest.substring(0, rest.lastIndexOf('.'));
    }
    return rest;
  }
}
