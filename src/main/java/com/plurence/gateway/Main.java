package com.plurence.gateway;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.catalog.Unpriced;
import com.plurence.gateway.cli.Arguments;
import com.plurence.gateway.cli.Commands;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.ConfigReport;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.config.file.ConfigSource;
import com.plurence.gateway.extension.host.ExtensionCheck;
import com.plurence.gateway.logging.Logging;
import com.plurence.gateway.overload.MemoryAlarm;
import com.plurence.gateway.project.Bootstrap;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Starts the gateway from a command line. */
public final class Main {
  /** The exit status for a command line, an environment or a configuration with mistakes. */
  private static final int MISTAKE = 2;

  private Main() {}

  /**
   * Takes {@code --config FILE}, {@code --check} and {@code --help}, or a command of the operator.
   */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    if (Commands.knows(args)) {
      System.exit(new Commands(environment, System.out, System.err).run(args));
    }
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.help()) {
        System.out.println(Arguments.HELP);
        return;
      }
      Logging.begin(environment); // before reading addresses, for which Netty makes a logger
      ConfigSource source = ConfigSource.choose(arguments.config(), environment);
      GatewayConfig config = ConfigLoader.load(source, environment);
      Bootstrap bootstrap = Bootstrap.from(environment);
      if (arguments.check()) {
        List<ConfigProblem> problems = ExtensionCheck.problems(source.path().toString(), config);
        if (!problems.isEmpty()) {
          throw new ConfigException(problems);
        }
        System.out.println(ConfigReport.of(config));
        Unpriced.in(Catalog.from(config), LocalDate.now(ZoneOffset.UTC))
            .forEach(model -> System.err.println("warning: " + model));
      } else {
        MemoryAlarm.begin();
        GatewayProcess.start(source, environment, config, bootstrap);
      }
    } catch (ConfigException | IllegalArgumentException mistake) {
      System.err.println(mistake.getMessage());
      System.exit(MISTAKE);
    }
  }
}
