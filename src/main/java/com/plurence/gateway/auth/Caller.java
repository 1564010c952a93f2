package com.plurence.gateway.auth;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.RequestRecord;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is calling, as a guard has found out. */
public sealed interface Caller {
  /** The key under which a guard leaves the caller in the context. */
  String KEY = "caller";

  /**
   * An application.
   *
   * @param keyId of the API key it showed
   * @param projectId whose limits and records are used
   * @param accountId to which the project belongs
   * @param models the only models it may use, some as patterns with one {@code *}; empty: all
   * @param endpoints the only endpoints it may use; empty: all
   * @param auditTier how much is remembered of its project's requests
   */
  record Application(
      String keyId,
      String projectId,
      String accountId,
      Set<String> models,
      Set<String> endpoints,
      AuditConfig.Tier auditTier)
      implements Caller {
    public Application {
      models = Set.copyOf(models);
      endpoints = Set.copyOf(endpoints);
    }

    /** An application of whose project everything is remembered but bodies. */
    public Application(
        String keyId,
        String projectId,
        String accountId,
        Set<String> models,
        Set<String> endpoints) {
      this(keyId, projectId, accountId, models, endpoints, AuditConfig.Tier.METADATA);
    }

    /** Lets this application in; gives null, for {@code Future.map}. */
    @Nullable Void enter(RoutingContext ctx) {
      ctx.put(KEY, this);
      knownTo(Exchange.of(ctx).record());
      return null;
    }

    /** Says who it is, whether or not it is let in. */
    void knownTo(RequestRecord record) {
      record.admitted(CallerFacts.application(keyId, projectId, accountId, auditTier));
    }

    /** The application that the API key guard has let in. */
    public static Application of(RoutingContext ctx) {
      return in(ctx)
          .orElseThrow(() -> new IllegalStateException("the endpoint has no API key guard"));
    }

    /** The application that the API key guard has let in, if it was one. */
    public static Optional<Application> in(RoutingContext ctx) {
      return ctx.get(KEY) instanceof Application application
          ? Optional.of(application)
          : Optional.empty();
    }

    /** Fails with KEY_ENDPOINT_FORBIDDEN unless the key may use {@code endpoint}. */
    public void requireEndpoint(String endpoint) {
      if (!endpoints.isEmpty() && !endpoints.contains(endpoint)) {
        throw ErrorCode.KEY_ENDPOINT_FORBIDDEN.toException();
      }
    }

    /** Whether the key may use {@code model}. */
    public boolean mayUse(String model) {
      return models.isEmpty()
          || models.contains(model)
          || models.stream()
              .anyMatch(name -> ModelPattern.of(name).filter(p -> p.matches(model)).isPresent());
    }

    /** Fails with KEY_MODEL_FORBIDDEN unless the key may use {@code model}. */
    public void requireModel(String model) {
      if (!mayUse(model)) {
        throw ErrorCode.KEY_MODEL_FORBIDDEN.toException();
      }
    }
  }

  /**
   * A person or tool that has signed in.
   *
   * @param tenant the account whose things it may see
   */
  record User(String principalId, Tenant tenant, Role role) implements Caller {

    /** The user that the guard has let in. */
    public static User of(RoutingContext ctx) {
      return in(ctx)
          .orElseThrow(() -> new IllegalStateException("the endpoint has no guard for users"));
    }

    /** The user that the guard has let in, if there was one. */
    public static Optional<User> in(RoutingContext ctx) {
      return ctx.get(KEY) instanceof User user ? Optional.of(user) : Optional.empty();
    }
  }
}
