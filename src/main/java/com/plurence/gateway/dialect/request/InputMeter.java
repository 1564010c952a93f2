package com.plurence.gateway.dialect.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;
import java.util.Arrays;

/**
 * Measures the input of a request while another listener hears of it: hears of everything, and lets
 * the other hear of what that wants. What is data of images, sound and files is told by its place
 * or by how it begins, at whatever depth; of the rest every byte counts.
 */
final class InputMeter implements JsonListener {
  private static final byte[] DATA_URI = ascii("data:");
  private static final byte[] BASE64 = ascii("base64");
  private static final byte[][] IMAGES = {ascii("image_url"), ascii("input_image"), ascii("image")};
  private static final int LONGEST_TYPE = 16;

  // The names that matter; of the others there is no end.
  private static final byte OTHER = 0;
  private static final byte TYPE = 1;
  private static final byte DATA = 2;
  private static final byte FILE_DATA = 3;
  private static final byte INPUT_AUDIO = 4;
  private static final byte SOURCE = 5;
  private static final byte[][] NAMES = {
    {}, ascii("type"), ascii("data"), ascii("file_data"), ascii("input_audio"), ascii("source")
  };

  private final JsonListener listener;
  private byte[] owners = new byte[16];
  private int depth;
  private int silent;
  private byte name = OTHER;
  private long images;
  private long excluded;
  // Of the source being read: its data is base64 if it says so, before or after.
  private long sourceData;
  private boolean sourceIsBase64;

  InputMeter(JsonListener listener) {
    this.listener = listener;
  }

  /** What was measured of a body of {@code bytes} bytes. */
  InputSize size(long bytes) {
    return new InputSize(bytes - excluded, images, excluded > 0);
  }

  @Override
  public boolean enter(JsonKind kind) {
    if (depth == owners.length) {
      owners = Arrays.copyOf(owners, 2 * depth);
    }
    owners[depth++] = name;
    if (name == SOURCE) {
      sourceData = 0;
      sourceIsBase64 = false;
    }
    name = OTHER;
    if (silent > 0 || !listener.enter(kind)) {
      silent++;
    }
    return true;
  }

  @Override
  public void leave(JsonValue container) {
    depth--;
    name = OTHER;
    if (owners[depth] == SOURCE && sourceIsBase64) {
      excluded += sourceData;
    }
    if (silent == 0) {
      listener.leave(container);
    } else if (--silent == 0) {
      listener.value(container);
    }
  }

  @Override
  public void name(JsonText text) {
    name(text, 0);
  }

  @Override
  public void name(JsonText text, long from) {
    name = OTHER;
    for (byte known = TYPE; known < NAMES.length; known++) {
      if (text.is(NAMES[known])) {
        name = known;
      }
    }
    if (silent == 0) {
      listener.name(text, from);
    }
  }

  @Override
  public int textLimit() {
    int wanted = silent == 0 ? listener.textLimit() : 0;
    if (wanted > 0) {
      return wanted;
    }
    return name == TYPE ? LONGEST_TYPE : DATA_URI.length;
  }

  @Override
  public void value(JsonValue value) {
    if (value.kind() == JsonKind.STRING) {
      measure(value);
    }
    if (silent == 0) {
      listener.value(value);
    }
  }

  private void measure(JsonValue string) {
    byte owner = depth == 0 ? OTHER : owners[depth - 1];
    if (name == TYPE) {
      images += isImage(string.text()) ? 1 : 0;
      sourceIsBase64 |= owner == SOURCE && string.text().is(BASE64);
    } else if (string.text().beginsInAnyCase(DATA_URI)
        || name == FILE_DATA
        || (name == DATA && owner == INPUT_AUDIO)) {
      excluded += string.to() - string.from();
    } else if (name == DATA && owner == SOURCE) {
      sourceData = string.to() - string.from();
    }
  }

  private static boolean isImage(JsonText type) {
    for (byte[] image : IMAGES) {
      if (type.is(image)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(US_ASCII);
  }
}
