package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import java.util.List;

/** Something that is done to each target. */
public interface Scenario {
  /** As on the command line. */
  String name();

  /** One line for the report. */
  String title();

  default Setup setup() {
    return Setup.PLAIN;
  }

  /** Whether it makes sense for a target of that name. */
  default boolean suits(String target) {
    return true;
  }

  /** The same as will be measured, for as long as it takes to be at full speed. */
  void warm(Bench bench, Target target);

  List<Measurement> measure(Bench bench, Target target, int round);
}
