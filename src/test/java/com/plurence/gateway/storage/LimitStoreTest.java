package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.key;
import static com.plurence.gateway.storage.Things.project;
import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.setting.LimitOwner;
import com.plurence.gateway.limit.setting.LimitPlace;
import com.plurence.gateway.limit.setting.LimitSetting;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.overload.Priority;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.Project;
import com.plurence.gateway.storage.database.Database;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits in every database: what is kept, for how long, and across a restart. */
final class LimitStoreTest {
  private static final OwnLimits ALL =
      new OwnLimits(
          Map.of(
              Dimension.RPM,
              OptionalLong.of(9_000_000_000_000_000L),
              Dimension.TPM,
              OptionalLong.empty(),
              Dimension.USD_PER_DAY,
              OptionalLong.of(1_000),
              Dimension.USD_PER_MONTH,
              OptionalLong.of(8_999_999_999_999_000L)),
          Map.of("ein Modell/ü", Map.of(Dimension.CONCURRENCY, OptionalLong.of(0))),
          Optional.of(Reserve.MAX),
          Optional.of(Priority.BATCH));

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void limitsAreKeptExactlyUntilTheirOwnerGoes(StoreKind kind, @TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    var url = kind.newUrl(directory);
    Database first = done(Database.open(vertx, url));
    Signup signup = signup("limits@example.com");
    Tenant tenant = tenant(signup);
    String account = tenant.accountId();
    LimitChanges changes = new LimitChanges(first);
    done(new SqlAccountStore(first, new KeyChanges(first)).open(signup));
    Project project = project(tenant, "limited");
    done(new SqlProjectStore(first, new KeyChanges(first), changes).insert(project, ALL));
    ApiKey key = key(project.id());
    done(
        new SqlApiKeyStore(first, new KeyChanges(first), changes)
            .insert(tenant, key, KeyHash.of("k"), ALL));
    done(
        new SqlLimitStore(first, changes)
            .change(tenant, LimitPlace.account(account), Precondition.NONE, none -> ALL));
    done(first.close());

    Database again = done(Database.open(vertx, url));
    SqlLimitStore store = new SqlLimitStore(again, new LimitChanges(again));
    SqlAccountStore accounts = new SqlAccountStore(again, new KeyChanges(again));
    SqlProjectStore projects =
        new SqlProjectStore(again, new KeyChanges(again), new LimitChanges(again));
    SqlApiKeyStore keys = new SqlApiKeyStore(again, new KeyChanges(again), new LimitChanges(again));
    LimitSetting ofAccount = new LimitSetting(LimitOwner.account(account), 1, ALL);
    LimitSetting ofProject = new LimitSetting(LimitOwner.project(project.id()), 1, ALL);
    LimitSetting ofKey = new LimitSetting(LimitOwner.key(key.id()), 1, ALL);
    assertThat(everything(store)).containsExactly(ofAccount, ofKey, ofProject);
    assertThat(done(store.read(List.of(ofKey.owner(), LimitOwner.key("none")))))
        .containsExactly(ofKey);
    assertThat(failure(store.find(tenant, LimitPlace.key(signup.firstProject().id(), key.id()))))
        .isEqualTo(ErrorCode.API_KEY_NOT_FOUND);
    done(keys.delete(tenant, project.id(), key.id()));
    assertThat(everything(store)).containsExactly(ofAccount, ofProject);
    done(projects.delete(tenant, project.id(), Precondition.NONE));
    assertThat(everything(store)).containsExactly(ofAccount);
    done(accounts.delete(account));
    assertThat(everything(store)).isEmpty();
    done(again.close());
    done(vertx.close());
  }

  /** Page by page. */
  private static List<LimitSetting> everything(SqlLimitStore store) {
    List<LimitSetting> all = new ArrayList<>();
    List<LimitSetting> page = done(store.page(Optional.empty(), 2));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = done(store.page(Optional.of(page.get(page.size() - 1).owner()), 2));
    }
    return all;
  }
}
