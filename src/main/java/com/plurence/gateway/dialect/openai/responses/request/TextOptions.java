package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.Optional;

/**
 * What {@code text} says.
 *
 * @param format the form that the response must have
 * @param verbosity how wordy it is to be
 */
record TextOptions(
    Optional<RequestField<OutputFormat>> format, Optional<RequestField<String>> verbosity) {

  static TextOptions of(RequestObject request) {
    Optional<RequestObject> text = request.object("text");
    return new TextOptions(
        text.flatMap(options -> options.object("format")).flatMap(TextOptions::format),
        text.flatMap(options -> options.string("verbosity")));
  }

  private static Optional<RequestField<OutputFormat>> format(RequestObject format) {
    Optional<RequestField<String>> type = format.requiredString("type");
    return switch (type.map(RequestField::value).orElse("text")) {
      case "text" -> Optional.empty();
      case "json_object" -> Optional.of(new RequestField<>(format.path(), new OutputFormat.Json()));
      case "json_schema" -> schema(format);
      default -> {
        format.findings().refused(format.path("type"));
        yield Optional.empty();
      }
    };
  }

  private static Optional<RequestField<OutputFormat>> schema(RequestObject format) {
    Optional<String> name = format.requiredString("name").map(RequestField::value);
    if (!format.has("schema")) {
      format.findings().wrong(format.path("schema"), "must be an object");
    }
    Optional<ObjectNode> schema = format.object("schema").map(RequestObject::node);
    Optional<String> description = format.string("description").map(RequestField::value);
    boolean strict = format.bool("strict").map(RequestField::value).orElse(false);
    return schema.map(
        found ->
            new RequestField<>(
                format.path(),
                new OutputFormat.Schema(name, description, found, Optional.of(strict))));
  }
}
