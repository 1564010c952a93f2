package com.plurence.gateway.management;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request to the management API, as its operations see it. Lives on its event loop. */
public final class Call {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Pattern ID = Pattern.compile("[a-z]{2,8}_[0-9a-z]{26}");

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final RoutingContext ctx;
  private final JsonObject body;

  /** Set by whoever changes it, on any thread, before the operation completes. */
  private volatile @Nullable Change change;

  Call(RoutingContext ctx, JsonObject body) {
    this.ctx = ctx;
    this.body = body;
    this.change = SAFE.contains(ctx.request().method()) ? null : begun(ctx);
  }

  /**
   * Whatever somebody who has signed in asks for may change something, until it is known what. The
   * project in the path may be none of theirs.
   */
  private static @Nullable Change begun(RoutingContext ctx) {
    return Caller.User.in(ctx)
        .map(user -> new Change(user.tenant().accountId(), null, user.principalId(), null))
        .orElse(null);
  }

  /** What this changes; null: nothing. */
  @Nullable Change change() {
    return change;
  }

  /** It has not been done, since it was before. */
  void repeated() {
    change = null;
  }

  /**
   * For the audit: what this changes of the account of the caller.
   *
   * @param before the resource as it was, without anything secret; empty: it was not there
   * @param after the resource as it is then; empty: it is gone
   */
  public void changes(JsonObject before, JsonObject after) {
    changes(changeIn(ctx.pathParam("projectId")), before, after);
  }

  /** What is changed of a project that is not in the path. */
  public Change changeIn(@Nullable String projectId) {
    return new Change(tenant().accountId(), projectId, user().principalId(), null);
  }

  /** The same for what does not belong to the caller, or not to a project in the path. */
  public void changes(Change whose, JsonObject before, JsonObject after) {
    change = whose.of(before, after);
  }

  /** The same change of a resource, of which the audit hears what it was and what it is then. */
  public <T> UnaryOperator<T> audited(UnaryOperator<T> work, Function<T, JsonObject> json) {
    return before -> {
      T after = work.apply(before);
      changes(json.apply(before), json.apply(after));
      return after;
    };
  }

  /** Who is calling; only behind an endpoint for users. */
  public Caller.User user() {
    return Caller.User.of(ctx);
  }

  /** The account of the caller. */
  public Tenant tenant() {
    return user().tenant();
  }

  /** Fails with ROLE_INSUFFICIENT unless the caller may do what {@code role} may. */
  public void require(Role role) {
    if (!user().role().includes(role)) {
      throw ErrorCode.ROLE_INSUFFICIENT.toException();
    }
  }

  /** An id in the path; fails with {@code unknown} when it cannot be the id of anything. */
  public String id(String parameter, ErrorKind unknown) {
    String id = ctx.pathParam(parameter);
    if (id == null || !ID.matcher(id).matches()) {
      throw unknown.toException();
    }
    return id;
  }

  /** A UUID in the path; fails with {@code unknown} when it cannot be the id of anything. */
  public String uuid(String parameter, ErrorKind unknown) {
    String id = ctx.pathParam(parameter);
    if (id == null || !UUID.matcher(id).matches()) {
      throw unknown.toException();
    }
    return id;
  }

  /** The members of the body. */
  public Fields fields() {
    return new Fields(body);
  }

  /** Which part of a list is wanted. */
  public ListQuery listQuery(ListFields fields) {
    return fields.parse(ctx.queryParams());
  }

  /** The parameters of the query. */
  public Parameters parameters() {
    return new Parameters(ctx.queryParams().entries());
  }

  /** The path and the query as they came. */
  public String uri() {
    return ctx.request().uri();
  }

  /** Whether the query has {@code name=true}. */
  public boolean flag(String name) {
    return "true".equals(ctx.queryParams().get(name));
  }

  /** Which versions the caller is willing to change. */
  public Precondition precondition() {
    return EntityTag.precondition(ctx.request().getHeader(HttpHeaders.IF_MATCH));
  }

  /**
   * The network of the caller, as {@link com.plurence.gateway.address.IpAddress#network()} has it.
   */
  public String network() {
    return Exchange.of(ctx).address().network();
  }

  /** The value of the header {@code Authorization}; empty when there is none. */
  public String authorization() {
    String value = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    return value == null ? "" : value;
  }
}
