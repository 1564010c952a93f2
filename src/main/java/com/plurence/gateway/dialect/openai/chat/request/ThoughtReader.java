package com.plurence.gateway.dialect.openai.chat.request;

import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the model has thought for an earlier response, as the client sends it back. */
final class ThoughtReader {
  private static final String WORDS = "reasoning_content";
  private static final String DETAILS = "reasoning_details";

  private ThoughtReader() {}

  /**
   * The thoughts of a message of the assistant. If one of them is sealed, the details have all;
   * else there are the words alone, which no provider of another dialect takes.
   */
  static List<Part> of(RequestObject message) {
    List<Part> details = details(message);
    Optional<RequestField<String>> words =
        message.string(WORDS).filter(text -> !text.value().isEmpty());
    if (details.stream().anyMatch(ThoughtReader::isSealed)) {
      return details;
    }
    if (words.isEmpty()) {
      return details;
    }
    message.findings().dropped(message.path(WORDS));
    return List.of(new Part.Reasoning(words.get().path(), words.get().value(), Optional.empty()));
  }

  private static boolean isSealed(Part part) {
    return part instanceof Part.Reasoning thought && thought.seal().isPresent();
  }

  private static List<Part> details(RequestObject message) {
    List<Part> parts = new ArrayList<>();
    for (RequestObject detail : message.objects(DETAILS)) {
      switch (detail.node().path("type").asText()) {
        case "reasoning.text" -> {
          String text = detail.string("text").map(RequestField::value).orElse("");
          parts.add(new Part.Reasoning(detail.path(), text, seal(detail, "signature")));
        }
        case "reasoning.encrypted" -> {
          Optional<Seal> seal = seal(detail, "data");
          if (seal.isPresent()) {
            parts.add(new Part.Reasoning(detail.path(), "", seal));
          }
        }
        default -> {} // of another gateway, which alone can read it
      }
    }
    return parts;
  }

  private static Optional<Seal> seal(RequestObject detail, String member) {
    return detail.string(member).map(RequestField::value).flatMap(Seal::in);
  }
}
