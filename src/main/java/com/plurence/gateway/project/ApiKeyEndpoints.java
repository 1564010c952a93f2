package com.plurence.gateway.project;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.key.ApiKeyFormat;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.setting.LimitPatch;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.management.ListFields;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/projects/:projectId/api-keys}. */
public final class ApiKeyEndpoints {
  private static final String PATH = "/v1/projects/:projectId/api-keys";
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_MODEL = 256;
  private static final Set<String> LIMITABLE =
      Set.of(
          "/v1/audio/speech",
          "/v1/audio/transcriptions",
          "/v1/audio/translations",
          "/v1/chat/completions",
          "/v1/completions",
          "/v1/embeddings",
          "/v1/images/edits",
          "/v1/images/generations",
          "/v1/images/variations",
          "/v1/limits",
          "/v1/models",
          "/v1/moderations",
          "/v1/rerank",
          "/v1/responses");
  private static final ListFields FIELDS =
      new ListFields(
          Set.of("id", "name", "prefix"), Set.of("created_at", "expires_at", "last_used_at"));

  private final ProjectStore projects;
  private final ApiKeyStore store;
  private final Operations operations;
  private final IdSource ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeyEndpoints(
      ProjectStore projects,
      ApiKeyStore store,
      Operations operations,
      IdSource ids,
      InstantSource clock) {
    this.projects = projects;
    this.store = store;
    this.operations = operations;
    this.ids = ids;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.USER, operations.withoutBody(this::list)),
        Endpoint.post(PATH, Access.USER, operations.once(this::create)),
        Endpoint.get(PATH + "/:keyId", Access.USER, operations.withoutBody(this::show)),
        Endpoint.delete(PATH + "/:keyId", Access.USER, operations.withoutBody(this::delete)));
  }

  private Future<ManagementResponse> list(Call call) {
    return store
        .list(call.tenant(), projectId(call), call.listQuery(FIELDS))
        .map(page -> page.orElseThrow(ErrorCode.PROJECT_NOT_FOUND::toException))
        .map(page -> ManagementResponse.list(page, ApiKeyEndpoints::json));
  }

  private Future<Supplier<Future<ManagementResponse>>> create(Call call) {
    String key = ApiKeyFormat.next(random);
    Fields fields = call.fields();
    OwnLimits limits = LimitPatch.ofNew(fields, Scope.Kind.KEY);
    ApiKey apiKey = apiKey(call, fields, key);
    return checkProject(call)
        .map(
            found -> {
              call.require(Role.MEMBER);
              return () -> insert(call, apiKey, key, limits);
            });
  }

  private Future<ManagementResponse> insert(
      Call call, ApiKey apiKey, String key, OwnLimits limits) {
    return store
        .insert(call.tenant(), apiKey, KeyHash.of(key), limits)
        .map(
            inserted -> {
              if (!inserted) {
                throw ErrorCode.PROJECT_NOT_FOUND.toException();
              }
              call.changes(new JsonObject(), json(apiKey));
              return ManagementResponse.created(
                  json(apiKey).put("key", key),
                  "/v1/projects/" + apiKey.projectId() + "/api-keys/" + apiKey.id());
            });
  }

  private ApiKey apiKey(Call call, Fields fields, String key) {
    Instant now = clock.instant();
    String name = fields.text("name", LONGEST_NAME);
    Instant expiresAt = fields.time("expires_at").orElse(null);
    Set<String> models = fields.names("models", LONGEST_MODEL);
    Set<String> endpoints = fields.names("endpoints", LONGEST_MODEL);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      fields.violation("expires_at", "must be in the future");
    }
    if (!models.stream().allMatch(ModelPattern::isAcceptable)) {
      fields.violation("models", "must not have more than one '*' in a name");
    }
    if (!LIMITABLE.containsAll(endpoints)) {
      fields.violation("endpoints", "must be of " + String.join(", ", new TreeSet<>(LIMITABLE)));
    }
    fields.check();
    return new ApiKey(
        ids.next("key"),
        projectId(call),
        name,
        ApiKeyFormat.prefix(key),
        models,
        endpoints,
        now,
        expiresAt,
        null);
  }

  private Future<ManagementResponse> show(Call call) {
    return find(call).map(found -> ManagementResponse.ok(json(found)));
  }

  private Future<ManagementResponse> delete(Call call) {
    return find(call)
        .compose(
            found -> {
              call.require(Role.MEMBER);
              call.changes(json(found), new JsonObject());
              return store.delete(call.tenant(), found.projectId(), found.id());
            })
        .map(
            deleted -> {
              if (!deleted) {
                throw ErrorCode.API_KEY_NOT_FOUND.toException();
              }
              return ManagementResponse.nothing();
            });
  }

  private Future<ApiKey> find(Call call) {
    String keyId = call.id("keyId", ErrorCode.API_KEY_NOT_FOUND);
    return checkProject(call)
        .compose(project -> store.find(call.tenant(), project.id(), keyId))
        .map(found -> found.orElseThrow(ErrorCode.API_KEY_NOT_FOUND::toException));
  }

  private Future<Project> checkProject(Call call) {
    return projects
        .find(call.tenant(), projectId(call))
        .map(found -> found.orElseThrow(ErrorCode.PROJECT_NOT_FOUND::toException));
  }

  private static String projectId(Call call) {
    return call.id("projectId", ErrorCode.PROJECT_NOT_FOUND);
  }

  private static JsonObject json(ApiKey key) {
    return new JsonObject()
        .put("id", key.id())
        .put("project_id", key.projectId())
        .put("name", key.name())
        .put("prefix", key.prefix())
        .put("models", names(key.models()))
        .put("endpoints", names(key.endpoints()))
        .put("created_at", key.createdAt().toEpochMilli())
        .put("expires_at", millis(key.expiresAt()))
        .put("last_used_at", millis(key.lastUsedAt()));
  }

  /** Null: all are allowed. */
  private static @Nullable JsonArray names(Set<String> names) {
    return names.isEmpty() ? null : new JsonArray(List.copyOf(new TreeSet<>(names)));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
