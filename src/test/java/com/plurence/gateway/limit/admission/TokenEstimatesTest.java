package com.plurence.gateway.limit.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.LimitsConfig.Estimate;
import com.plurence.gateway.dialect.InputSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEstimatesTest {
  private final TokenEstimates estimates = new TokenEstimates(() -> Estimate.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "0, 0, 330, 0",
    "1, 0, 330, 1",
    "3, 0, 330, 1",
    "100, 0, 330, 33",
    "101, 0, 330, 34",
    "0, 2, 330, 2000",
    "1000, 1, 1, 1001",
    "10485760, 100, 10000, 104957600"
  })
  void anInputIsItsBytesAndItsImagesRoundedUp(long text, long images, int density, long tokens) {
    TokenEstimates set = new TokenEstimates(() -> new Estimate(true, density, 1000, 512));

    assertThat(set.input("m", new InputSize(text, images, false))).isEqualTo(tokens);
  }

  /** Weighted by bytes, and kept within what text can have. */
  @ParameterizedTest
  @CsvSource({
    "1000, 250, 3000, 750, 250",
    "1000, 500, 9000, 500, 100",
    "1000, 10, 1000, 10, 100",
    "10, 1000, 10, 1000, 1500",
    "3, 1, 3, 1, 334"
  })
  void theTokensOfBytesAreLearnedForEachModel(
      long bytes, long tokens, long moreBytes, long moreTokens, long perThousand) {
    estimates.learnInput("m", new InputSize(bytes, 0, false), tokens);
    estimates.learnInput("m", new InputSize(moreBytes, 0, false), moreTokens);

    assertThat(estimates.perThousandBytes("m")).isEqualTo(perThousand);
    assertThat(estimates.perThousandBytes("other")).isEqualTo(330);
  }

  @Test
  void nothingIsLearnedOfInputsThatAreNotTextAlone() {
    estimates.learnInput("m", new InputSize(100, 1, false), 5000);
    estimates.learnInput("m", new InputSize(100, 0, true), 5000);
    estimates.learnInput("m", InputSize.UNKNOWN, 5000);

    assertThat(estimates.perThousandBytes("m")).isEqualTo(330);
  }

  @Test
  void anOutputIsExpectedAsThoseBeforeWereOfTheSameProjectAndModel() {
    for (int i = 0; i < 200; i++) {
      estimates.learnOutput("p", "m", 100);
    }

    assertThat(estimates.output("p", "m")).isBetween(100L, 102L);
    assertThat(estimates.output("p", "other")).isEqualTo(512);
    assertThat(estimates.output("other", "m")).isEqualTo(512);
  }

  @Test
  void moreIsExpectedWhereOutputsDiffer() {
    for (int i = 0; i < 200; i++) {
      estimates.learnOutput("p", "m", i % 2 == 0 ? 50 : 150);
    }

    assertThat(estimates.output("p", "m")).isBetween(190L, 210L);
  }

  @Test
  void nothingIsLearnedWhereThatIsNotWanted() {
    TokenEstimates fixed = new TokenEstimates(() -> new Estimate(false, 330, 1000, 512));
    fixed.learnOutput("p", "m", 1);
    fixed.learnInput("m", new InputSize(1000, 0, false), 1);

    assertThat(fixed.output("p", "m")).isEqualTo(512);
    assertThat(fixed.perThousandBytes("m")).isEqualTo(330);
  }

  /** Of a million models some thousand are remembered. */
  @Test
  void whatIsLearnedTakesBoundedMemory() {
    Recent<Integer, Integer> recent = new Recent<>(1000);
    for (int i = 0; i < 100_000; i++) {
      recent.keep(i, i);
    }

    int remembered = 0;
    for (int i = 0; i < 100_000; i++) {
      remembered += recent.get(i) == null ? 0 : 1;
    }
    assertThat(remembered).isBetween(1000, 2000);
    assertThat(recent.get(99_999)).isEqualTo(99_999);
  }

  @ParameterizedTest
  @CsvSource({"1, 1s", "59, 59s", "60, 1m0s", "360, 6m0s", "83101, 23h5m1s", "3600, 1h0m0s"})
  void durationsAreWrittenAsOpenAiWritesThem(long seconds, String text) {
    assertThat(SdkHeaders.duration(seconds)).isEqualTo(text);
  }
}
