package com.plurence.gateway;

import com.plurence.gateway.account.AccountEndpoints;
import com.plurence.gateway.account.AccountStore;
import com.plurence.gateway.account.IssuerSignupEndpoints;
import com.plurence.gateway.account.Operators;
import com.plurence.gateway.account.PrincipalEndpoints;
import com.plurence.gateway.account.PrincipalStore;
import com.plurence.gateway.account.Signins;
import com.plurence.gateway.account.SignupEndpoints;
import com.plurence.gateway.account.Signups;
import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.audit.query.AuditEndpoints;
import com.plurence.gateway.audit.query.AuditQueries;
import com.plurence.gateway.auth.issuer.IssuerTokens;
import com.plurence.gateway.auth.token.AccessTokens;
import com.plurence.gateway.auth.token.TokenKeys;
import com.plurence.gateway.auth.token.TokenVerifier;
import com.plurence.gateway.auth.token.UserGuard;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.exchange.RequestMetrics;
import com.plurence.gateway.limit.setting.LimitEndpoints;
import com.plurence.gateway.limit.setting.LimitStore;
import com.plurence.gateway.management.ExplorerEndpoints;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.management.IdempotentOperations;
import com.plurence.gateway.management.Operations;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.project.ApiKeyEndpoints;
import com.plurence.gateway.project.ApiKeyStore;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.project.FirstStart;
import com.plurence.gateway.project.ProjectEndpoints;
import com.plurence.gateway.project.ProjectStore;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.storage.KeyChanges;
import com.plurence.gateway.storage.LimitChanges;
import com.plurence.gateway.storage.SqlAccountStore;
import com.plurence.gateway.storage.SqlApiKeyStore;
import com.plurence.gateway.storage.SqlFirstStartStore;
import com.plurence.gateway.storage.SqlLimitStore;
import com.plurence.gateway.storage.SqlPrincipalStore;
import com.plurence.gateway.storage.SqlProjectStore;
import com.plurence.gateway.storage.SqlTokenKeyStore;
import com.plurence.gateway.storage.SqlUserDirectory;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.query.SqlAuditQueries;
import com.plurence.gateway.storage.query.SqlUsageQueries;
import com.plurence.gateway.usage.query.RequestEndpoints;
import com.plurence.gateway.usage.query.UsageEndpoints;
import com.plurence.gateway.usage.query.UsageQueries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What people and tools use: the management API and the page to try it out on. Safe on any thread.
 */
final class ManagementPlane implements Plane {
  /** Bytes of a request: nothing that is managed is larger, and it is read whole on a loop. */
  private static final int LARGEST_BODY = 256 * 1024;

  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(20);
  private static final Duration BETWEEN_ROTATIONS = Duration.ofHours(1);

  private final Shared shared;
  private final DataPlane data;
  private final Metrics metrics;
  private final ByteBudget budget;
  private final InstantSource clock = InstantSource.system();
  private final IdSource ids = new IdSource(clock);
  private final Passwords passwords;
  private final TokenKeys tokenKeys;
  private final AccessTokens tokens;
  private final UserGuard guard;
  private final Signups signups;
  private final Signins signins;
  private final Operators operators;
  private final AccountStore accounts;
  private final PrincipalStore principals;
  private final ProjectStore projects;
  private final ApiKeyStore apiKeys;
  private final LimitStore limits;
  private final UsageQueries usage;
  private final AuditQueries audit;

  /**
   * @param data whose models and extensions people see, too
   */
  ManagementPlane(Shared shared, DataPlane data, Metrics metrics, ByteBudget budget) {
    AuthConfig auth = shared.config().auth();
    Database database = shared.store().database();
    KeyChanges keyChanges = shared.store().keyChanges();
    this.shared = shared;
    this.data = data;
    this.metrics = metrics;
    this.budget = budget;
    this.passwords = new Passwords(shared.vertx());
    this.accounts = new SqlAccountStore(database, keyChanges);
    this.principals = new SqlPrincipalStore(database);
    LimitChanges limitChanges = shared.store().limitChanges();
    this.projects = new SqlProjectStore(database, keyChanges, limitChanges);
    this.apiKeys = new SqlApiKeyStore(database, keyChanges, limitChanges);
    this.limits = new SqlLimitStore(database, limitChanges);
    this.usage = new SqlUsageQueries(database);
    this.audit = new SqlAuditQueries(database, clock, shared.config().audit().keep());
    this.tokenKeys = new TokenKeys(new SqlTokenKeyStore(database), clock, auth.jwt());
    this.tokens = new AccessTokens(tokenKeys, clock, auth.jwt().ttl());
    TokenVerifier accepted = auth.issuer().<TokenVerifier>map(this::tokensOf).orElse(tokens);
    this.guard = new UserGuard(accepted, new SqlUserDirectory(database));
    this.signups = new Signups(accounts, passwords, ids, clock);
    this.operators = new Operators(auth.operators(), principals);
    this.signins = new Signins(principals, passwords, tokens, guard, clock);
  }

  private IssuerTokens tokensOf(AuthConfig.Issuer issuer) {
    return new IssuerTokens(
        issuer, () -> data.upstreams().here().documents().json(issuer.jwksUrl()), clock);
  }

  /**
   * Makes what must be there before the first request.
   *
   * @param bootstrap what the store is given if it is empty
   * @return the API key that was made because the store was empty and nobody had named one
   */
  Future<Optional<Secret>> begin(Bootstrap bootstrap) {
    SqlFirstStartStore store = new SqlFirstStartStore(shared.store().database());
    return new FirstStart(store, passwords, ids, clock)
        .begin(bootstrap)
        .compose(firstKey -> tokenKeys.rotate().map(firstKey))
        .onSuccess(ready -> beginToRefresh());
  }

  /** Signs once: the first signature of a process loads cryptography, for hundreds of ms. */
  void warmUp() {
    tokens.issue("nobody");
  }

  /** The next time does what fails this time. */
  private void beginToRefresh() {
    Vertx vertx = shared.vertx();
    vertx.setPeriodic(BETWEEN_REFRESHES.toMillis(), tick -> tokenKeys.refresh());
    vertx.setPeriodic(BETWEEN_ROTATIONS.toMillis(), tick -> tokenKeys.rotate());
  }

  @Override
  public String listener() {
    return Listeners.MANAGEMENT;
  }

  @Override
  public List<Endpoint> endpoints(EndpointContext edge) {
    List<Endpoint> endpoints =
        new ArrayList<>(data.ofExtensions(edge, EndpointPlace.Listener.MANAGEMENT));
    endpoints.addAll(management(edge));
    endpoints.addAll(data.modelsFor(Access.USER));
    endpoints.addAll(data.aboutTheApi());
    endpoints.addAll(
        new ExplorerEndpoints(
                shared.vertx().fileSystem(), () -> shared.listeners().place(Listeners.GATEWAY))
            .endpoints());
    return endpoints;
  }

  private List<Endpoint> management(EndpointContext edge) {
    Operations operations =
        new Operations(
            edge.bodies().atMost(LARGEST_BODY),
            edge.limits().jsonDepth(),
            new IdempotentOperations(shared.store().idempotentRequests()),
            shared.store().audit().changes());
    AuthConfig auth = shared.config().auth();
    boolean withPasswords = auth.issuer().isEmpty();
    boolean open = auth.signups() == AuthConfig.Signups.OPEN;
    return Stream.of(
            withPasswords
                ? new SignupEndpoints(signups, signins, operations, open).endpoints()
                : new IssuerSignupEndpoints(signups, guard, operations, open).endpoints(),
            new AccountEndpoints(accounts, signups, operators, withPasswords, operations)
                .endpoints(),
            new PrincipalEndpoints(principals, operations).endpoints(),
            new ProjectEndpoints(projects, operations, ids, clock, shared.config().audit().tier())
                .endpoints(),
            new ApiKeyEndpoints(projects, apiKeys, operations, ids, clock).endpoints(),
            new LimitEndpoints(
                    limits, () -> data.effectiveLimits().config(), data::limiter, operations)
                .endpoints(),
            new UsageEndpoints(usage, operations, clock).endpoints(),
            new RequestEndpoints(usage, operations).endpoints(),
            new AuditEndpoints(audit, operators, operations).endpoints())
        .flatMap(List::stream)
        .toList();
  }

  /** Lets people and tools in. */
  Guard guard() {
    return guard;
  }

  @Override
  public ByteBudget budget() {
    return budget;
  }

  @Override
  public Consumer<RequestRecord> finished() {
    return new RequestMetrics(metrics, listener());
  }

  /** Ends the threads that hash passwords. */
  Future<Void> close() {
    return passwords.close();
  }
}
