package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.config.Secret;
import java.nio.file.Path;

/** Usage records on their way to the embedded database. */
final class H2ShippingTest extends ShippingContract {
  @Override
  Secret newUrl(Path directory) {
    return new Secret("h2:" + directory.resolve("store"));
  }
}
