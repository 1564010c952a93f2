package com.plurence.gateway.account;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Change;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ListFields;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import com.plurence.gateway.management.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/accounts}: the one account that a caller has, and new ones for others. */
public final class AccountEndpoints {
  private static final int LONGEST_NAME = 200;
  private static final String ALL = "all";
  private static final ListFields FIELDS =
      new ListFields(Set.of("id", "name"), Set.of("created_at"), Set.of(ALL));

  private final AccountStore store;
  private final Signups signups;
  private final Operators operators;
  private final boolean withPasswords;
  private final Operations operations;

  /**
   * @param withPasswords whether people sign in here, rather than with an issuer
   */
  public AccountEndpoints(
      AccountStore store,
      Signups signups,
      Operators operators,
      boolean withPasswords,
      Operations operations) {
    this.store = store;
    this.signups = signups;
    this.operators = operators;
    this.withPasswords = withPasswords;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/accounts", Access.USER, operations.withoutBody(this::list)),
        Endpoint.post("/v1/accounts", Access.USER, operations.once(this::open)),
        Endpoint.get("/v1/accounts/:accountId", Access.USER, operations.withoutBody(this::show)),
        Endpoint.patch("/v1/accounts/:accountId", Access.USER, operations.withBody(this::change)),
        Endpoint.delete(
            "/v1/accounts/:accountId", Access.USER, operations.withoutBody(this::close)));
  }

  static JsonObject json(Account account) {
    return new JsonObject()
        .put("id", account.id())
        .put("name", account.name())
        .put("created_at", account.createdAt().toEpochMilli());
  }

  /** What has been opened, with its owner and its first project. */
  static JsonObject json(Signup signup) {
    return new JsonObject()
        .put("account", json(signup.account()))
        .put("principal", PrincipalEndpoints.json(signup.owner().principal()))
        .put(
            "project",
            new JsonObject()
                .put("id", signup.firstProject().id())
                .put("name", signup.firstProject().name())
                .put("slug", signup.firstProject().slug()));
  }

  /** For the audit: somebody has come by an account alone. */
  static void audit(Call call, Signup signup) {
    String owner = signup.owner().principal().id();
    call.changes(
        new Change(signup.account().id(), signup.firstProject().id(), owner, null),
        new JsonObject(),
        json(signup));
  }

  static ManagementResponse opened(Signup signup) {
    return ManagementResponse.created(json(signup), "/v1/accounts/" + signup.account().id());
  }

  private Future<Supplier<Future<ManagementResponse>>> open(Call call) {
    Fields fields = call.fields();
    SignupFields wanted = SignupFields.read(fields, withPasswords);
    fields.check();
    return operators
        .require(call.user().principalId())
        .map(
            operator ->
                () ->
                    signups
                        .openFor(wanted)
                        .onSuccess(signup -> call.changes(new JsonObject(), json(signup)))
                        .map(AccountEndpoints::opened));
  }

  private Future<ManagementResponse> list(Call call) {
    ListQuery query = call.listQuery(FIELDS);
    Future<Page<Account>> page =
        call.flag(ALL)
            ? operators.require(call.user().principalId()).compose(ok -> store.listAll(query))
            : store.list(call.tenant(), query);
    return page.map(found -> ManagementResponse.list(found, AccountEndpoints::json));
  }

  private Future<ManagementResponse> show(Call call) {
    checkIsOwn(call);
    return store.find(call.tenant()).map(AccountEndpoints::response);
  }

  private Future<ManagementResponse> change(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", LONGEST_NAME);
    fields.check();
    checkIsOwn(call);
    call.require(Role.OWNER);
    return store
        .update(
            call.tenant(),
            call.precondition(),
            call.audited(
                account -> account.withName(name.orElse(account.name())), AccountEndpoints::json))
        .map(AccountEndpoints::response);
  }

  private Future<ManagementResponse> close(Call call) {
    String id = call.id("accountId", ErrorCode.ACCOUNT_NOT_FOUND);
    return operators
        .require(call.user().principalId())
        .compose(
            operator ->
                id.equals(call.tenant().accountId())
                    ? Future.failedFuture(ErrorCode.ACCOUNT_IN_USE.toException())
                    : store.delete(id))
        .map(
            closed -> {
              if (!closed) {
                throw ErrorCode.ACCOUNT_NOT_FOUND.toException();
              }
              call.changes(new JsonObject().put("id", id), new JsonObject());
              return ManagementResponse.nothing();
            });
  }

  private static ManagementResponse response(Optional<Account> found) {
    Account account = found.orElseThrow(ErrorCode.ACCOUNT_NOT_FOUND::toException);
    return ManagementResponse.ok(json(account), account.version());
  }

  private static void checkIsOwn(Call call) {
    String id = call.id("accountId", ErrorCode.ACCOUNT_NOT_FOUND);
    if (!id.equals(call.tenant().accountId())) {
      throw ErrorCode.ACCOUNT_NOT_FOUND.toException();
    }
  }
}
