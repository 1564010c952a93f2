package com.plurence.gateway.project;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
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
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/projects}. */
public final class ProjectEndpoints {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SLUG = 64;

  /** Leaves room for a hyphen and the sixteen random digits of an id. */
  private static final int LONGEST_MADE_SLUG = 47;

  /** An underscore and ten digits. */
  private static final int TIME_OF_ID = 11;

  private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final ListFields FIELDS =
      new ListFields(Set.of("id", "name", "slug"), Set.of("created_at"));

  private final ProjectStore store;
  private final Operations operations;
  private final IdSource ids;
  private final InstantSource clock;
  private final AuditConfig.Tier usualTier;

  /**
   * @param usualTier of projects that have none of their own
   */
  public ProjectEndpoints(
      ProjectStore store,
      Operations operations,
      IdSource ids,
      InstantSource clock,
      AuditConfig.Tier usualTier) {
    this.usualTier = usualTier;
    this.store = store;
    this.operations = operations;
    this.ids = ids;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/projects", Access.USER, operations.withoutBody(this::list)),
        Endpoint.post("/v1/projects", Access.USER, operations.once(this::create)),
        Endpoint.get("/v1/projects/:projectId", Access.USER, operations.withoutBody(this::show)),
        Endpoint.patch("/v1/projects/:projectId", Access.USER, operations.withBody(this::change)),
        Endpoint.delete(
            "/v1/projects/:projectId", Access.USER, operations.withoutBody(this::delete)));
  }

  private Future<ManagementResponse> list(Call call) {
    return store
        .list(call.tenant(), call.listQuery(FIELDS))
        .map(page -> ManagementResponse.list(page, this::json));
  }

  private Future<Supplier<Future<ManagementResponse>>> create(Call call) {
    Fields fields = call.fields();
    String name = fields.text("name", LONGEST_NAME);
    Optional<String> slug = slug(fields);
    Optional<AuditConfig.Tier> tier = auditTier(fields);
    Wanted wanted = new Wanted(name, LimitPatch.ofNew(fields, Scope.Kind.PROJECT), tier);
    fields.check();
    call.require(Role.MEMBER);
    return Future.succeededFuture(
        () -> slug.map(asked -> insert(call, wanted, asked)).orElseGet(() -> insert(call, wanted)));
  }

  /** What a new project is to be like, but for its slug. */
  private record Wanted(String name, OwnLimits limits, Optional<AuditConfig.Tier> auditTier) {}

  private Future<ManagementResponse> insert(Call call, Wanted wanted, String slug) {
    Instant now = clock.instant();
    Project plain =
        Project.created(ids.next("proj"), call.tenant().accountId(), wanted.name(), slug, now);
    Project project = wanted.auditTier().map(plain::withAuditTier).orElse(plain);
    return store
        .insert(project, wanted.limits())
        .map(
            inserted -> {
              JsonObject json = json(project);
              call.changes(call.changeIn(project.id()), new JsonObject(), json);
              return ManagementResponse.created(json, "/v1/projects/" + project.id())
                  .withVersion(project.version());
            });
  }

  /** With a slug made of the name; one that nobody asked for must not be in anybody's way. */
  private Future<ManagementResponse> insert(Call call, Wanted wanted) {
    String slug = slugOf(wanted.name());
    return insert(call, wanted, slug)
        .recover(
            failure ->
                isSlugTaken(failure)
                    ? insert(call, wanted, slug + '-' + ids.next("").substring(TIME_OF_ID))
                    : Future.failedFuture(failure));
  }

  private static boolean isSlugTaken(Throwable failure) {
    return failure instanceof GatewayException refusal
        && refusal.kind() == ErrorCode.PROJECT_SLUG_TAKEN;
  }

  private Future<ManagementResponse> show(Call call) {
    return find(call).map(this::response);
  }

  private Future<ManagementResponse> change(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", LONGEST_NAME);
    Optional<AuditConfig.Tier> tier = auditTier(fields);
    if (fields.ignoring("slug").has("slug")) {
      fields.violation("slug", "cannot be changed");
    }
    fields.check();
    return find(call)
        .compose(
            found -> {
              call.require(Role.MEMBER);
              return store.update(
                  call.tenant(),
                  found.id(),
                  call.precondition(),
                  call.audited(
                      project -> {
                        Project named = name.map(project::withName).orElse(project);
                        return tier.map(named::withAuditTier).orElse(named);
                      },
                      this::json));
            })
        .map(changed -> response(changed.orElseThrow(ErrorCode.PROJECT_NOT_FOUND::toException)));
  }

  private Future<ManagementResponse> delete(Call call) {
    return find(call)
        .compose(
            found -> {
              call.require(Role.MEMBER);
              call.changes(json(found), new JsonObject());
              return store.delete(call.tenant(), found.id(), call.precondition());
            })
        .map(
            deleted -> {
              if (!deleted) {
                throw ErrorCode.PROJECT_NOT_FOUND.toException();
              }
              return ManagementResponse.nothing();
            });
  }

  private Future<Project> find(Call call) {
    return store
        .find(call.tenant(), call.id("projectId", ErrorCode.PROJECT_NOT_FOUND))
        .map(found -> found.orElseThrow(ErrorCode.PROJECT_NOT_FOUND::toException));
  }

  /** The slug that is asked for. */
  private static Optional<String> slug(Fields fields) {
    Optional<String> asked = fields.optionalText("slug", LONGEST_SLUG);
    if (asked.isPresent() && !asked.get().isEmpty() && !asked.get().matches(SLUG)) {
      fields.violation("slug", "must be lower-case letters, digits and single hyphens");
    }
    return asked;
  }

  private static Optional<AuditConfig.Tier> auditTier(Fields fields) {
    Optional<String> asked = fields.optionalText("audit_tier", LONGEST_SLUG);
    Optional<AuditConfig.Tier> tier = asked.flatMap(AuditConfig.Tier::of);
    if (asked.filter(text -> !text.isEmpty()).isPresent() && tier.isEmpty()) {
      fields.violation("audit_tier", "must be zero_retention, metadata or full");
    }
    return tier;
  }

  private static String slugOf(String name) {
    String dashed =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = dashed.substring(0, Math.min(dashed.length(), LONGEST_MADE_SLUG));
    return cut.isEmpty() ? "project" : cut.replaceAll("-$", "");
  }

  private ManagementResponse response(Project project) {
    return ManagementResponse.ok(json(project), project.version());
  }

  private JsonObject json(Project project) {
    return new JsonObject()
        .put("id", project.id())
        .put("account_id", project.accountId())
        .put("name", project.name())
        .put("slug", project.slug())
        .put("audit_tier", project.auditTier().orElse(usualTier).label())
        .put("created_at", project.createdAt().toEpochMilli());
  }
}
