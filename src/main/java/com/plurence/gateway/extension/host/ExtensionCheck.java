package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.extension.host.loading.HostingException;
import com.plurence.gateway.extension.host.loading.Jars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether extensions can be found and like their settings, without starting any. */
public final class ExtensionCheck {
  private ExtensionCheck() {}

  /**
   * What is wrong with the entries of {@code verticles}, all at once. Loads and constructs the
   * classes of extensions; blocks meanwhile.
   *
   * @param file as the configuration was named
   */
  public static List<ConfigProblem> problems(String file, GatewayConfig config) {
    List<ConfigProblem> problems = new ArrayList<>();
    List<VerticleConfig> entries = config.verticles();
    for (int i = 0; i < entries.size(); i++) {
      String path = "verticles[%d] (%s)".formatted(i, entries.get(i).name());
      problems(entries.get(i), config)
          .forEach(problem -> problems.add(new ConfigProblem(file, 0, path, problem)));
    }
    return problems;
  }

  private static List<String> problems(VerticleConfig entry, GatewayConfig config) {
    try (Jars jars = Jars.open(config.extensions().directory())) {
      return Deployment.problems(entry, jars.maker(entry.name()).get());
    } catch (HostingException unusable) {
      return List.of(String.valueOf(unusable.getMessage()));
    } catch (IOException | RuntimeException | LinkageError unusable) {
      return List.of("can't be constructed: " + unusable);
    }
  }
}
