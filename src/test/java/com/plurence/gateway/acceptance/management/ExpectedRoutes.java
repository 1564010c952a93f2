package com.plurence.gateway.acceptance.management;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, route by route, as it is meant: written down a second time, by hand. A route
 * that is missing here fails {@link TenancyTest}.
 */
final class ExpectedRoutes {
  private static final String NAME = "{\"name\":\"x\"}";
  private static final String LIMITS = "{\"rpm\":600}";
  private static final String MESSAGE =
      """
      {"model": "demo-chat", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}\
      """;
  private static final String EMBEDDING = "{\"model\":\"demo-embedding\",\"input\":\"Hi\"}";

  private static final String SIGNUP =
      """
      {"email": "new@example.com", "password": "correct horse"}\
      """;
  private static final String PASSED_BODY = "{\"model\":\"demo-chat\",\"input\":\"Hi\"}";
  private static final List<String> PASSED =
      List.of(
          "/v1/completions",
          "/v1/responses",
          "/v1/rerank",
          "/v1/moderations",
          "/v1/images/generations",
          "/v1/images/edits",
          "/v1/images/variations",
          "/v1/audio/speech",
          "/v1/audio/transcriptions",
          "/v1/audio/translations");

  private final Map<String, Expectation> routes = new LinkedHashMap<>();

  ExpectedRoutes() {
    open("gateway GET /v1/errors");
    open("gateway GET /v1/openapi.json");
    keyed("gateway POST /v1/chat/completions", GatewayUnderTest.chatBody("demo-chat", false));
    keyed("gateway POST /v1/messages", MESSAGE);
    keyed("gateway POST /v1/messages/count_tokens", MESSAGE);
    keyed("gateway POST /v1/embeddings", EMBEDDING);
    for (String path : PASSED) {
      keyed("gateway POST " + path, PASSED_BODY);
    }
    keyed("gateway GET /v1/models", null);
    keyed("gateway GET /v1/models/:id", null);
    keyed("gateway GET /v1/limits", null);

    open("management GET /v1/errors");
    open("management GET /v1/openapi.json");
    open("management GET /explorer");
    open("management GET /explorer/:asset");
    open("management POST /v1/signups");
    open("management POST /v1/signins");
    seen("management GET /v1/models", null);
    seen("management GET /v1/models/:id", null);
    seen("management GET /v1/accounts", null);
    operated("management POST /v1/accounts", SIGNUP);
    operated("management DELETE /v1/accounts/:accountId", null);
    seen("management GET /v1/accounts/:accountId", ErrorCode.ACCOUNT_NOT_FOUND);
    done("management PATCH /v1/accounts/:accountId", Role.OWNER, ErrorCode.ACCOUNT_NOT_FOUND, NAME);
    seen("management GET /v1/principals", null);
    seen("management GET /v1/principals/:principalId", ErrorCode.PRINCIPAL_NOT_FOUND);
    done(
        "management PATCH /v1/principals/:principalId",
        Role.OWNER,
        ErrorCode.PRINCIPAL_NOT_FOUND,
        NAME);
    seen("management GET /v1/projects", null);
    done("management POST /v1/projects", Role.MEMBER, null, NAME);
    seen("management GET /v1/projects/:projectId", ErrorCode.PROJECT_NOT_FOUND);
    ofProject("PATCH /v1/projects/:projectId", NAME);
    ofProject("DELETE /v1/projects/:projectId", null);
    seen("management GET /v1/projects/:projectId/api-keys", ErrorCode.PROJECT_NOT_FOUND);
    ofProject("POST /v1/projects/:projectId/api-keys", NAME);
    seen("management GET /v1/projects/:projectId/api-keys/:keyId", ErrorCode.PROJECT_NOT_FOUND);
    ofProject("DELETE /v1/projects/:projectId/api-keys/:keyId", null);
    seen("management GET /v1/usage", null);
    seen("management GET /v1/usage/summary", null);
    seen("management GET /v1/usage/export", null);
    seen("management GET /v1/usage/:requestId", ErrorCode.RECORD_NOT_FOUND);
    seen("management GET /v1/requests/:requestId", ErrorCode.RECORD_NOT_FOUND);
    seen("management GET /v1/audit", null);
    done("management GET /v1/audit/:requestId", Role.OWNER, ErrorCode.RECORD_NOT_FOUND, null);

    String account = "management %s /v1/accounts/:accountId/limits%s";
    seen(account.formatted("GET", ""), ErrorCode.ACCOUNT_NOT_FOUND);
    done(account.formatted("PATCH", ""), Role.OWNER, ErrorCode.ACCOUNT_NOT_FOUND, LIMITS);
    done(account.formatted("POST", "/resync"), Role.OWNER, ErrorCode.ACCOUNT_NOT_FOUND, null);
    for (String path :
        List.of(
            "/v1/projects/:projectId/limits", "/v1/projects/:projectId/api-keys/:keyId/limits")) {
      seen("management GET " + path, ErrorCode.PROJECT_NOT_FOUND);
      ofProject("PATCH " + path, LIMITS);
      ofProject("POST " + path + "/resync", null);
    }

    open("ops GET /metrics");
  }

  /**
   * What is expected of one route.
   *
   * @param needed the smallest role that may
   * @param ofAnother what is answered about a thing of another account; null: it leads to none
   * @param body right in itself; null: none
   * @param forOperators whether no role in an account is enough
   */
  record Expectation(
      Access access,
      Role needed,
      @Nullable ErrorCode ofAnother,
      @Nullable String body,
      boolean forOperators) {}

  /** How a route is named here. */
  static String name(String listener, Endpoint endpoint) {
    return listener + " " + endpoint.method() + " " + endpoint.path();
  }

  /** The name of every route, and who may enter it. */
  Map<String, Access> access() {
    Map<String, Access> access = new LinkedHashMap<>();
    routes.forEach((name, expected) -> access.put(name, expected.access()));
    return access;
  }

  /** What is expected of the route of that name. */
  Expectation of(String name) {
    return routes.getOrDefault(
        name, new Expectation(Access.USER, Role.OWNER, ErrorCode.UNEXPECTED, null, false));
  }

  private void open(String name) {
    routes.put(name, new Expectation(Access.ANYONE, Role.VIEWER, null, null, false));
  }

  private void keyed(String name, @Nullable String body) {
    routes.put(name, new Expectation(Access.API_KEY, Role.VIEWER, null, body, false));
  }

  private void seen(String name, @Nullable ErrorCode ofAnother) {
    done(name, Role.VIEWER, ofAnother, null);
  }

  private void operated(String name, @Nullable String body) {
    routes.put(name, new Expectation(Access.USER, Role.OWNER, null, body, true));
  }

  private void ofProject(String name, @Nullable String body) {
    done("management " + name, Role.MEMBER, ErrorCode.PROJECT_NOT_FOUND, body);
  }

  private void done(
      String name, Role needed, @Nullable ErrorCode ofAnother, @Nullable String body) {
    routes.put(name, new Expectation(Access.USER, needed, ofAnother, body, false));
  }
}
