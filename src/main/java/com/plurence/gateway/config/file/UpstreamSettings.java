package com.plurence.gateway.config.file;

import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.config.provider.UpstreamConfig.Backoff;
import com.plurence.gateway.config.provider.UpstreamConfig.Breaker;
import com.plurence.gateway.config.provider.UpstreamConfig.Pool;
import com.plurence.gateway.config.provider.UpstreamConfig.RetryBudget;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.config.yaml.Sizes;

/** How providers are called; read once for all, and again for each provider and target. */
final class UpstreamSettings {
  private static final Format<Double> RATIO = Format.number(0, 1);

  private UpstreamSettings() {}

  /**
   * @param base holds where the section says nothing
   */
  static UpstreamConfig read(Section section, UpstreamConfig base) {
    return new UpstreamConfig(
        section.value("connect_timeout", base.connectTimeout(), HttpSettings.PATIENCE),
        section.value("write_timeout", base.writeTimeout(), HttpSettings.PATIENCE),
        section.value("first_byte_timeout", base.firstByteTimeout(), HttpSettings.PATIENCE),
        section.value("idle_timeout", base.idleTimeout(), HttpSettings.PATIENCE),
        section.value("total_timeout", base.totalTimeout(), HttpSettings.PATIENCE),
        section.value("max_attempts", base.maxAttempts(), Format.whole(1, 100)),
        section.in("backoff", backoff -> backoff(backoff, base.backoff())),
        section.value("retry_time", base.retryTime(), HttpSettings.PATIENCE),
        section.value("retry_after_cap", base.retryAfterCap(), HttpSettings.PATIENCE),
        section.in("retry_budget", budget -> retryBudget(budget, base.retryBudget())),
        breaker(section, base.breaker()),
        section.in("pool", pool -> pool(pool, base.pool())),
        section.value("answer", base.answer(), Sizes.upToMib(1024)),
        section.value("event", (long) base.event(), Sizes.upToMib(1024)).intValue());
  }

  private static Backoff backoff(Section section, Backoff base) {
    Backoff backoff =
        new Backoff(
            section.value("base", base.base(), HttpSettings.PATIENCE),
            section.value("factor", base.factor(), Format.number(1, 100)),
            section.value("cap", base.cap(), HttpSettings.PATIENCE));
    boolean ownMistake = section.has("base") || section.has("cap");
    if (ownMistake && backoff.cap().compareTo(backoff.base()) < 0) {
      section.problem("cap", "is shorter than base, accepted: base or longer");
    }
    return backoff;
  }

  private static RetryBudget retryBudget(Section section, RetryBudget base) {
    return new RetryBudget(
        section.value("ratio", base.ratio(), RATIO),
        section.value("per_second", base.perSecond(), Format.number(0, 1_000_000)));
  }

  /** Switched off by the word in place of the group; a group of its own switches it on again. */
  private static Breaker breaker(Section upstream, Breaker base) {
    boolean on = base.on() || upstream.has("breaker");
    return upstream.says("breaker", "off")
        ? new Breaker(false, base.failures(), base.ratio(), base.window(), base.open())
        : upstream.in("breaker", section -> breaker(section, on, base));
  }

  private static Breaker breaker(Section section, boolean on, Breaker base) {
    return new Breaker(
        on,
        section.value("failures", base.failures(), Format.whole(1, 1_000_000)),
        section.value("ratio", base.ratio(), RATIO),
        section.value("window", base.window(), HttpSettings.PATIENCE),
        section.value("open", base.open(), HttpSettings.PATIENCE));
  }

  private static Pool pool(Section section, Pool base) {
    return new Pool(
        section.value("size", base.size(), Format.whole(1, 1_000_000)),
        section.value("queue", base.queue(), Format.whole(0, 1_000_000)));
  }
}
