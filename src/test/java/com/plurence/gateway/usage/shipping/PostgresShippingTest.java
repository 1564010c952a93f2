package com.plurence.gateway.usage.shipping;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.usage.UsageRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Usage records on their way to a shared PostgreSQL, by months. */
final class PostgresShippingTest extends ShippingContract {
  private static final Instant NOVEMBER = Instant.parse("2026-11-30T12:00:00Z");

  @Override
  Secret newUrl(Path directory) {
    return TestPostgres.newDatabase();
  }

  @Test
  void monthsAreMadeAheadTakeWhatCameBeforeThemAndAreDroppedWhole() {
    List<UsageRecord> records =
        ShippingKit.records(NOVEMBER.toEpochMilli(), 60, Duration.ofHours(12).toMillis());
    done(kit().store().add(records));
    long before = kit().number("select count(*) from usage_record_default");

    done(kit().store().prepare(NOVEMBER));
    done(kit().store().prepare(NOVEMBER));

    assertThat(before).isEqualTo(60);
    assertThat(kit().number("select count(*) from usage_record_default")).isZero();
    assertThat(kit().number("select count(*) from usage_record_2026_11")).isEqualTo(1);
    assertThat(kit().number("select count(*) from usage_record_2026_12")).isEqualTo(59);
    assertThat(kit().number("select count(*) from usage_record_2027_01")).isZero();
    assertThat(kit().number("select count(*) from usage_record")).isEqualTo(60);
    done(
        kit()
            .store()
            .forget(
                Instant.parse("2027-02-10T00:00:00Z"), Duration.ofDays(30), Duration.ofDays(30)));
    assertThat(
            kit().number("select count(*) from pg_class where relname like 'usage_record_20____'"))
        .isZero();
  }
}
