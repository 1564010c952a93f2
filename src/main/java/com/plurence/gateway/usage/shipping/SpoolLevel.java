package com.plurence.gateway.usage.shipping;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator, once for each step, how the spool fills. Safe on any thread. */
final class SpoolLevel {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolLevel.class);

  /** Shares of the spool, in percent. */
  private static final int[] STEPS = {50, 80, 100};

  private final AtomicInteger told = new AtomicInteger();

  /** It is {@code fill} full, from 0 to 1. */
  void tell(double fill) {
    int percent = (int) (fill * 100);
    int step = 0;
    while (step < STEPS.length && percent >= STEPS[step]) {
      step++;
    }
    int before = told.get();
    if (step > before && told.compareAndSet(before, step)) {
      LOG.atWarn()
          .addKeyValue("percent", STEPS[step - 1])
          .log("the spool of usage records fills, as the store does not take them");
    } else if (step == 0 && before > 0 && told.compareAndSet(before, 0)) {
      LOG.info("the spool of usage records has room again");
    }
  }
}
