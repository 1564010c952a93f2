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
import com.plurence.gateway.auth.issuer.IssuerTokens;
import com.plurence.gateway.auth.issuer.JwksDocument;
import com.plurence.gateway.auth.token.AccessTokens;
import com.plurence.gateway.auth.token.TokenKeys;
import com.plurence.gateway.auth.token.TokenVerifier;
import com.plurence.gateway.auth.token.UserGuard;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.management.ExplorerEndpoints;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.management.IdempotentOperations;
import com.plurence.gateway.management.Operations;
import com.plurence.gateway.project.ApiKeyEndpoints;
import com.plurence.gateway.project.ApiKeyStore;
import com.plurence.gateway.project.ProjectEndpoints;
import com.plurence.gateway.project.ProjectStore;
import com.plurence.gateway.storage.KeyChanges;
import com.plurence.gateway.storage.SqlAccountStore;
import com.plurence.gateway.storage.SqlApiKeyStore;
import com.plurence.gateway.storage.SqlPrincipalStore;
import com.plurence.gateway.storage.SqlProjectStore;
import com.plurence.gateway.storage.SqlTokenKeyStore;
import com.plurence.gateway.storage.SqlUserDirectory;
import com.plurence.gateway.storage.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The management API, put together on a store. */
final class ManagementApi {
  /** Nothing that is managed is larger, and it is read whole on an event loop. */
  private static final int LARGEST_BODY = 256 * 1024;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final InstantSource clock;
  private final IdSource ids;
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
  private final IdempotentRequests idempotentRequests;

  ManagementApi(
      Vertx vertx,
      Database database,
      KeyChanges keyChanges,
      Passwords passwords,
      IdempotentRequests idempotentRequests,
      IdSource ids,
      InstantSource clock,
      GatewayConfig config) {
    AuthConfig.Jwt jwt = config.auth().jwt();
    this.vertx = vertx;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
    this.accounts = new SqlAccountStore(database, keyChanges);
    this.principals = new SqlPrincipalStore(database);
    this.projects = new SqlProjectStore(database, keyChanges);
    this.apiKeys = new SqlApiKeyStore(database, keyChanges);
    this.idempotentRequests = idempotentRequests;
    this.tokenKeys = new TokenKeys(new SqlTokenKeyStore(database), clock, jwt);
    this.tokens = new AccessTokens(tokenKeys, clock, jwt.ttl());
    TokenVerifier accepted =
        config.auth().issuer().<TokenVerifier>map(this::tokensOf).orElse(tokens);
    this.guard = new UserGuard(accepted, new SqlUserDirectory(database));
    this.signups = new Signups(accounts, passwords, ids, clock);
    this.operators = new Operators(config.auth().operators(), principals);
    this.signins = new Signins(principals, passwords, tokens, guard, clock);
  }

  private IssuerTokens tokensOf(AuthConfig.Issuer issuer) {
    return new IssuerTokens(issuer, new JwksDocument(issuer.jwksUrl()), clock);
  }

  /** Makes what must be there before the first request. */
  Future<Void> begin() {
    return rotate().onSuccess(ready -> warmUp());
  }

  /**
   * The first signature of a process loads the platform's cryptography, which takes hundreds of
   * milliseconds: no event loop shall wait for that.
   */
  private void warmUp() {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("warm-up", 1);
    worker.executeBlocking(() -> tokens.issue("nobody")).onComplete(done -> worker.close());
  }

  /** Replaces what has served its time; to be called now and then. */
  Future<Void> rotate() {
    return tokenKeys.rotate();
  }

  /** Hears of what other gateways have replaced; to be called every few seconds. */
  Future<Void> refresh() {
    return tokenKeys.refresh();
  }

  /** Lets people and tools in. */
  UserGuard guard() {
    return guard;
  }

  /** The endpoints for one event loop. */
  List<Endpoint> endpoints(EndpointContext edge) {
    Operations operations =
        new Operations(
            edge.bodies().atMost(LARGEST_BODY),
            edge.limits().jsonDepth(),
            new IdempotentOperations(idempotentRequests));
    boolean withPasswords = config.auth().issuer().isEmpty();
    boolean open = config.auth().signups() == AuthConfig.Signups.OPEN;
    return Stream.of(
            withPasswords
                ? new SignupEndpoints(signups, signins, operations, open).endpoints()
                : new IssuerSignupEndpoints(signups, guard, operations, open).endpoints(),
            new AccountEndpoints(accounts, signups, operators, withPasswords, operations)
                .endpoints(),
            new PrincipalEndpoints(principals, operations).endpoints(),
            new ProjectEndpoints(projects, operations, ids, clock).endpoints(),
            new ApiKeyEndpoints(projects, apiKeys, operations, ids, clock).endpoints())
        .flatMap(List::stream)
        .toList();
  }

  /** The page to read the API document on, and to try it out. */
  List<Endpoint> explorer(Supplier<Optional<URI>> gateway) {
    return new ExplorerEndpoints(vertx.fileSystem(), gateway).endpoints();
  }
}
