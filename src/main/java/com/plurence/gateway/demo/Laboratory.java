package com.plurence.gateway.demo;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What the event loops of one demo provider share.
 *
 * @param wantedPort a negative one stands for a free port: to Vert.x, servers of the same negative
 *     port share one, so each provider needs its own
 */
record Laboratory(
    DemoOptions options, int wantedPort, Scripts scripts, Steps steps, DemoJournal journal) {
  static Laboratory of(DemoOptions options) {
    int anyFree = ThreadLocalRandom.current().nextInt(Integer.MIN_VALUE, 0);
    return new Laboratory(
        options,
        options.port() == 0 ? anyFree : options.port(),
        new Scripts(options.name()),
        new Steps(),
        new DemoJournal(options.remembered()));
  }
}
