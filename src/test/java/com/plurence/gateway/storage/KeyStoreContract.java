package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.NOW;
import static com.plurence.gateway.storage.Things.key;
import static com.plurence.gateway.storage.Things.project;
import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.Project;
import com.plurence.gateway.storage.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises of API keys, whichever database is behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeyStoreContract {
  private final StoreKind kind;
  private final Vertx vertx = Vertx.vertx();
  Database database;
  SqlAccountStore accounts;
  SqlPrincipalStore principals;
  SqlProjectStore projects;
  SqlApiKeyStore apiKeys;
  SqlKeyStore keys;
  RecordingListener heard;

  KeyStoreContract(StoreKind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void open(@TempDir Path directory) {
    database = done(Database.open(vertx, kind.newUrl(directory)));
    KeyChanges changes = new KeyChanges(database);
    heard = new RecordingListener();
    changes.subscribe(heard);
    accounts = new SqlAccountStore(database, new KeyChanges(database));
    principals = new SqlPrincipalStore(database);
    projects = new SqlProjectStore(database, changes, new LimitChanges(database));
    apiKeys = new SqlApiKeyStore(database, changes, new LimitChanges(database));
    keys = new SqlKeyStore(database, AuditConfig.Tier.METADATA);
  }

  Future<Void> insert(Project project) {
    return projects.insert(project, OwnLimits.NONE);
  }

  Future<Boolean> insert(Tenant tenant, ApiKey key, KeyHash hash) {
    return apiKeys.insert(tenant, key, hash, OwnLimits.NONE);
  }

  @AfterAll
  void close() {
    done(database.close());
    done(vertx.close());
  }

  @Test
  void aKeyIsKeptWholeAndFoundByItsHash() {
    Signup signup = signup("keys@example.com");
    done(accounts.open(signup));
    ApiKey key = key(signup.firstProject().id());
    KeyHash hash = KeyHash.of("plr_live_whole");

    boolean inserted = done(insert(tenant(signup), key, hash));

    assertThat(inserted).isTrue();
    assertThat(done(apiKeys.find(tenant(signup), key.projectId(), key.id()))).contains(key);
    assertThat(done(keys.find(hash)))
        .hasValueSatisfying(
            known -> {
              assertThat(known.application())
                  .isEqualTo(
                      new Caller.Application(
                          key.id(),
                          key.projectId(),
                          signup.account().id(),
                          key.models(),
                          key.endpoints()));
              assertThat(known.expiresAt()).isEqualTo(key.expiresAt());
            });
    assertThat(heard.created()).contains(hash);
  }

  @Test
  void aRemovedKeyIsGoneAndSaidToBe() {
    Signup signup = signup("removed@example.com");
    done(accounts.open(signup));
    ApiKey key = key(signup.firstProject().id());
    KeyHash hash = KeyHash.of("plr_live_removed");
    done(insert(tenant(signup), key, hash));

    boolean deleted = done(apiKeys.delete(tenant(signup), key.projectId(), key.id()));

    assertThat(deleted).isTrue();
    assertThat(done(keys.find(hash))).isEmpty();
    assertThat(heard.removed()).contains(key.id());
  }

  @Test
  void aRemovedProjectTakesItsKeysAlong() {
    Tenant tenant = newTenant();
    Project project = project(tenant, "doomed");
    done(insert(project));
    List<ApiKey> three = List.of(key(project.id()), key(project.id()), key(project.id()));
    three.forEach(key -> done(insert(tenant, key, KeyHash.of(key.id()))));

    boolean deleted = done(projects.delete(tenant, project.id(), Precondition.NONE));

    List<String> ids = three.stream().map(ApiKey::id).toList();
    assertThat(deleted).isTrue();
    assertThat(done(keys.existing(ids))).isEmpty();
    assertThat(heard.removed()).containsAll(ids);
  }

  @Test
  void theLatestUseOfAKeyIsKept() {
    Signup signup = signup("used@example.com");
    done(accounts.open(signup));
    ApiKey key = key(signup.firstProject().id());
    done(insert(tenant(signup), key, KeyHash.of("used")));
    Instant later = NOW.plusSeconds(5);

    done(keys.used(Map.of(key.id(), later)));
    done(keys.used(Map.of(key.id(), NOW)));

    assertThat(done(apiKeys.find(tenant(signup), key.projectId(), key.id())))
        .hasValueSatisfying(found -> assertThat(found.lastUsedAt()).isEqualTo(later));
    assertThat(done(keys.existing(List.of(key.id(), "key_unknown")))).containsExactly(key.id());
    assertThat(done(keys.newest(1000))).anyMatch(known -> known.id().equals(key.id()));
  }

  Tenant newTenant() {
    Signup signup = signup(UUID.randomUUID() + "@example.com");
    done(accounts.open(signup));
    return tenant(signup);
  }
}
