package com.plurence.gateway.demo;

/** What the event loops of one demo provider share. */
record Laboratory(DemoOptions options, Scripts scripts, Steps steps, DemoJournal journal) {
  static Laboratory of(DemoOptions options) {
    return new Laboratory(
        options, new Scripts(options.name()), new Steps(), new DemoJournal(options.remembered()));
  }
}
