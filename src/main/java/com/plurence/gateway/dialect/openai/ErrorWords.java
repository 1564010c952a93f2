package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.error.ClientText;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.error.OpenAiErrors;
import com.plurence.gateway.error.FieldError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of an error, as far as they were there; used again for the next. */
final class ErrorWords {
  @Nullable String code;
  @Nullable String type;
  @Nullable String message;
  @Nullable String param;

  void forget() {
    code = null;
    type = null;
    message = null;
    param = null;
  }

  ProviderError toError() {
    List<FieldError> fields =
        param == null || message == null
            ? List.of()
            : List.of(new FieldError(ClientText.of(param), ClientText.of(message)));
    return OpenAiErrors.of(
        Optional.ofNullable(code),
        Optional.ofNullable(type),
        Optional.ofNullable(message),
        Optional.ofNullable(param),
        fields,
        Optional.empty(),
        Optional.empty());
  }
}
