package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An item that the model has begun and not ended. */
interface OpenItem {
  /**
   * Ends it, and says so.
   *
   * @param cutOff whether the response ends in the middle of it
   * @return the item as a whole
   */
  ObjectNode done(boolean cutOff);
}
