package com.plurence.gateway.account;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ListFields;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/principals}: who can sign in to the account, and as what. */
public final class PrincipalEndpoints {
  private static final int LONGEST_NAME = 200;
  private static final ListFields FIELDS =
      new ListFields(Set.of("id", "email", "name", "role"), Set.of("created_at"));

  private final PrincipalStore store;
  private final Operations operations;

  public PrincipalEndpoints(PrincipalStore store, Operations operations) {
    this.store = store;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/principals", Access.USER, operations.withoutBody(this::list)),
        Endpoint.get(
            "/v1/principals/:principalId", Access.USER, operations.withoutBody(this::show)),
        Endpoint.patch(
            "/v1/principals/:principalId", Access.USER, operations.withBody(this::change)));
  }

  static JsonObject json(Principal principal) {
    return new JsonObject()
        .put("id", principal.id())
        .put("account_id", principal.accountId())
        .put("email", principal.email())
        .put("name", principal.name())
        .put("role", principal.role().wireName())
        .put("created_at", principal.createdAt().toEpochMilli());
  }

  private Future<ManagementResponse> list(Call call) {
    return store
        .list(call.tenant(), call.listQuery(FIELDS))
        .map(page -> ManagementResponse.list(page, PrincipalEndpoints::json));
  }

  private Future<ManagementResponse> show(Call call) {
    return find(call).map(PrincipalEndpoints::response);
  }

  private Future<ManagementResponse> change(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", LONGEST_NAME);
    Optional<Role> role = role(fields);
    fields.check();
    return find(call)
        .compose(
            found -> {
              requireMayChange(call, found, role.isPresent());
              return store.update(
                  call.tenant(),
                  found.id(),
                  call.precondition(),
                  call.audited(
                      principal ->
                          principal.with(
                              name.orElse(principal.name()), role.orElse(principal.role())),
                      PrincipalEndpoints::json));
            })
        .map(changed -> changed.orElseThrow(ErrorCode.PRINCIPAL_NOT_FOUND::toException))
        .map(PrincipalEndpoints::response);
  }

  /** Everyone may change the own name; the rest is for owners. */
  private static void requireMayChange(Call call, Principal principal, boolean role) {
    if (role || !principal.id().equals(call.user().principalId())) {
      call.require(Role.OWNER);
    }
  }

  private Future<Principal> find(Call call) {
    return store
        .find(call.tenant(), call.id("principalId", ErrorCode.PRINCIPAL_NOT_FOUND))
        .map(found -> found.orElseThrow(ErrorCode.PRINCIPAL_NOT_FOUND::toException));
  }

  private static Optional<Role> role(Fields fields) {
    Optional<String> name = fields.optionalText("role", LONGEST_NAME);
    Optional<Role> role = name.flatMap(Role::named);
    if (name.isPresent() && role.isEmpty()) {
      fields.violation("role", "must be owner, member or viewer");
    }
    return role;
  }

  private static ManagementResponse response(Principal principal) {
    return ManagementResponse.ok(json(principal), principal.version());
  }
}
