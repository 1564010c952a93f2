package com.plurence.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. Change it here first. */
final class ArchitectureTest {
  private static final String ROOT = Production.ROOT;

  @Test
  void packagesImportOnlyWhatTheHouseAllows() {
    Set<String> imports = imports();

    imports.removeAll(permissions());

    assertThat(imports).isEmpty();
  }

  @Test
  void noPermissionIsUnused() {
    Set<String> permissions = permissions();

    permissions.removeAll(imports());

    assertThat(permissions).isEmpty();
  }

  private static Set<String> permissions() {
    Set<String> permissions = new TreeSet<>();
    House.MAY_IMPORT.forEach(
        (from, all) -> all.forEach(to -> permissions.add(from + " imports " + to)));
    return permissions;
  }

  private static Set<String> imports() {
    Set<String> imports = new TreeSet<>();
    for (JavaClass from : Production.CLASSES) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String source = House.feature(from);
        String target = House.feature(dependency.getTargetClass());
        if (!source.isEmpty() && !target.equals(source) && isOurs(dependency.getTargetClass())) {
          imports.add(source + " imports " + (target.isEmpty() ? "the root" : target));
        }
      }
    }
    return imports;
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().assignedFrom(topics()).should().beFreeOfCycles().check(Production.CLASSES);
  }

  /**
   * The packages right under the root with all that is in them; but the words in which limits are
   * spoken of know nobody, and so everybody may know them, whatever keeps limits knows.
   */
  private static SliceAssignment topics() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
          return SliceIdentifier.ignore();
        }
        String topic = name.substring(ROOT.length() + 1);
        return SliceIdentifier.of(
            topic.startsWith("limit.") ? topic : topic.replaceFirst("\\..*", ""));
      }

      @Override
      public String getDescription() {
        return "the topics";
      }
    };
  }

  /** What carries a call out knows the ways to a target, and no way knows the other. */
  @Test
  void thePartsOfUpstreamAreFreeOfCycles() {
    SliceAssignment parts =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT + ".upstream")
                ? SliceIdentifier.of(type.getPackageName())
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "parts of upstream";
          }
        };

    slices().assignedFrom(parts).should().beFreeOfCycles().check(Production.CLASSES);
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
        .resideInAnyPackage(
            ROOT + ".dialect.openai..", ROOT + ".dialect.anthropic..", ROOT + ".dialect.google..")
        .check(Production.CLASSES);
  }

  /** They meet in the vocabulary, which knows none of them. */
  @Test
  void dialectsDoNotKnowOneAnother() {
    for (String dialect : List.of("openai", "anthropic", "google")) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".dialect..")
          .and()
          .resideOutsideOfPackage(ROOT + ".dialect." + dialect + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".dialect." + dialect + "..")
          .allowEmptyShould(true)
          .check(Production.CLASSES);
    }
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
}
