package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.EVERYTHING;
import static com.plurence.gateway.storage.Things.NOW;
import static com.plurence.gateway.storage.Things.credential;
import static com.plurence.gateway.storage.Things.key;
import static com.plurence.gateway.storage.Things.project;
import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.account.Account;
import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.Principal;
import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.FirstStart.Foundation;
import com.plurence.gateway.project.Project;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises, whichever database is behind it. */
abstract class StoreContract extends KeyStoreContract {
  private static final Precondition OF_ANOTHER_VERSION = new Precondition(false, Set.of(7));

  StoreContract(StoreKind kind) {
    super(kind);
  }

  @Test
  void aListWaitsForNobodyWhoChangesTheProject() {
    Signup signup = signup("reader@example.com");
    done(accounts.open(signup));
    String projectId = signup.firstProject().id();
    CountDownLatch read = new CountDownLatch(1);
    Promise<Boolean> locked = Promise.promise();
    Future<Boolean> change =
        database.transact(
            sql -> {
              boolean there = SqlProjectStore.holds(sql, tenant(signup), projectId);
              locked.complete(there);
              return released(read);
            });
    done(locked.future());

    ListQuery all = new ListQuery(10, 0, List.of(), List.of());
    assertThat(done(apiKeys.list(tenant(signup), projectId, all))).isPresent();

    read.countDown();
    done(change);
  }

  @Test
  void signingUpMakesTheAccountItsOwnerAndItsFirstProject() {
    Signup signup = signup("first@example.com");

    done(accounts.open(signup));

    Tenant tenant = tenant(signup);
    assertThat(done(accounts.find(tenant))).contains(signup.account());
    assertThat(done(principals.credential("first@example.com"))).contains(signup.owner());
    assertThat(done(projects.list(tenant, EVERYTHING)).items())
        .containsExactly(SqlAccountStore.firstProject(signup));
  }

  @Test
  void anEmailThatHasSignedUpMakesNothing() {
    done(accounts.open(signup("taken@example.com")));
    Signup again = signup("taken@example.com");

    ErrorKind failure = failure(accounts.open(again));

    assertThat(failure).isEqualTo(ErrorCode.EMAIL_TAKEN);
    assertThat(done(accounts.find(tenant(again)))).isEmpty();
  }

  @Test
  void projectNamesAndSlugsAreUniqueInTheirAccountOnly() {
    Tenant one = newTenant();
    Tenant two = newTenant();
    Project project = project(one, "unique");
    done(insert(project));

    ErrorKind sameName =
        failure(insert(Project.created("proj_x", one.accountId(), "unique", "other", NOW)));
    ErrorKind sameSlug =
        failure(insert(Project.created("proj_y", one.accountId(), "Other", "unique", NOW)));
    done(insert(project(two, "unique")));

    assertThat(sameName).isEqualTo(ErrorCode.PROJECT_NAME_TAKEN);
    assertThat(sameSlug).isEqualTo(ErrorCode.PROJECT_SLUG_TAKEN);
  }

  @Test
  void renamingToTheNameOfAnotherProjectChangesNothing() {
    Tenant tenant = newTenant();
    Project project = project(tenant, "before");
    done(insert(project));

    ErrorKind failure =
        failure(
            projects.update(
                tenant, project.id(), Precondition.NONE, found -> found.withName("default")));

    assertThat(failure).isEqualTo(ErrorCode.PROJECT_NAME_TAKEN);
    assertThat(done(projects.find(tenant, project.id()))).contains(project);
  }

  @Test
  void everyChangeMakesANewVersion() {
    Tenant tenant = newTenant();
    Project project = project(tenant, "versioned");
    done(insert(project));

    Optional<Project> changed =
        done(
            projects.update(
                tenant, project.id(), Precondition.NONE, found -> found.withName("renamed")));

    assertThat(changed).isPresent();
    assertThat(changed.get().version()).isEqualTo(2);
    assertThat(changed.get().name()).isEqualTo("renamed");
    assertThat(changed.get().slug()).isEqualTo("versioned");
  }

  @Test
  void whatIsNotChangedKeepsItsVersion() {
    Signup signup = signup("unchanged@example.com");
    done(accounts.open(signup));
    Tenant tenant = tenant(signup);
    String principal = signup.owner().principal().id();
    String project = signup.firstProject().id();

    assertThat(done(accounts.update(tenant, Precondition.NONE, same -> same)))
        .map(Account::version)
        .contains(1);
    assertThat(done(principals.update(tenant, principal, Precondition.NONE, same -> same)))
        .map(Principal::version)
        .contains(1);
    assertThat(done(projects.update(tenant, project, Precondition.NONE, same -> same)))
        .map(Project::version)
        .contains(1);
  }

  @Test
  void changesOfAnotherVersionAreRefused() {
    Signup signup = signup("versions@example.com");
    done(accounts.open(signup));
    Tenant tenant = tenant(signup);
    String project = signup.firstProject().id();

    List<ErrorKind> failures =
        List.of(
            failure(accounts.update(tenant, OF_ANOTHER_VERSION, found -> found.withName("x"))),
            failure(
                principals.update(
                    tenant,
                    signup.owner().principal().id(),
                    OF_ANOTHER_VERSION,
                    found -> found.with("x", Role.OWNER))),
            failure(
                projects.update(tenant, project, OF_ANOTHER_VERSION, found -> found.withName("x"))),
            failure(projects.delete(tenant, project, OF_ANOTHER_VERSION)));

    assertThat(failures).containsOnly(ErrorCode.RESOURCE_CHANGED);
    assertThat(done(accounts.find(tenant)).map(Account::version)).contains(1);
    assertThat(done(projects.find(tenant, project))).isPresent();
  }

  @Test
  void aTenantSeesNothingOfAnother() {
    Signup signup = signup("owner@example.com");
    done(accounts.open(signup));
    String project = signup.firstProject().id();
    String principal = signup.owner().principal().id();
    ApiKey key = key(project);
    done(insert(tenant(signup), key, KeyHash.of(key.id())));
    Tenant other = newTenant();

    assertThat(done(projects.find(other, project))).isEmpty();
    assertThat(done(projects.update(other, project, Precondition.NONE, found -> found))).isEmpty();
    assertThat(done(projects.delete(other, project, Precondition.NONE))).isFalse();
    assertThat(done(principals.find(other, principal))).isEmpty();
    assertThat(done(principals.update(other, principal, Precondition.NONE, found -> found)))
        .isEmpty();
    assertThat(done(apiKeys.find(other, project, key.id()))).isEmpty();
    assertThat(done(apiKeys.list(other, project, EVERYTHING))).isEmpty();
    assertThat(done(insert(other, key(project), KeyHash.of("another")))).isFalse();
    assertThat(done(apiKeys.delete(other, project, key.id()))).isFalse();
    assertThat(done(apiKeys.find(tenant(signup), project, key.id()))).contains(key);
  }

  @Test
  void anAccountKeepsAnOwner() {
    Signup signup = signup("last@example.com");
    done(accounts.open(signup));
    Tenant tenant = tenant(signup);
    String owner = signup.owner().principal().id();

    ErrorKind failure =
        failure(
            principals.update(
                tenant, owner, Precondition.NONE, found -> found.with("x", Role.VIEWER)));
    done(principals.insert(credential(tenant.accountId(), "second@example.com", Role.OWNER)));
    Optional<Principal> changed =
        done(
            principals.update(
                tenant, owner, Precondition.NONE, found -> found.with("x", Role.VIEWER)));

    assertThat(failure).isEqualTo(ErrorCode.LAST_OWNER);
    assertThat(changed.map(Principal::role)).contains(Role.VIEWER);
  }

  @Test
  void listsAreFilteredOrderedAndCut() {
    Tenant tenant = newTenant();
    for (int i = 0; i < 9; i++) {
      done(insert(project(tenant, "p" + i, NOW.plusMillis(i / 2))));
    }
    ListQuery query =
        new ListQuery(
            3,
            1,
            List.of(
                new Filter("created_at", Comparison.AT_LEAST, NOW.plusMillis(1).toEpochMilli()),
                new Filter("created_at", Comparison.AT_MOST, NOW.plusMillis(3).toEpochMilli())),
            List.of(new Order("created_at", false), new Order("name", true)));

    var page = done(projects.list(tenant, query));

    assertThat(page.items()).extracting(Project::name).containsExactly("p7", "p4", "p5");
    assertThat(page.total()).isEqualTo(6);
  }

  @Test
  void listsAreFilteredByText() {
    Tenant tenant = newTenant();
    ListQuery query =
        new ListQuery(20, 0, List.of(new Filter("slug", Comparison.EQUAL, "default")), List.of());

    assertThat(done(projects.list(tenant, query)).total()).isEqualTo(1);
  }

  @Test
  void onlyOneOfManyFirstStartsFillsTheStore() {
    SqlFirstStartStore store = new SqlFirstStartStore(database);
    boolean before = done(store.isEmpty());

    List<Future<Boolean>> starts =
        IntStream.range(0, 20).mapToObj(i -> store.fill(foundation(i))).toList();

    done(Future.all(starts));
    assertThat(before).isTrue();
    assertThat(done(store.isEmpty())).isFalse();
    assertThat(starts).extracting(Future::result).containsOnlyOnce(true);
  }

  private static Foundation foundation(int number) {
    Signup signup = signup("starter" + number + "@example.com");
    Credential owner = number % 2 == 0 ? signup.owner() : null;
    ApiKey key = key(signup.firstProject().id());
    return new Foundation(
        signup.account(),
        owner,
        SqlAccountStore.firstProject(signup),
        key,
        KeyHash.of("start" + number));
  }

  private static boolean released(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
