package com.plurence.gateway.error;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What stands in {@code src/docs/errors.md} as the registry has it. */
final class ErrorsDocument {
  static final Path FILE = Path.of("src/docs/errors.md");

  private static final List<Range> RANGES =
      List.of(
          new Range("The gateway itself", "000001", "000099"),
          new Range("The model provider, before anything was answered", "000101", "000199"),
          new Range("The model provider, after a stream had begun", "000201", "000299"),
          new Range("Missing or invalid credentials", "020001", "020099"),
          new Range("Insufficient permissions", "020101", "020199"),
          new Range("The request and the resources", "030001", "030099"),
          new Range("Limits", "030101", "030199"),
          new Range("The model provider rejected the request", "030201", "030299"));

  private ErrorsDocument() {}

  private record Range(String title, String first, String last) implements Predicate<ErrorCode> {
    @Override
    public boolean test(ErrorCode code) {
      String number = code.id().substring(3);
      return number.compareTo(first) >= 0 && number.compareTo(last) <= 0;
    }
  }

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Errors

            Every answer with a status of 400 or more is this JSON object, whatever failed:

            ```json
            {
              "error_id": "DAT030009",
              "status_code": 404,
              "message_code": "NOT_FOUND",
              "message": "Model not found",
              "request_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6"
            }
            ```

            Decide by `message_code`, quote `request_id` (also the header `x-request-id`) when you ask for help.
            `VALIDATION_FAILED` has one more member, `details`: an array of `field` and `message`. "Retry" below is the value of
            the header `x-should-retry`; `Retry-After` names the wait where it is known. An ellipsis stands for a value of the request.

            `GET /v1/errors` serves this list as JSON. Ids 009000 to 009999, 029000 to 029999 and 039000 to 039999 belong to
            extensions. This file is generated from `ErrorCode`, and a test fails when it is stale:

                ./mvnw -q test -Dtest=ErrorsDocumentTest -Derrors.write=true
            """);
    for (Range range : RANGES) {
      text.append("\n## ").append(range.title()).append("\n\n");
      text.append("| error_id | message_code | HTTP | retry | message |\n|---|---|---|---|---|\n");
      Arrays.stream(ErrorCode.values())
          .filter(range)
          .sorted(Comparator.comparing(ErrorCode::id))
          .forEach(code -> text.append(row(code)));
    }
    return text.toString();
  }

  private static String row(ErrorCode code) {
    return "| %s | %s | %d | %s | %s |\n"
        .formatted(
            code.id(),
            code.messageCode(),
            code.status(),
            code.retryable() ? "yes" : "no",
            code.message().replace("%s", "…"));
  }
}
