package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import java.util.List;
import java.util.stream.Stream;

/** Writes a request to {@code POST /messages}. For one request. */
public final class MessagesRequestWriter {
  private static final String JSON_ALONE =
      "Respond with one JSON object and nothing else: no prose, no code fence.";

  private final ModelRequest request;
  private final ToolNames names;
  private final TargetTraits traits;
  private final Findings findings;
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();

  /** A writer of {@code request} for a model of these traits. */
  public MessagesRequestWriter(
      ModelRequest request, ToolNames names, TargetTraits traits, Findings findings) {
    this.request = request;
    this.names = names;
    this.traits = traits;
    this.findings = findings;
  }

  /** The body that asks {@code model}. */
  public ObjectNode write(String model) {
    body.put("model", model);
    body.put("max_tokens", request.maxOutput().map(RequestField::value).orElse(traits.maxOutput()));
    request
        .choices()
        .filter(choices -> choices.value() > 1)
        .ifPresent(choices -> findings.refused(choices.path()));
    writeSystem();
    ToolMembers tools = new ToolMembers(request, names);
    tools.write(body);
    body.set(
        "messages",
        new MessageTurns(traits.systemInMessages(), new ContentBlocks(names, findings), findings)
            .write(request.turns()));
    boolean thinks = writeThinking(tools.isForced());
    new SamplingMembers(traits, findings, thinks).write(body, request.sampling());
    writeStop();
    writeFormat();
    writeCacheMark();
    request
        .endUser()
        .ifPresent(user -> body.putObject("metadata").put("user_id", user.value().id()));
    request.hints().fields().values().forEach(hint -> findings.dropped(hint.path()));
    if (request.stream()) {
      body.put("stream", true);
    }
    return body;
  }

  private void writeSystem() {
    ArrayNode system = JsonNodeFactory.instance.arrayNode();
    for (Part.Text text : request.system()) {
      if (!ContentBlocks.isBlank(text)) {
        system.add(ContentBlocks.text(text.text(), text.cacheMark()));
      }
    }
    request
        .format()
        .filter(format -> format.value() instanceof OutputFormat.Json)
        .ifPresent(format -> system.addObject().put("type", "text").put("text", JSON_ALONE));
    if (!system.isEmpty()) {
      body.set("system", system);
    }
  }

  private boolean writeThinking(boolean toolForced) {
    return request
        .thinking()
        .map(wish -> new ThinkingMember(traits, findings, body).write(wish, toolForced))
        .orElse(false);
  }

  private void writeStop() {
    if (request.stop().isEmpty()) {
      return;
    }
    List<String> all = request.stop().get().value();
    List<String> taken = all.stream().filter(sequence -> !sequence.isBlank()).toList();
    if (taken.size() < all.size()) {
      findings.dropped(request.stop().get().path());
    }
    if (!taken.isEmpty()) {
      ArrayNode sequences = body.putArray("stop_sequences");
      taken.forEach(sequences::add);
    }
  }

  private void writeFormat() {
    if (request.format().isEmpty()) {
      return;
    }
    if (request.format().get().value() instanceof OutputFormat.Schema wanted) {
      ObjectNode format = body.withObjectProperty("output_config").putObject("format");
      format.put("type", "json_schema");
      format.set("schema", ClosedSchema.of(wanted.schema()));
    } else {
      findings.dropped(request.format().get().path()); // no guarantee is left of it
    }
  }

  private void writeCacheMark() {
    if (traits.autoCache() && !isMarked()) {
      body.putObject("cache_control").put("type", "ephemeral");
    }
  }

  private boolean isMarked() {
    return Stream.concat(
                request.system().stream(),
                request.turns().stream().flatMap(turn -> turn.parts().stream()))
            .anyMatch(MessagesRequestWriter::isMarked)
        || request.tools().stream().map(Tool::cacheMark).anyMatch(mark -> mark.isPresent());
  }

  private static boolean isMarked(Part part) {
    if (part instanceof Part.Text text) {
      return text.cacheMark().isPresent();
    }
    if (part instanceof Part.Media media) {
      return media.cacheMark().isPresent();
    }
    return part instanceof Part.Result result
        && (result.cacheMark().isPresent()
            || result.parts().stream().anyMatch(MessagesRequestWriter::isMarked));
  }
}
