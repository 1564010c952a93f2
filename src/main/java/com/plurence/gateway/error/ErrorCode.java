package com.plurence.gateway.error;

import static com.plurence.gateway.error.MessageCode.BAD_REQUEST;
import static com.plurence.gateway.error.MessageCode.CONFLICT;
import static com.plurence.gateway.error.MessageCode.FORBIDDEN;
import static com.plurence.gateway.error.MessageCode.INTERNAL;
import static com.plurence.gateway.error.MessageCode.METHOD_NOT_ALLOWED;
import static com.plurence.gateway.error.MessageCode.NOT_FOUND;
import static com.plurence.gateway.error.MessageCode.RATE_LIMITED;
import static com.plurence.gateway.error.MessageCode.UNAUTHORIZED;

/**
 * The registry: every failure that the gateway itself can answer with. An id is never re-used and
 * never comes to mean something else; its range says where the failure began (see {@code
 * src/docs/errors.md}, which is generated from here).
 *
 * <p>A new failure takes the next free id of its range, and a line in {@code error-ids.txt} of the
 * tests, where retired ids stay, so that nobody takes one of them.
 */
public enum ErrorCode implements ErrorKind {
  // The gateway itself.
  UNEXPECTED("DAT000001", INTERNAL, "Unexpected server error", Retry.YES),
  STORE_UNAVAILABLE("DAT000002", INTERNAL, "The store cannot be reached", Retry.YES),
  OVERLOADED("DAT000003", INTERNAL, "The gateway is at its limit of connections", Retry.YES),
  DRAINING("DAT000004", INTERNAL, "The gateway is shutting down", Retry.YES),
  NO_HEALTHY_TARGET("DAT000005", INTERNAL, "No target of this model is healthy", Retry.YES),
  NOT_READY("DAT000006", INTERNAL, "The gateway is not ready", Retry.YES) {
    @Override
    public int status() {
      return 503;
    }
  },
  EXTENSION_FAILED("DAT000007", INTERNAL, "An extension of the gateway failed", Retry.YES),
  ISSUER_UNAVAILABLE(
      "DAT000008", INTERNAL, "The issuer of access tokens cannot be reached", Retry.YES),
  UPLOAD_NOT_STORED(
      "DAT000025", INTERNAL, "The gateway has no room on disk for the upload", Retry.YES),
  GATEWAY_OVERLOADED("DAT000020", INTERNAL, "The gateway is overloaded", Retry.YES),
  LIMITS_UNAVAILABLE("DAT000021", INTERNAL, "Limits can't be checked", Retry.YES),

  // Upstream, before anything was answered to the client.
  UPSTREAM_REFUSED("DAT000101", INTERNAL, "The model provider refused the connection", Retry.YES),
  UPSTREAM_NAME_UNKNOWN(
      "DAT000102", INTERNAL, "The model provider's name could not be resolved", Retry.YES),
  UPSTREAM_TLS("DAT000103", INTERNAL, "No trusted connection to the model provider", Retry.NO),
  UPSTREAM_CONNECT_TIMEOUT(
      "DAT000104", INTERNAL, "The model provider could not be reached in time", Retry.YES),
  UPSTREAM_FIRST_BYTE_TIMEOUT(
      "DAT000105", INTERNAL, "The model provider did not begin to answer in time", Retry.YES),
  UPSTREAM_DEADLINE("DAT000106", INTERNAL, "The model provider did not finish in time", Retry.YES),
  UPSTREAM_RESET("DAT000107", INTERNAL, "The model provider broke the connection", Retry.YES),
  UPSTREAM_MALFORMED("DAT000108", INTERNAL, "The model provider's answer was malformed", Retry.YES),
  UPSTREAM_TOO_LARGE("DAT000109", INTERNAL, "The model provider's answer was too large", Retry.NO),
  UPSTREAM_ERROR("DAT000110", INTERNAL, "The model provider failed", Retry.YES),
  UPSTREAM_OVERLOADED("DAT000111", INTERNAL, "The model provider is overloaded", Retry.YES),
  UPSTREAM_CREDENTIAL(
      "DAT000112", INTERNAL, "The model provider rejected the gateway's credential", Retry.NO),
  UPSTREAM_REDIRECT("DAT000113", INTERNAL, "The model provider answered with a redirect", Retry.NO),
  UPSTREAM_CONTENT_TYPE(
      "DAT000114", INTERNAL, "The model provider's answer had the wrong content type", Retry.NO),
  UPSTREAM_PATH_UNKNOWN(
      "DAT000115", INTERNAL, "The model provider does not know this endpoint", Retry.NO),
  UPSTREAM_POOL_EXHAUSTED(
      "DAT000116", INTERNAL, "Too many requests are waiting for the model provider", Retry.YES),
  UPSTREAM_TIMED_OUT(
      "DAT000117", INTERNAL, "The model provider reported a time-out of its own", Retry.YES),
  UPSTREAM_EMPTY("DAT000118", INTERNAL, "The model provider's answer was empty", Retry.YES),
  UPSTREAM_STALLED("DAT000119", INTERNAL, "The model provider stopped answering", Retry.YES),
  UPSTREAM_DENIED("DAT000120", INTERNAL, "The model provider denied the request", Retry.NO),
  UPSTREAM_NOT_READING(
      "DAT000121", INTERNAL, "The model provider did not read the request in time", Retry.YES),
  UPSTREAM_WAY_REFUSED(
      "DAT000122", INTERNAL, "The gateway is refused the way to the model provider", Retry.NO),

  // Upstream, after a stream had begun.
  STREAM_STALLED("DAT000201", INTERNAL, "The model provider stopped sending", Retry.YES),
  STREAM_ENDED_EARLY(
      "DAT000202",
      INTERNAL,
      "The model provider ended the stream before it was complete",
      Retry.YES),
  STREAM_RESET("DAT000203", INTERNAL, "The model provider broke the stream", Retry.YES),
  STREAM_MALFORMED("DAT000204", INTERNAL, "The model provider sent a malformed event", Retry.YES),
  STREAM_PROVIDER_ERROR(
      "DAT000205", INTERNAL, "The model provider reported an error during the stream", Retry.YES),
  STREAM_DEADLINE("DAT000206", INTERNAL, "The stream did not finish in time", Retry.YES),
  STREAM_EVENT_TOO_LARGE(
      "DAT000207", INTERNAL, "The model provider sent an event that was too large", Retry.NO),

  // Credentials.
  KEY_MISSING("DAT020001", UNAUTHORIZED, "API key is missing", Retry.NO),
  KEY_INVALID("DAT020002", UNAUTHORIZED, "API key is invalid", Retry.NO),

  KEY_EXPIRED("DAT020003", UNAUTHORIZED, "API key has expired", Retry.NO),
  KEY_DELETED("DAT020004", UNAUTHORIZED, "API key was deleted", Retry.NO),
  TOKEN_MISSING("DAT020010", UNAUTHORIZED, "Access token is missing", Retry.NO),
  TOKEN_INVALID("DAT020011", UNAUTHORIZED, "Access token is invalid", Retry.NO),
  TOKEN_EXPIRED("DAT020012", UNAUTHORIZED, "Access token has expired", Retry.NO),
  SIGNIN_REFUSED("DAT020013", UNAUTHORIZED, "E-mail address or password is wrong", Retry.NO),
  ROLE_INSUFFICIENT(
      "DAT020101", FORBIDDEN, "Your role in this account does not allow this", Retry.NO),
  KEY_ENDPOINT_FORBIDDEN(
      "DAT020102", FORBIDDEN, "This API key may not use this endpoint", Retry.NO),
  KEY_MODEL_FORBIDDEN("DAT020103", FORBIDDEN, "This API key may not use this model", Retry.NO),
  MODEL_WITHOUT_PRICE(
      "DAT020104", FORBIDDEN, "This model has no price, and a budget in money applies", Retry.NO),
  OPERATOR_REQUIRED("DAT020105", FORBIDDEN, "Only an operator may see this", Retry.NO),
  SIGNUP_CLOSED("DAT020107", FORBIDDEN, "Sign-up is closed", Retry.NO),

  // The request.
  VALIDATION_FAILED(
      "DAT030001",
      MessageCode.VALIDATION_FAILED,
      "Request body failed schema validation",
      Retry.NO),
  PROJECT_NOT_FOUND("DAT030002", NOT_FOUND, "Project not found", Retry.NO),
  ROUTE_NOT_FOUND("DAT030003", MessageCode.ROUTE_NOT_FOUND, "Route not found", Retry.NO),
  METHOD_NOT_ALLOWED_HERE("DAT030004", METHOD_NOT_ALLOWED, "Method not allowed", Retry.NO),
  MALFORMED_JSON("DAT030005", BAD_REQUEST, "Request body is not valid JSON (at byte %s)", Retry.NO),
  ENTITY_REQUIRED("DAT030006", MessageCode.ENTITY_REQUIRED, "Request body is required", Retry.NO),
  BODY_TOO_LARGE("DAT030007", BAD_REQUEST, "Request body is larger than %s bytes", Retry.NO),
  CONTENT_TYPE_UNSUPPORTED(
      "DAT030008",
      BAD_REQUEST,
      "Content type must be application/json, or multipart/form-data where files are taken",
      Retry.NO),
  MODEL_NOT_FOUND("DAT030009", NOT_FOUND, "Model not found", Retry.NO),
  MALFORMED_HTTP("DAT030010", BAD_REQUEST, "Malformed HTTP request", Retry.NO),
  URI_TOO_LONG("DAT030011", BAD_REQUEST, "Request line is too long", Retry.NO),
  HEADERS_TOO_LARGE("DAT030012", BAD_REQUEST, "Request headers are too large", Retry.NO),
  REQUEST_TOO_SLOW("DAT030013", BAD_REQUEST, "Request did not arrive in time", Retry.YES),
  JSON_TOO_DEEP("DAT030014", BAD_REQUEST, "Request body is nested deeper than %s levels", Retry.NO),
  CONTENT_ENCODING_UNSUPPORTED(
      "DAT030015",
      BAD_REQUEST,
      "Content encoding is not supported; accepted are gzip, deflate, br, zstd and identity, and"
          + " for uploads identity alone",
      Retry.NO),
  EXPECTATION_UNSUPPORTED("DAT030016", BAD_REQUEST, "Expectation is not supported", Retry.NO),
  HTTP_VERSION_UNSUPPORTED("DAT030017", BAD_REQUEST, "HTTP version is not supported", Retry.NO),

  QUERY_PARAMETER_INVALID("DAT030018", BAD_REQUEST, "Query parameter %s is invalid", Retry.NO),
  QUERY_PARAMETER_UNKNOWN("DAT030019", BAD_REQUEST, "Query parameter %s is unknown", Retry.NO),
  PROJECT_NAME_TAKEN(
      "DAT030020", CONFLICT, "A project of this name exists already in the account", Retry.NO),
  PROJECT_SLUG_TAKEN(
      "DAT030021", CONFLICT, "A project with this slug exists already in the account", Retry.NO),
  EMAIL_TAKEN("DAT030022", CONFLICT, "This e-mail address has signed up already", Retry.NO),
  RESOURCE_CHANGED("DAT030023", CONFLICT, "The resource has changed since it was read", Retry.NO),
  LAST_OWNER("DAT030024", CONFLICT, "The account would be left without an owner", Retry.NO),
  IDEMPOTENCY_KEY_REUSED(
      "DAT030025", CONFLICT, "Idempotency-Key was used with another request", Retry.NO),
  IDEMPOTENT_REQUEST_RUNNING(
      "DAT030026", CONFLICT, "A request with this Idempotency-Key is still running", Retry.NO),
  IDEMPOTENCY_KEY_INVALID(
      "DAT030027",
      BAD_REQUEST,
      "Idempotency-Key must be 1 to 255 visible ASCII characters",
      Retry.NO),
  ACCOUNT_NOT_FOUND("DAT030028", NOT_FOUND, "Account not found", Retry.NO),
  PRINCIPAL_NOT_FOUND("DAT030029", NOT_FOUND, "Principal not found", Retry.NO),
  API_KEY_NOT_FOUND("DAT030030", NOT_FOUND, "API key not found", Retry.NO),
  UNTRANSLATABLE(
      "DAT030031",
      MessageCode.VALIDATION_FAILED,
      "The request cannot be expressed for this model's provider: %s",
      Retry.NO),
  TAGS_INVALID("DAT030040", BAD_REQUEST, "Header x-plurence-tags is invalid", Retry.NO),
  RECORD_NOT_FOUND("DAT030041", NOT_FOUND, "Record not found", Retry.NO),
  SUMMARY_TOO_LARGE(
      "DAT030046",
      BAD_REQUEST,
      "The summary is too large; ask for a shorter range, longer intervals or fewer groups",
      Retry.NO),
  ACCOUNT_IN_USE("DAT030050", CONFLICT, "Nobody can close the account that they act in", Retry.NO),

  MALFORMED_MULTIPART(
      "DAT030051",
      BAD_REQUEST,
      "Request body is not clear multipart/form-data (at byte %s)",
      Retry.NO),
  CONTENT_DECODING(
      "DAT030052", BAD_REQUEST, "Request body is not what its content encoding says", Retry.NO),

  // Limits.
  LIMIT_RPM(
      "DAT030101", RATE_LIMITED, "The %s's limit of requests per minute was reached", Retry.YES),
  LIMIT_TPM(
      "DAT030102", RATE_LIMITED, "The %s's limit of tokens per minute was reached", Retry.YES),
  LIMIT_RPD("DAT030103", RATE_LIMITED, "The %s's limit of requests per day was reached", Retry.YES),
  ACCOUNT_TOKENS_PER_MONTH(
      "DAT030104", RATE_LIMITED, "The %s's tokens of this month are used up", Retry.YES),
  LIMIT_CONCURRENCY("DAT030105", RATE_LIMITED, "The %s has too many requests at once", Retry.YES),
  QUOTA_TOKENS_PER_MONTH(
      "DAT030106", RATE_LIMITED, "The %s's quota of tokens of this month is used up", Retry.YES),
  BUDGET_PER_DAY("DAT030108", RATE_LIMITED, "The %s's budget of this day is used up", Retry.YES),
  BUDGET_PER_MONTH(
      "DAT030109", RATE_LIMITED, "The %s's budget of this month is used up", Retry.YES),
  LARGER_THAN_LIMIT(
      "DAT030111",
      BAD_REQUEST,
      "The request needs about %s tokens, more than the limit of %s",
      Retry.NO),
  SIGNIN_THROTTLED("DAT030110", RATE_LIMITED, "Too many attempts to sign in or sign up", Retry.YES),
  PROVIDER_RATE_LIMITED(
      "DAT030107", RATE_LIMITED, "The model provider's rate limit was reached", Retry.YES),

  // The provider rejected the request.
  PROVIDER_REJECTED_FIELDS(
      "DAT030201",
      MessageCode.VALIDATION_FAILED,
      "The model provider rejected fields of the request",
      Retry.NO),
  PROVIDER_REJECTED(
      "DAT030202", BAD_REQUEST, "The model provider rejected the request: %s", Retry.NO),
  CONTEXT_LENGTH_EXCEEDED(
      "DAT030203", BAD_REQUEST, "The request is longer than the model's context: %s", Retry.NO),
  CONTENT_FILTERED(
      "DAT030204",
      BAD_REQUEST,
      "The model provider's content filter refused the request: %s",
      Retry.NO),
  PROVIDER_MODEL_UNKNOWN(
      "DAT030205", NOT_FOUND, "The model provider does not know this model", Retry.NO),
  PROVIDER_TOO_LARGE(
      "DAT030206", BAD_REQUEST, "The request is too large for the model provider", Retry.NO);

  private final String id;
  private final MessageCode messageCode;
  private final String message;
  private final Retry retry;

  ErrorCode(String id, MessageCode messageCode, String message, Retry retry) {
    this.id = id;
    this.messageCode = messageCode;
    this.message = message;
    this.retry = retry;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public MessageCode messageCode() {
    return messageCode;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public boolean retryable() {
    return retry == Retry.YES;
  }

  private enum Retry {
    YES,
    NO
  }
}
