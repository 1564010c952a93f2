package com.plurence.gateway.account;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Answer;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ListFields;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/accounts}: the one account that a caller has. */
public final class AccountEndpoints {
  private static final int LONGEST_NAME = 200;
  private static final ListFields FIELDS =
      new ListFields(Set.of("id", "name"), Set.of("created_at"));

  private final AccountStore store;
  private final Operations operations;

  public AccountEndpoints(AccountStore store, Operations operations) {
    this.store = store;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/accounts", Access.USER, operations.withoutBody(this::list)),
        Endpoint.get("/v1/accounts/:accountId", Access.USER, operations.withoutBody(this::show)),
        Endpoint.patch("/v1/accounts/:accountId", Access.USER, operations.withBody(this::change)));
  }

  static JsonObject json(Account account) {
    return new JsonObject()
        .put("id", account.id())
        .put("name", account.name())
        .put("created_at", account.createdAt().toEpochMilli());
  }

  private Future<Answer> list(Call call) {
    return store
        .list(call.tenant(), call.listQuery(FIELDS))
        .map(page -> Answer.list(page, AccountEndpoints::json));
  }

  private Future<Answer> show(Call call) {
    checkIsOwn(call);
    return store.find(call.tenant()).map(AccountEndpoints::answer);
  }

  private Future<Answer> change(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", LONGEST_NAME);
    fields.check();
    checkIsOwn(call);
    call.require(Role.OWNER);
    return store
        .update(
            call.tenant(),
            call.precondition(),
            account -> account.withName(name.orElse(account.name())))
        .map(AccountEndpoints::answer);
  }

  private static Answer answer(Optional<Account> found) {
    Account account = found.orElseThrow(ErrorCode.ACCOUNT_NOT_FOUND::toException);
    return Answer.ok(json(account), account.version());
  }

  private static void checkIsOwn(Call call) {
    String id = call.id("accountId", ErrorCode.ACCOUNT_NOT_FOUND);
    if (!id.equals(call.tenant().accountId())) {
      throw ErrorCode.ACCOUNT_NOT_FOUND.toException();
    }
  }
}
