package com.plurence.gateway.usage.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of records, on their way to the reserved file and the store. */
final class FoldingTest {
  private static final int TIMES = 100;

  @TempDir private Path directory;

  @Test
  void theFileHasAllSumsHoweverManyWorkersAreAtIt() throws Exception {
    Folding folding = Folding.open(directory);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    for (int i = 0; i < TIMES; i++) {
      List<UsageRecord> added = SomeUsage.many(1_790_000_000_000L, 3, 3_600_000);
      added.forEach(folding::add);
      Callable<Boolean> save =
          () -> {
            folding.save();
            return true;
          };

      List<Future<Boolean>> saved =
          workers.invokeAll(List.of(save, () -> folding.oldest().isPresent(), save));

      for (Future<Boolean> one : saved) {
        assertThat(one.get()).isTrue();
      }
      assertThat(inFile()).isEqualTo(ShippingKit.tally(added));
      folding.done(folding.oldest().orElseThrow());
    }
    workers.shutdown();
    assertThat(folding.isEmpty()).isTrue();
    folding.close();
  }

  private Tally inFile() throws IOException {
    return FoldFile.left(directory).get(0).read().stream()
        .flatMap(fold -> fold.sums().values().stream())
        .reduce(Tally::plus)
        .orElseThrow();
  }
}
