package com.plurence.gateway.dialect.openai.chat.request;

import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.Optional;

/** Reads the field {@code response_format}. */
final class FormatField {
  private FormatField() {}

  static Optional<RequestField<OutputFormat>> read(RequestObject body) {
    return body.object("response_format")
        .flatMap(
            field ->
                format(field).map(format -> new RequestField<OutputFormat>(field.path(), format)));
  }

  private static Optional<? extends OutputFormat> format(RequestObject field) {
    Optional<RequestField<String>> type = field.requiredString("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get().value()) {
      case "text" -> Optional.empty();
      case "json_object" -> Optional.of(new OutputFormat.Json());
      case "json_schema" -> field.requiredObject("json_schema").flatMap(FormatField::schema);
      default -> {
        field.findings().refused(type.get().path());
        yield Optional.empty();
      }
    };
  }

  private static Optional<OutputFormat.Schema> schema(RequestObject named) {
    Optional<String> name = named.requiredString("name").map(RequestField::value);
    Optional<String> description = named.string("description").map(RequestField::value);
    Optional<Boolean> strict = named.bool("strict").map(RequestField::value);
    return named
        .requiredObject("schema")
        .map(
            schema ->
                new OutputFormat.Schema(
                    name, description, schema.node(), strict.or(() -> Optional.of(false))));
  }
}
