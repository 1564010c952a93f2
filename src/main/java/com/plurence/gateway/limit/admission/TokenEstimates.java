package com.plurence.gateway.limit.admission;

import com.plurence.gateway.config.LimitsConfig.Estimate;
import com.plurence.gateway.dialect.InputSize;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens requests are expected to take: by what was set, and by what such requests have
 * taken before. No tokenizer is asked, which would cost more than all else that is done about a
 * request. Integers throughout. Safe on any thread.
 */
public final class TokenEstimates {
  /** Beyond what any limit can be. */
  static final long MOST = 9_000_000_000_000_000L;

  private static final int MOST_LEARNED = 10_000;
  private static final long THOUSAND = 1_000;

  private final Supplier<Estimate> settings;
  private final Recent<String, InputDensity> densities = new Recent<>(MOST_LEARNED);
  private final Recent<Asker, OutputMean> outputs = new Recent<>(MOST_LEARNED);

  /**
   * @param settings as they are now
   */
  public TokenEstimates(Supplier<Estimate> settings) {
    this.settings = settings;
  }

  private record Asker(String projectId, String model) {}

  /** The tokens of an input of {@code size} to {@code model}, as clients name it. */
  public long input(String model, InputSize size) {
    long text = (size.text() * perThousandBytes(model) + THOUSAND - 1) / THOUSAND;
    return text + size.images() * settings.get().imageTokens();
  }

  /** The tokens that {@code model} makes of a thousand bytes of text. */
  public long perThousandBytes(String model) {
    Estimate set = settings.get();
    @Nullable InputDensity learned = set.learn() ? densities.get(model) : null;
    return learned == null ? set.tokensPerByte() : learned.tokensPerThousandBytes();
  }

  /** The tokens of one choice of a response to {@code projectId} by {@code model}. */
  public long output(String projectId, String model) {
    Estimate set = settings.get();
    @Nullable OutputMean learned = set.learn() ? outputs.get(new Asker(projectId, model)) : null;
    return learned == null ? set.outputTokens() : learned.expected();
  }

  /** The tokens of one choice of a response that has no limit, when nothing may be learned. */
  public long outputWithoutLimit() {
    return settings.get().outputTokens();
  }

  /** A request to {@code model} of {@code size} had {@code tokens} of input. */
  public void learnInput(String model, InputSize size, long tokens) {
    if (settings.get().learn() && size.text() > 0 && size.images() == 0 && !size.hasMedia()) {
      @Nullable InputDensity before = densities.get(model);
      densities.keep(model, (before == null ? InputDensity.NONE : before).and(size.text(), tokens));
    }
  }

  /** One choice of a response to {@code projectId} by {@code model} had {@code tokens}. */
  public void learnOutput(String projectId, String model, long tokens) {
    if (settings.get().learn()) {
      Asker asker = new Asker(projectId, model);
      @Nullable OutputMean before = outputs.get(asker);
      outputs.keep(asker, before == null ? OutputMean.first(tokens) : before.and(tokens));
    }
  }

  /** The product, or {@link #MOST} where it is more. */
  static long times(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? Math.min(a * b, MOST) : MOST;
  }
}
