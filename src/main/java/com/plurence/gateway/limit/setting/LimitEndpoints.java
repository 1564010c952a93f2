package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of accounts, projects and API keys: {@code .../limits}. */
public final class LimitEndpoints {
  private static final String ACCOUNT = "/v1/accounts/:accountId/limits";
  private static final String PROJECT = "/v1/projects/:projectId/limits";
  private static final String KEY = "/v1/projects/:projectId/api-keys/:keyId/limits";

  private static final Logger LOG = LoggerFactory.getLogger(LimitEndpoints.class);

  private final LimitStore store;
  private final Supplier<LimitsConfig> defaults;
  private final Supplier<Limiter> limiter;
  private final Operations operations;

  /**
   * @param defaults of now
   * @param limiter of the event loop
   */
  public LimitEndpoints(
      LimitStore store,
      Supplier<LimitsConfig> defaults,
      Supplier<Limiter> limiter,
      Operations operations) {
    this.store = store;
    this.defaults = defaults;
    this.limiter = limiter;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return Stream.of(
            at(ACCOUNT, Role.OWNER, LimitEndpoints::account),
            at(PROJECT, Role.MEMBER, LimitEndpoints::project),
            at(KEY, Role.MEMBER, LimitEndpoints::key))
        .flatMap(List::stream)
        .toList();
  }

  private List<Endpoint> at(String path, Role needed, Function<Call, LimitPlace> place) {
    return List.of(
        Endpoint.get(
            path, Access.USER, operations.withoutBody(call -> show(call, place.apply(call)))),
        Endpoint.patch(path, Access.USER, operations.withBody(call -> change(call, place, needed))),
        Endpoint.post(
            path + "/resync",
            Access.USER,
            operations.withoutBody(call -> resync(call, place.apply(call), needed))));
  }

  private static LimitPlace account(Call call) {
    return LimitPlace.account(call.id("accountId", ErrorCode.ACCOUNT_NOT_FOUND));
  }

  private static LimitPlace project(Call call) {
    return LimitPlace.project(call.id("projectId", ErrorCode.PROJECT_NOT_FOUND));
  }

  private static LimitPlace key(Call call) {
    return LimitPlace.key(
        call.id("projectId", ErrorCode.PROJECT_NOT_FOUND),
        call.id("keyId", ErrorCode.API_KEY_NOT_FOUND));
  }

  private Future<ManagementResponse> show(Call call, LimitPlace place) {
    return store.find(call.tenant(), place).compose(setting -> response(call, setting));
  }

  private Future<ManagementResponse> change(
      Call call, Function<Call, LimitPlace> where, Role needed) {
    LimitPlace place = where.apply(call);
    Fields fields = call.fields();
    LimitPatch patch = LimitPatch.read(fields, place.owner().kind());
    fields.check();
    return store
        .find(call.tenant(), place)
        .compose(
            found -> {
              call.require(needed);
              return recount(call, found, patch)
                  .compose(ready -> store.change(call.tenant(), place, call.precondition(), patch))
                  .onSuccess(
                      changed -> call.changes(view(call, found).own(), view(call, changed).own()));
            })
        .compose(changed -> response(call, changed));
  }

  /**
   * Nobody counts what has no limits: before it gets some, what was counted in an earlier time with
   * limits is dropped. Where that can't be reached, the limits are set all the same.
   */
  private Future<Void> recount(Call call, LimitSetting before, LimitPatch patch) {
    Set<Scope> limited = view(call, before).limitedScopes();
    LimitSetting after = before.with(patch.apply(before.limits()));
    List<Scope> first =
        view(call, after).limitedScopes().stream()
            .filter(scope -> !limited.contains(scope))
            .toList();
    return limiter
        .get()
        .recount(first)
        .otherwise(
            failure -> {
              LOG.atDebug().setCause(failure).log("what was used is not read anew");
              return null;
            });
  }

  private Future<ManagementResponse> resync(Call call, LimitPlace place, Role needed) {
    return store
        .find(call.tenant(), place)
        .compose(
            setting -> {
              call.require(needed);
              return limiter.get().resync(view(call, setting).scopes());
            })
        .map(done -> ManagementResponse.nothing());
  }

  private Future<ManagementResponse> response(Call call, LimitSetting setting) {
    LimitView view = view(call, setting);
    return limiter
        .get()
        .peek(view.set())
        .map(
            standings ->
                ManagementResponse.ok(
                    new JsonObject()
                        .put("limits", view.own())
                        .put("effective", view.effective())
                        .put("now", StandingJson.write(standings)),
                    setting.version()));
  }

  private LimitView view(Call call, LimitSetting setting) {
    return new LimitView(call.tenant().accountId(), setting, defaults.get());
  }
}
